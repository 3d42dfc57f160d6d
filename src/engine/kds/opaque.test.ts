import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeApi } from "../../testing/api.ts";
import { makeCursor } from "./cursor.ts";
import { writeIterator } from "./iterator.ts";
import { readIterator } from "./readIterator.ts";
import { seal } from "./opaque.ts";
import { unseal } from "./unseal.ts";
import { makeStream } from "./stream.ts";

const { world } = makeApi().run;
const field = fc.stringMatching(/^[a-zA-Z0-9_.-]*$/);

describe("opaque texts", () => {
  it("open to the fields they were sealed with, as their own kind alone", () => {
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 7 }), (fields) => {
        const text = seal(world, "listShards", fields);
        expect(unseal(world, "listShards", text)).toEqual(fields);
        expect(unseal(world, "iterator", text)).toBeUndefined();
        expect(unseal({ ...world, seed: 2 }, "listShards", text)).toBeUndefined();
      }),
    );
  });

  it("show every change of a character", () => {
    const text = seal(world, "iterator", ["orders", 0, 1, 2, 3, 4, 5]);
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom("A", "B", "z", "0", "9", "+", "/", "="),
        (at, char) => {
          const changed = text.slice(0, at) + char + text.slice(at + 1);
          if (changed !== text) expect(unseal(world, "iterator", changed)).toBeUndefined();
        },
      ),
    );
  });

  it("never throw on any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(unseal(world, "iterator", text)).toBeUndefined();
      }),
    );
  });
});

describe("iterators", () => {
  const stream = makeStream(3, "n".repeat(128), 1, 0);
  const place = fc.record({
    index: fc.nat(2 ** 40),
    segment: fc.nat(2 ** 30),
    local: fc.integer({ min: -1, max: 65_534 }),
  });

  it("hold a place in at most 512 characters", () => {
    fc.assert(
      fc.property(place, fc.nat(2 ** 31 - 1), (cursor, shard) => {
        const text = writeIterator(world, stream, shard, cursor);
        expect(text.length).toBeLessThanOrEqual(512);
        expect(readIterator(world, text)).toEqual({
          streamName: stream.name,
          streamNumber: 3,
          shard,
          cursor,
          issuedUs: world.nowUs,
        });
      }),
    );
  });

  it("from a later moment are none", () => {
    const later = writeIterator({ ...world, nowUs: world.nowUs + 1 }, stream, 0, makeCursor());
    expect(readIterator(world, later)).toBeUndefined();
  });
});
