import type { TickType } from "../../protocol/frame.ts";

interface Shape {
  readonly d: string;
  readonly filled?: boolean;
}

/** One shape a kind of event, in a box of 12: status is shape, never colour. */
const SHAPES: Readonly<Record<TickType, Shape>> = {
  edit: { d: "M2 10 L2.6 7.4 L8.5 1.5 L10.5 3.5 L4.6 9.4 Z" },
  call: { d: "M4 2 L1 6 L4 10 M8 2 L11 6 L8 10" },
  split: { d: "M6 11 V6.5 M6 6.5 L2 1.5 M6 6.5 L10 1.5" },
  merge: { d: "M6 1 V5.5 M6 5.5 L2 10.5 M6 5.5 L10 10.5" },
  throttle: { d: "M2 9.5 H7.5 A2.75 2.75 0 0 0 7.5 4 H3 M5.5 1.5 L3 4 L5.5 6.5" },
  readThrottle: { d: "M10 9.5 H4.5 A2.75 2.75 0 0 1 4.5 4 H9 M6.5 1.5 L9 4 L6.5 6.5" },
  late: { d: "M1 2 C5 2 7 10 11 10 M1 10 C5 10 7 2 11 2" },
  crash: { d: "M2 2 L10 10 M10 2 L2 10" },
  restart: { d: "M9.8 4 A4.3 4.3 0 1 0 10.3 6.5 M10.3 1.2 V4.2 H7.3" },
  reRead: { d: "M2 3 H10 M2 6 H10 M2 9 H10" },
  copy: { d: "M1.5 6 A2.75 2.75 0 1 0 7 6 A2.75 2.75 0 1 0 1.5 6 M5 6 A2.75 2.75 0 1 0 10.5 6" },
  expired: { d: "M2 1.5 H10 L2 10.5 H10 Z" },
  iteratorExpired: { d: "M6 1.2 A4.8 4.8 0 1 0 6 10.8 A4.8 4.8 0 1 0 6 1.2 M6 3.5 V6.2 L8 7.6" },
  status: { d: "M6 1.5 L10.5 6 L6 10.5 L1.5 6 Z", filled: true },
};

/** The box that the shapes are drawn in. */
const BOX = 12;

export interface TickGlyphProps {
  readonly type: TickType;
  readonly x: number;
  /** Where the glyph stands, its foot. */
  readonly y: number;
  readonly size: number;
  readonly ghost?: boolean;
}

export const TickGlyph = ({ type, x, y, size, ghost = false }: TickGlyphProps) => {
  const shape = SHAPES[type];
  return (
    <path
      d={shape.d}
      transform={`translate(${x - size / 2} ${y - size}) scale(${size / BOX})`}
      fill={shape.filled === true && !ghost ? "currentColor" : "none"}
      stroke="currentColor"
      strokeWidth={ghost ? 1 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeDasharray={ghost ? "2 1.5" : undefined}
    />
  );
};
