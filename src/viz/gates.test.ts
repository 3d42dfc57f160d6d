import { describe, expect, it } from "vitest";
import { CASES } from "../testing/gallery/cases.ts";
import { frameOf, topologyOf } from "../testing/gallery/frames.ts";
import { readGates, worstRows, writeGates } from "./gates.ts";

const limits = { recordsPerS: 1_000, bytesPerS: 1_048_576 };
const reads = { callsPerS: 5, bytesPerS: 2_097_152 };
const bandsOf = (name: string) => {
  const spec = CASES.find((each) => each.name === name)!;
  return frameOf(spec, topologyOf(spec)).bands;
};

describe("writeGates", () => {
  const bands = bandsOf("hot");

  it("names the limit that binds", () => {
    const bound = [0, 1, 2, 3].map((row) => {
      const { records, bytes } = writeGates(bands, row, limits);
      return records.binding ? "records" : bytes.binding ? "bytes" : "none";
    });
    expect(bound).toEqual(["none", "records", "bytes", "records"]);
  });

  it("measures in shares of the limit", () => {
    const { records } = writeGates(bands, 1, limits);
    expect(records.asked).toBeCloseTo(1.31, 5);
    expect(records.passed).toBeCloseTo(1, 5);
    expect(records.value).toBe(1_310);
  });
});

describe("readGates", () => {
  it("counts refused calls as asked", () => {
    const { calls } = readGates(bandsOf("hot"), 1, 0, reads);
    expect(calls.asked).toBeCloseTo(1.04, 5);
    expect(calls.passed).toBeCloseTo(0.64, 5);
  });

  it("names the limit that calls are refused for", () => {
    const outOf = (calls: number, refused: number, blockedUntilUs: number) => {
      const bands = {
        ...bandsOf("hot"),
        readCalls: Float32Array.of(calls),
        readBytes: Float32Array.of(0),
        readThrottled: Float32Array.of(refused),
        readBlockedUntilUs: Float64Array.of(blockedUntilUs),
      };
      const gates = readGates(bands, 0, 5_000_000, reads);
      expect(gates.calls.binding).toBe(gates.out === "calls");
      expect(gates.bytes.binding).toBe(gates.out === "bytes");
      expect(gates.bytes.asked).toBe(gates.out === "bytes" ? 1 : 0);
      return gates.out;
    };
    expect(outOf(3, 0, 0)).toBeUndefined();
    expect(outOf(5, 13, 4_900_000)).toBe("calls");
    expect(outOf(5, 13, 5_900_000)).toBe("bytes");
    expect(outOf(0, 2, 4_900_000)).toBe("bytes");
    expect(outOf(0, 0, 6_000_000)).toBe("bytes");
  });
});

describe("worstRows", () => {
  it("lists the fullest first", () => {
    const bands = bandsOf("shards256");
    const rows = worstRows(bands, limits, 10);
    const asked = rows.map((row) => bands.recordsAsked[row]!);
    expect(rows).toHaveLength(10);
    expect(asked).toEqual([...asked].sort((a, b) => b - a));
    expect(asked[0]).toBe(Math.max(...bands.recordsAsked));
  });
});
