import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Frame } from "../protocol/frame.ts";
import { keyScale } from "./keyScale.ts";
import { RINGS_A_BAND, ringMarks } from "./rings.ts";

const keys = keyScale({
  rows: { count: 2, start: [0, 0.5], end: [0.5, 1] },
  heightPx: 400,
  zoom: [0, 1],
  gapPx: 6,
});
const AT = 10_000_000;

const ring = fc.record({
  y: fc.double({ min: 0, max: 0.999, noNaN: true }),
  attempt: fc.integer({ min: 1, max: 12 }),
  waitUs: fc.integer({ min: 1, max: 3_000_000 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});
type Ring = typeof ring extends fc.Arbitrary<infer T> ? T : never;

const frameWith = (list: readonly Ring[]): Frame =>
  ({
    atUs: AT,
    rings: {
      count: list.length,
      producer: Int32Array.from(list, () => 1),
      shard: Int32Array.from(list, (each) => (each.y < 0.5 ? 0 : 1)),
      y: Float32Array.from(list, (each) => each.y),
      attempt: Uint8Array.from(list, (each) => each.attempt),
      track: Uint8Array.from(list, () => 0),
      rejectedUs: Float64Array.from(list, (each) => AT - each.waitUs * each.share),
      retryUs: Float64Array.from(list, (each) => AT + each.waitUs * (1 - each.share)),
      waiting: [],
    },
  }) as unknown as Frame;

describe("ringMarks", () => {
  it("keeps every ring in the bay, a dozen a band at most, none over another, all counted", () => {
    fc.assert(
      fc.property(fc.array(ring, { maxLength: 80 }), (list) => {
        const { marks, rest } = ringMarks(frameWith(list), keys, 60, 12);
        for (const shard of [0, 1]) {
          const own = marks.filter((mark) => mark.shard === shard);
          expect(own.length).toBeLessThanOrEqual(RINGS_A_BAND);
          own.forEach((mark, i) => {
            expect(mark.x + mark.radius).toBeLessThanOrEqual(0);
            expect(mark.x - mark.radius).toBeGreaterThanOrEqual(-60);
            for (const other of own.slice(i + 1)) {
              const apart = Math.hypot(mark.x - other.x, mark.y - other.y);
              expect(apart).toBeGreaterThanOrEqual(mark.radius + other.radius - 1e-6);
            }
          });
        }
        const more = rest.reduce((sum, each) => sum + each.count, 0);
        expect(marks.length + more).toBe(list.length);
      }),
    );
  });

  it("is at the stream's edge when its time has come", () => {
    const now = { y: 0.2, attempt: 1, waitUs: 400_000, share: 1 };
    const later = { y: 0.7, attempt: 1, waitUs: 400_000, share: 0.5 };
    const { marks } = ringMarks(frameWith([now, later]), keys, 60, 12);
    const [first, second] = marks;
    expect(first!.x).toBeCloseTo(-first!.radius - 1, 5);
    expect(second!.x).toBeLessThan(first!.x);
  });
});
