import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMPACT_PX, hasStepWords, layoutOf, phoneHeights, QUIET_PX, TAPPED_PX } from "./layout.ts";

describe("layoutOf", () => {
  it("shares out the width without overlap, from a phone to a projector", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 360, max: 2_560 }),
        fc.integer({ min: 300, max: 1_400 }),
        fc.boolean(),
        (widthPx, heightPx, present) => {
          const fontPx = present ? 24 : 12;
          const layout = layoutOf({ widthPx, heightPx, present, fontPx, dotPx: 5 });
          const used = layout.leftPx + layout.bayPx + layout.plotPx + layout.rightPx;
          expect(used).toBeLessThanOrEqual(widthPx);
          expect(layout.plotPx).toBeGreaterThanOrEqual(widthPx * 0.4);
          expect(layout.gatePx * 1.5).toBeLessThan(layout.leftPx);
        },
      ),
    );
  });
});

describe("hasStepWords", () => {
  it('leaves the words beside a gate alone: "23 s" ends where "< 1 calls/s" begins', () => {
    const said = (widthPx: number) => {
      const layout = layoutOf({ widthPx, heightPx: 700, present: false, fontPx: 12, dotPx: 5 });
      const { leftPx, gatePx } = layout;
      const ringEndPx = 14 + 18 + 4 + 25;
      const gateWordsPx = leftPx - 2 * gatePx - 12 - 64;
      return { words: hasStepWords(layout), room: ringEndPx <= gateWordsPx };
    };
    expect(said(1_350)).toEqual({ words: true, room: true });
    expect(said(800)).toEqual({ words: false, room: false });
    fc.assert(
      fc.property(fc.integer({ min: COMPACT_PX, max: 2_560 }), (widthPx) => {
        const { words, room } = said(widthPx);
        expect(words && !room).toBe(false);
      }),
    );
  });
});

describe("phoneHeights", () => {
  it("gives quiet bands 40 px and the tapped one 120", () => {
    expect(phoneHeights(6, 2, 100, 6)).toEqual([40, 40, 120, 40, 40, 40]);
  });
  it("lowers the tapped one where then all fit", () => {
    expect(phoneHeights(2, 0, 126, 6)).toEqual([80, 40]);
  });
  it("shares what is left over", () => {
    const heights = phoneHeights(2, 0, 400, 6)!;
    expect(heights[0]! - heights[1]!).toBe(TAPPED_PX - QUIET_PX);
    expect(heights[0]! + heights[1]! + 6).toBeCloseTo(400);
  });
});
