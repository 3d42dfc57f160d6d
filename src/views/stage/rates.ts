import { formatBytes, formatCount } from "../../i18n/format.ts";
import { FRONT_STATES, type Frame, type Topology } from "../../protocol/frame.ts";
import { isProgram } from "../actors/isProgram.ts";
import { actorOf, onStage } from "./words.ts";

/** Shards of which the last second's none is not the whole truth: they are used now and then. */
export interface Seldom {
  /** Those that took a record in the time shown, where the producers send less than one a second. */
  readonly written: ReadonlySet<number>;
  /** Those that a consumer of the engine's own is polling. */
  readonly polled: ReadonlySet<number>;
}

/** Where the producers send more than this to a shard a second in the mean, each second has some. */
const CALM_PER_S = 0.9;
const POLLING: ReadonlySet<number> = new Set(
  (["reading", "throttled"] as const).map((state) => FRONT_STATES.indexOf(state)),
);

export const seldomOf = (frame: Frame, topology: Topology): Seldom => {
  const { producers, consumers, bands, dots, fronts } = frame;
  const sent = onStage(topology, frame, producers).reduce((sum, each) => sum + each.ratePerS, 0);
  const calm = sent > 0 && sent / Math.max(1, bands.count) < CALM_PER_S;
  const pollers = onStage(topology, frame, consumers)
    .filter(({ id, running }) => running && !isProgram(actorOf(topology, id)))
    .map(({ id }) => id);
  const polled = new Set<number>();
  for (let i = 0; i < fronts.count; i++) {
    if (!POLLING.has(fronts.state[i]!) || !pollers.includes(fronts.consumer[i]!)) continue;
    polled.add(fronts.shard[i]!);
  }
  return { written: new Set(calm ? dots.shard.subarray(0, dots.count) : []), polled };
};

/** "12 KiB/s", "1.35 MiB/s". */
export const byteRate = (bytesPerS: number): string => {
  const step = bytesPerS >= 1_048_576 ? 10_486 : bytesPerS >= 1_024 ? 1_024 : 1;
  return `${formatBytes(Math.round(bytesPerS / step) * step)}/s`;
};

/** None in the last second is not none where a record comes now and then. */
export const calmBytes = (bytesPerS: number, seldom: boolean): string =>
  bytesPerS === 0 && seldom ? "< 1 KiB/s" : byteRate(bytesPerS);

/** Fewer than one a second are said as such, not as the last second's none. */
export const perSecond = (value: number, seldom: boolean): string =>
  value < 1 && (value > 0 || seldom) ? "< 1" : formatCount(value);
