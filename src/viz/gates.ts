import type { Bands } from "../protocol/frame.ts";

/** One limit of one band: everything in shares of the limit (1 = at the mark). */
export interface GateMark {
  readonly asked: number;
  readonly passed: number;
  /** Asked over the limit beyond what the bar can show. */
  readonly beyond: boolean;
  /** Write tokens left, 0..1; -1 where there is no budget of that kind. */
  readonly tokens: number;
  readonly binding: boolean;
  readonly value: number;
}
export interface Gates {
  readonly records: GateMark;
  readonly bytes: GateMark;
}
export interface WriteLimits {
  readonly recordsPerS: number;
  readonly bytesPerS: number;
}

/** The bar goes on to scale up to twice the limit; what is more is torn off. */
export const OVER_SHARE = 1;
/** From this share on a limit is called the binding one. */
const NEAR = 0.8;

/** Both write gates of a row; the binding limit is the one nearer to its mark, once near. */
export const writeGates = (bands: Bands, row: number, limits: WriteLimits): Gates => {
  const records = bands.recordsAsked[row]! / limits.recordsPerS;
  const bytes = bands.bytesAsked[row]! / limits.bytesPerS;
  const throttled = bands.throttled[row]! > 0;
  const near = Math.max(records, bytes) >= NEAR || throttled;
  return {
    records: {
      asked: records,
      passed: bands.recordsIn[row]! / limits.recordsPerS,
      beyond: records > 1 + OVER_SHARE,
      tokens: bands.recordTokens[row]!,
      binding: near && records >= bytes,
      value: bands.recordsAsked[row]!,
    },
    bytes: {
      asked: bytes,
      passed: bands.bytesIn[row]! / limits.bytesPerS,
      beyond: bytes > 1 + OVER_SHARE,
      tokens: bands.byteTokens[row]!,
      binding: near && bytes > records,
      value: bands.bytesAsked[row]!,
    },
  };
};

export interface ReadLimits {
  readonly callsPerS: number;
  readonly bytesPerS: number;
}

export interface ReadGates {
  readonly calls: GateMark;
  readonly bytes: GateMark;
  /** The limit for want of which calls are refused. */
  readonly out: "calls" | "bytes" | undefined;
}

/** With calls left in the second and calls refused, it is the bytes that are owed. */
const outOf = (bands: Bands, row: number, atUs: number, limits: ReadLimits): ReadGates["out"] => {
  if (bands.readBlockedUntilUs[row]! > atUs) return "bytes";
  if (bands.readThrottled[row] === 0) return undefined;
  return bands.readCalls[row]! < limits.callsPerS * NEAR ? "bytes" : "calls";
};

/** Both shared read gates of a row; bytes that are owed make their gate asked for in full. */
export const readGates = (
  bands: Bands,
  row: number,
  atUs: number,
  limits: ReadLimits,
): ReadGates => {
  const calls = bands.readCalls[row]! / limits.callsPerS;
  const bytes = bands.readBytes[row]! / limits.bytesPerS;
  const refused = bands.readThrottled[row]! / limits.callsPerS;
  const out = outOf(bands, row, atUs, limits);
  const near = Math.max(calls + refused, bytes) >= NEAR;
  const mark = (asked: number, passed: number, value: number, binding: boolean): GateMark => ({
    asked,
    passed,
    beyond: asked > 1 + OVER_SHARE,
    tokens: -1,
    binding,
    value,
  });
  const callsBind = out ? out === "calls" : near && calls + refused >= bytes;
  const bytesBind = out ? out === "bytes" : near && !callsBind;
  const bytesAsked = out === "bytes" ? Math.max(1, bytes) : bytes;
  return {
    out,
    calls: mark(
      calls + refused,
      calls,
      bands.readCalls[row]! + bands.readThrottled[row]!,
      callsBind,
    ),
    bytes: mark(bytesAsked, bytes, bands.readBytes[row]!, bytesBind),
  };
};

/** Rows with the highest share of a limit, worst first. */
export const worstRows = (bands: Bands, limits: WriteLimits, most: number): number[] => {
  const share = (row: number): number =>
    Math.max(
      bands.recordsAsked[row]! / limits.recordsPerS,
      bands.bytesAsked[row]! / limits.bytesPerS,
    );
  const rows = Array.from({ length: bands.count }, (_, row) => row);
  rows.sort((a, b) => share(b) - share(a) || a - b);
  return rows.slice(0, most);
};
