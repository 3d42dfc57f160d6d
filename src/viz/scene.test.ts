import { describe, expect, it } from "vitest";
import { CASES } from "../testing/gallery/cases.ts";
import { frameOf, topologyOf } from "../testing/gallery/frames.ts";
import { overlap } from "./labels.ts";
import { sceneOf, type Scene, type Words } from "./scene.ts";

const words: Words = {
  lag: (us) => `${(us / 1e6).toFixed(1)} s`,
  shard: (index) => String(index).padStart(3, "0"),
  letter: (id) => String.fromCharCode(54 + id),
  closed: (seam) => ({ title: `${seam.shard} closed`, note: seam.operation }),
  opened: () => "opened",
  horizon: (hours) => `TRIM_HORIZON ${hours}`,
  waits: (parents) => `waits for ${parents}`,
  after: (parents) => `after ${parents}`,
  ordinal: (n) => `#${n}`,
  late: (n) => `#${n} late`,
  taken: (n) => `#${n} taken first`,
  more: (n) => `+${n} more`,
  bay: ["refused", "attempt"],
  state: (state) => state,
  width: (text) => text.length * 7,
};

const sceneFor = (name: string, focus?: number, widthPx = 600): Scene => {
  const spec = CASES.find((each) => each.name === name)!;
  const topology = topologyOf(spec);
  const frame = frameOf(spec, topology);
  return sceneOf({
    frame,
    topology,
    widthPx,
    heightPx: 560,
    bayPx: 86,
    handlePx: 24,
    gapPx: 6,
    dotPx: 5,
    fontPx: 12,
    kind: spec.ui?.scale ?? "linear",
    windowUs: spec.ui?.windowUs ?? 30e6,
    zoom: [0, 1],
    focus: focus ?? spec.ui?.focus ?? 0,
    tracked: [{ key: "user-32", y: 0.338 }],
    highlight: [],
    evidence: frame.answers.evidence?.[0],
    evidenceY: 0.338,
    words,
  });
};

const bandOf = (scene: Scene, shard: number) => scene.bands.find((band) => band.shard === shard)!;

describe("a split while a reader lags", () => {
  const scene = sceneFor("split");

  it("lays both children left of the seam and the parent right of it", () => {
    const [parent, upper, lower] = [1, 4, 5].map((shard) => bandOf(scene, shard));
    expect(parent!.closed).toBe(true);
    expect(parent!.x0).toBeCloseTo(upper!.x1, 6);
    expect(parent!.x0).toBeCloseTo(lower!.x1, 6);
    expect(parent!.x0).toBeCloseTo(scene.ages.x(11e6), 6);
    expect(parent!.top).toBeCloseTo(upper!.top, 6);
    expect(parent!.bottom).toBeCloseTo(lower!.bottom, 6);
    expect(upper!.x0).toBe(0);
  });

  it("names the operation and who has read the parent", () => {
    const seam = scene.seams.find((each) => each.shard === 1)!;
    expect(seam.operation).toBe("SplitShard");
    expect(seam.children).toEqual([4, 5]);
    expect(seam.readers).toEqual([
      { consumer: 11, finished: true },
      { consumer: 12, finished: false },
      { consumer: 13, finished: false },
    ]);
  });

  it("peaks at the parent's unread end", () => {
    expect(scene.skyline.peak!.lagUs).toBeCloseTo(16.2e6, 0);
    expect(scene.skyline.points.map((point) => point.shard)).toEqual([0, 1, 1, 2, 3]);
  });

  it("shows the lineage reader waiting in both children", () => {
    const waiting = scene.letters.filter((letter) => letter.state === "waiting-for-parent");
    expect(waiting.map((letter) => letter.shard).sort((a, b) => a - b)).toEqual([4, 5]);
    expect(waiting.every((letter) => letter.text === words.letter(12))).toBe(true);
  });

  it("joins both records of the newest late delivery on their key's row", () => {
    const { arc } = scene;
    expect(arc!.late.y).toBeCloseTo(arc!.higher.y, 0);
    expect(arc!.higher.x).toBeLessThan(bandOf(scene, 1).x0);
    expect(arc!.late.x).toBeGreaterThan(bandOf(scene, 1).x0);
  });
});

describe("every case", () => {
  for (const { name } of CASES) {
    it(`${name}: no letter or label over another, none outside the plot`, () => {
      for (const widthPx of [260, 600, 1_100]) {
        const scene = sceneFor(name, undefined, widthPx);
        const boxes = scene.letters.map((letter) => ({
          x: letter.x - letter.width / 2,
          y: letter.y - 8,
          width: letter.width,
          height: 16,
        }));
        const all = [...boxes, ...scene.labels];
        all.forEach((box, i) => {
          expect(box.x).toBeGreaterThanOrEqual(-0.01);
          expect(box.x + box.width).toBeLessThanOrEqual(widthPx + 0.01);
          for (const other of all.slice(i + 1)) expect(overlap(box, other)).toBe(false);
        });
      }
    });

    it(`${name}: dots in cells are all counted`, () => {
      const { cells, plan, frame } = sceneFor(name);
      const binned = Array.from(frame.dots.track.subarray(0, frame.dots.count));
      const wanted = binned.filter((track) => plan.binned[track]).length;
      expect(cells.reduce((sum, cell) => sum + cell.count, 0)).toBe(wanted);
    });

    it(`${name}: open bands lie from the top to the bottom without overlap`, () => {
      const open = sceneFor(name).bands.filter((band) => !band.closed);
      for (let i = 1; i < open.length; i++) {
        expect(open[i]!.top).toBeGreaterThanOrEqual(open[i - 1]!.bottom - 1e-6);
      }
    });
  }
});

describe("retention", () => {
  it("ends every band at TRIM_HORIZON", () => {
    const scene = sceneFor("retention");
    const end = scene.ages.x(24 * 3_600e6);
    expect(end).toBeLessThan(600);
    for (const band of scene.bands) expect(band.x1).toBeCloseTo(end, 6);
    expect(scene.labels.map((label) => label.text)).toContain("TRIM_HORIZON 24");
  });
});

describe("level of detail", () => {
  it("draws few records large, more as dots, many as cells", () => {
    expect(sceneFor("calm").plan.level).toBe("large");
    expect(sceneFor("split").plan.level).toBe("dots");
    expect(sceneFor("dense").plan.level).toBe("cells");
  });

  it("parks a reader beyond the window at its edge", () => {
    const parked = sceneFor("updating").letters.find((letter) => letter.parked)!;
    expect(parked.text).toMatch(/▸$/);
    expect(parked.x + parked.width / 2).toBeLessThanOrEqual(600);
  });

  it("carries no rails where bands are aggregated", () => {
    const scene = sceneFor("shards10000");
    expect(scene.roomy).toBe(false);
    expect(scene.letters).toEqual([]);
    expect(scene.bands.length).toBeLessThanOrEqual(280);
  });
});
