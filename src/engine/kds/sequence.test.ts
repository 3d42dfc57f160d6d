import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeSequenceNumber } from "../../aws/sequenceNumber.ts";
import { makeApi, SECOND_US } from "../../testing/api.ts";
import {
  endingSequenceNumber,
  placeOfSequenceNumber,
  sequenceNumberOf,
  startingSequenceNumber,
} from "./sequence.ts";

describe("sequence numbers of a stream", () => {
  const api = makeApi({ a: 2 });
  api.ok("MergeShards", { StreamName: "a", ShardToMerge: "0", AdjacentShardToMerge: "1" });
  api.wait(31 * SECOND_US);
  const stream = api.stream("a");
  const { world } = api.run;
  const shard = fc.nat(2);
  const ordinal = fc.nat(2 ** 40);

  it("lead back to shard and ordinal", () => {
    fc.assert(
      fc.property(shard, ordinal, fc.nat(2 ** 31), (index, at, arrivalUs) => {
        const text = sequenceNumberOf(world, stream, index, at, arrivalUs);
        expect(placeOfSequenceNumber(stream, text)).toEqual({
          type: "place",
          shard: index,
          ordinal: at,
        });
      }),
    );
  });

  it("are the encoding of shard, counter and times, whatever their size", () => {
    const anyOrdinal = fc.oneof(
      fc.nat(10_000),
      fc.nat(100_000_000),
      fc.integer({ min: 67_108_850, max: 67_108_880 }),
      ordinal,
    );
    fc.assert(
      fc.property(shard, anyOrdinal, fc.nat(2 ** 46), (index, at, arrivalUs) => {
        const createdS = stream.shards.createdS[index]!;
        const recordS = Math.floor((world.epochMs * 1000 + arrivalUs) / 1_000_000);
        const fields = { createdS, shardIndex: index, seqIx: at + 1, recordS };
        const text = encodeSequenceNumber(fields);
        expect(sequenceNumberOf(world, stream, index, at, arrivalUs)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it("lie above the shard's start and below its end, and rise with the ordinal", () => {
    fc.assert(
      fc.property(fc.nat(1), ordinal, ordinal, (index, a, b) => {
        const [x, y] = [a, b].map((at) => BigInt(sequenceNumberOf(world, stream, index, at, 0)));
        expect(x! < y!).toBe(a < b);
        expect(BigInt(startingSequenceNumber(stream, index)) < x!).toBe(true);
        expect(x! < BigInt(endingSequenceNumber(world, stream, index))).toBe(true);
      }),
    );
  });

  it("tell the ends of a shard, other streams' numbers, and texts that are none", () => {
    const start = startingSequenceNumber(stream, 0);
    const end = endingSequenceNumber(world, stream, 0);
    expect(placeOfSequenceNumber(stream, start)).toMatchObject({ type: "place", ordinal: -1 });
    expect(placeOfSequenceNumber(stream, end)).toMatchObject({ type: "place", ordinal: Infinity });
    const foreign = "49646437577108476416916876405825929425585429676275269634";
    expect(placeOfSequenceNumber(stream, foreign).type).toBe("foreign");
    expect(placeOfSequenceNumber(stream, "12").type).toBe("malformed");
  });
});
