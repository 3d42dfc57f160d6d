/** Age → pixels. Now is at 0, the end of the window at `widthPx`. */
export interface AgeScale {
  readonly windowUs: number;
  readonly widthPx: number;
  readonly kind: "linear" | "log";
  /** Pixels from now for an age in µs; beyond the window it goes on past `widthPx`. */
  readonly x: (ageUs: number) => number;
  readonly ageAt: (px: number) => number;
  readonly ticks: readonly AgeTick[];
}
export interface AgeTick {
  readonly ageUs: number;
  readonly x: number;
}

export const SECOND_US = 1_000_000;
const MINUTE_US = 60 * SECOND_US;
const HOUR_US = 60 * MINUTE_US;
const DAY_US = 24 * HOUR_US;

/** The youngest age a logarithmic axis tells apart: 0.1 s. */
export const LOG_FLOOR_US = 100_000;

const STEPS_US = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900,
  1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000, 7776000,
].map((seconds) => seconds * SECOND_US);

const LOG_TICKS_US = [
  LOG_FLOOR_US,
  SECOND_US,
  10 * SECOND_US,
  MINUTE_US,
  10 * MINUTE_US,
  HOUR_US,
  6 * HOUR_US,
  DAY_US,
  7 * DAY_US,
  30 * DAY_US,
  365 * DAY_US,
];

/** The last tick's words all lie before it: shares of the least distance that they want. */
const LAST_ROOM = 1.25;

export interface AgeScaleInput {
  readonly windowUs: number;
  readonly widthPx: number;
  readonly kind: "linear" | "log";
  /** Least distance between two ticks. */
  readonly tickPx?: number;
}

export const ageScale = (input: AgeScaleInput): AgeScale =>
  input.kind === "log" && input.windowUs > LOG_FLOOR_US * 2 ? logScale(input) : linearScale(input);

const linearScale = ({ windowUs, widthPx, tickPx = 96 }: AgeScaleInput): AgeScale => {
  const perPx = windowUs / Math.max(1, widthPx);
  const step = STEPS_US.find((us) => us / perPx >= tickPx) ?? windowUs;
  const ticks: AgeTick[] = [];
  for (let ageUs = 0; ageUs <= windowUs; ageUs += step) {
    ticks.push({ ageUs, x: ageUs / perPx });
  }
  const last = ticks[ticks.length - 1];
  if (last && last.ageUs !== windowUs) {
    if (ticks.length > 1 && widthPx - last.x < tickPx * LAST_ROOM) ticks.pop();
    ticks.push({ ageUs: windowUs, x: widthPx });
  }
  return {
    windowUs,
    widthPx,
    kind: "linear",
    x: (ageUs) => ageUs / perPx,
    ageAt: (px) => px * perPx,
    ticks,
  };
};

const logScale = ({ windowUs, widthPx, tickPx = 96 }: AgeScaleInput): AgeScale => {
  const perDecade = widthPx / Math.log10(windowUs / LOG_FLOOR_US);
  const x = (ageUs: number): number =>
    ageUs <= LOG_FLOOR_US ? 0 : perDecade * Math.log10(ageUs / LOG_FLOOR_US);
  const ticks: AgeTick[] = [];
  for (const ageUs of [...LOG_TICKS_US.filter((us) => us < windowUs), windowUs]) {
    const tick = { ageUs, x: x(ageUs) };
    const before = ticks[ticks.length - 1];
    const room = tickPx * (ageUs === windowUs ? LAST_ROOM : 0.7);
    const crowded = before !== undefined && tick.x - before.x < room;
    if (crowded && ageUs !== windowUs) continue;
    if (crowded && ticks.length > 1) ticks.pop();
    ticks.push(tick);
  }
  return {
    windowUs,
    widthPx,
    kind: "log",
    x,
    ageAt: (px) => LOG_FLOOR_US * Math.pow(10, px / perDecade),
    ticks,
  };
};
