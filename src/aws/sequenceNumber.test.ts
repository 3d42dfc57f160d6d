import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CREATED_S_LIMIT,
  decodeSequenceNumber,
  encodeSequenceNumber,
  ENDING_SEQ_IX,
} from "./sequenceNumber.ts";

const fields = fc.record({
  createdS: fc.integer({ min: 0, max: CREATED_S_LIMIT - 1 }),
  shardIndex: fc.integer({ min: 0, max: 2_147_483_647 }),
  seqIx: fc.bigInt({ min: 0n, max: ENDING_SEQ_IX }),
  recordS: fc.integer({ min: 0, max: 68_719_476_735 }),
});

describe("sequence numbers", () => {
  it("decode to what was encoded", () => {
    fc.assert(
      fc.property(fields, (f) => {
        expect(decodeSequenceNumber(encodeSequenceNumber(f))).toEqual(f);
      }),
    );
  });

  it("never throw on any text, and what decodes encodes to the same text", () => {
    const text = fc.oneof(
      fc.string(),
      fc.bigInt({ min: 0n, max: 1n << 190n }).map(String),
      fc.tuple(fields, fc.bigInt({ min: 0n, max: 187n })).map(([f, bit]) => {
        return String(BigInt(encodeSequenceNumber(f)) ^ (1n << bit));
      }),
    );
    fc.assert(
      fc.property(text, (t) => {
        const f = decodeSequenceNumber(t);
        if (f !== undefined) expect(encodeSequenceNumber(f)).toBe(t);
      }),
    );
  });

  it("sort by creation of the shard first, then by counter inside a shard", () => {
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        const x = BigInt(encodeSequenceNumber(a));
        const y = BigInt(encodeSequenceNumber(b));
        if (a.createdS !== b.createdS) expect(x < y).toBe(a.createdS < b.createdS);
        const z = BigInt(encodeSequenceNumber({ ...a, seqIx: b.seqIx, recordS: b.recordS }));
        if (a.seqIx !== b.seqIx) expect(x < z).toBe(a.seqIx < b.seqIx);
      }),
    );
  });

  it.each([
    [1700000000, 0, 0n, 1700000000, "49646437577108476416916876405825929425585429676275269634"],
    [1700000000, 1, 0n, 1700000000, "49646437577130777162115407028967465143858078037781250066"],
    [1700000000, 0, 1n, 1700000005, "49646437577108476416916876405827138351405044649047359490"],
    [
      1700000000,
      0,
      ENDING_SEQ_IX,
      1700000100,
      "49646437577119626789516141717395488358902146099801227266",
    ],
    [1700000101, 2, 0n, 1700000101, "49646437613191082148139424648830721590730485533618733090"],
  ])("created %i, shard %i, counter %i, at %i", (createdS, shardIndex, seqIx, recordS, text) => {
    expect(encodeSequenceNumber({ createdS, shardIndex, seqIx, recordS })).toBe(text);
    expect(decodeSequenceNumber(text)).toEqual({ createdS, shardIndex, seqIx, recordS });
  });

  it("read the samples of the AWS documentation", () => {
    expect(
      decodeSequenceNumber("49590338271490256608559692538361571095921575989136588898"),
    ).toEqual({
      createdS: 1542776258,
      shardIndex: 6,
      seqIx: 1734642199n,
      recordS: 1545084650,
    });
    expect(
      decodeSequenceNumber("49543463076570308322303623326179887152428262250726293522")?.shardIndex,
    ).toBe(1);
  });

  it.each([
    "",
    "0",
    "1",
    "-1",
    "21269319989652663814458848515492872193",
    "4964643757710847641691x",
  ])("are not %j", (text) => {
    expect(decodeSequenceNumber(text)).toBeUndefined();
  });

  it("refuse fields that do not fit", () => {
    const f = { createdS: 1, shardIndex: 1, seqIx: 1, recordS: 1 };
    expect(() => encodeSequenceNumber({ ...f, createdS: CREATED_S_LIMIT })).toThrow("creation");
    expect(() => encodeSequenceNumber({ ...f, recordS: 1.5 })).toThrow("record time");
    expect(() => encodeSequenceNumber({ ...f, shardIndex: -1 })).toThrow("shard index");
    expect(() => encodeSequenceNumber({ ...f, seqIx: ENDING_SEQ_IX + 1n })).toThrow("counter");
  });
});
