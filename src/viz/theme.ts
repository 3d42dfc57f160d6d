/** Colours and sizes of the stage, read from the page's tokens once a theme. */
export interface StageTheme {
  readonly bg: string;
  readonly band: string;
  readonly band2: string;
  readonly line: string;
  readonly line2: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly none: string;
  /** By track: [0] for records that are not tracked. */
  readonly keys: readonly string[];
  readonly font: string;
  readonly dotPx: number;
  readonly frontPx: number;
  readonly fontPx: number;
  readonly strong: number;
}

export const readTheme = (element: Element): StageTheme => {
  const style = getComputedStyle(element);
  const value = (name: string, fallback: string): string =>
    style.getPropertyValue(name).trim() || fallback;
  const px = (name: string, fallback: number): number =>
    Number.parseFloat(value(name, "")) || fallback;
  const none = mixed(value("--key-none", "gray"), value("--ink-2", "dimgray"), TOWARDS_INK);
  return {
    bg: value("--bg", "white"),
    band: value("--band", "whitesmoke"),
    band2: value("--band-2", "gainsboro"),
    line: value("--line", "lightgray"),
    line2: value("--line-2", "silver"),
    ink: value("--ink", "black"),
    ink2: value("--ink-2", "dimgray"),
    ink3: value("--ink-3", "gray"),
    none,
    keys: [none, ...[1, 2, 3, 4, 5, 6].map((n) => value(`--key-${n}`, none))],
    font: value("--font", "sans-serif"),
    dotPx: px("--dot", 5),
    frontPx: px("--front", 2),
    fontPx: px("--stage-text", px("--text-mark", 12)),
    strong: px("--weight-strong", 600),
  };
};

/** Untracked marks are drawn this much nearer to ink: 3:1 on a band even where they are hollow. */
const TOWARDS_INK = 0.4;

/** Two `#rrggbb` colours mixed; the first where one is not of that form. */
export const mixed = (a: string, b: string, share: number): string => {
  const [from, to] = [a, b].map((color) => /^#([\da-f]{6})$/i.exec(color)?.[1]);
  if (!from || !to) return a;
  const part = (color: string, at: number): number =>
    Number.parseInt(color.slice(at * 2, at * 2 + 2), 16);
  const channels = [0, 1, 2].map((at) =>
    Math.round(part(from, at) + share * (part(to, at) - part(from, at))),
  );
  return `#${channels.map((each) => each.toString(16).padStart(2, "0")).join("")}`;
};

/** Figures of one width, as the stage sets them, are a little wider than a canvas measures. */
const TABULAR = 1.04;
const widths = new Map<string, number>();
let pen: CanvasRenderingContext2D | null | undefined;

/** Width of a text in the stage's font, px; measured once. */
export const textWidth = (text: string, fontPx: number, font: string, weight = 400): number => {
  const key = `${weight} ${fontPx} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  pen ??=
    typeof document === "undefined" ? null : document.createElement("canvas").getContext("2d");
  let width = text.length * fontPx * 0.56;
  if (pen) {
    pen.font = `${weight} ${fontPx}px ${font}`;
    width = pen.measureText(text).width * TABULAR;
  }
  if (widths.size > 4_000) widths.clear();
  widths.set(key, width);
  return width;
};

/** Widths were measured before the page's font had come. */
export const forgetWidths = (): void => widths.clear();
