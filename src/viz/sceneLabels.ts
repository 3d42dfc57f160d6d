import { horizonX, LABEL_PX, originOf } from "./bands.ts";
import { crowdOf } from "./crowd.ts";
import { LATE_FLAG } from "./dots.ts";
import { isLive, letterRadius } from "./fronts.ts";
import { around, placeLabels, type Box, type LabelWish } from "./labels.ts";
import type { Scene } from "./scene.ts";
import { parentsOf } from "./seams.ts";

export type LabelKind =
  | "peak"
  | "key"
  | "closed"
  | "waits"
  | "arc"
  | "record"
  | "state"
  | "seam"
  | "origin";

/** A text in the picture that has found room. */
export interface SceneLabel extends Box {
  readonly key: string;
  readonly kind: LabelKind;
  readonly text: string;
  readonly note: string;
  /** Shard, consumer or ordinal it speaks of. */
  readonly subject: number;
  readonly track: number;
  readonly place: number;
}

type Unplaced = Omit<Scene, "labels">;
interface Wish extends LabelWish {
  readonly kind: LabelKind;
  readonly text: string;
  readonly note: string;
  readonly subject: number;
  readonly track: number;
}

/** A narrower plot has room for the shorter labels alone. */
const NARROW_PX = 420;

export const labelsOf = (scene: Unplaced): SceneLabel[] => {
  const { input, ages, keys } = scene;
  const line = Math.round(input.fontPx * 1.35);
  const wishes: Wish[] = [
    ...peakWish(scene, line),
    ...arcWishes(scene, line),
    ...seamWishes(scene, line),
    ...keyWishes(scene, line),
    ...waitWishes(scene, line),
    ...stateWishes(scene, line),
    ...originWish(scene, line),
    ...horizonWish(scene, line),
    ...recordWishes(scene, line),
  ];
  const bounds = { x: 0, y: -line - 4, width: ages.widthPx, height: keys.heightPx + line + 4 };
  const before = new Map(input.before?.labels.map((label) => [label.key, label.place]) ?? []);
  const lines = linesOf(scene);
  const placed = placeLabels(wishes, obstaclesOf(scene), bounds, before, lines, crowdIn(scene));
  const byKey = new Map(wishes.map((wish) => [wish.key, wish]));
  return placed.map((box) => {
    const { kind, text, note, subject, track } = byKey.get(box.key)!;
    return { ...box, kind, text, note, subject, track };
  });
};

/** How many drawn dots lie under a box; a late one is a large mark, and the last to cover. */
const crowdIn = ({ frame, plan, keys, ages, input }: Unplaced): ((box: Box) => number) => {
  const { dots, atUs } = frame;
  const crowd = crowdOf(ages.widthPx, keys.heightPx, input.dotPx / 2);
  for (let i = 0; i < dots.count; i++) {
    if (plan.binned[dots.track[i]!] || keys.rowOf(dots.y[i]!) < 0) continue;
    const x = ages.x(atUs - dots.arrivalUs[i]!);
    const y = keys.y(dots.y[i]!);
    crowd.add(x, y);
    if ((dots.flags[i]! & LATE_FLAG) === 0) continue;
    for (const side of [-1, 1]) {
      crowd.add(x, y + side * input.fontPx * 0.6);
      crowd.add(x + side * input.fontPx * 0.6, y);
    }
  }
  return crowd.under;
};

const obstaclesOf = (scene: Unplaced): Box[] => {
  const r = letterRadius(scene.input.fontPx) + 1;
  const boxes: Box[] = scene.letters.map((letter) => ({
    x: letter.x - letter.width / 2 - 1,
    y: letter.y - r,
    width: letter.width + 2,
    height: r * 2,
  }));
  if (scene.arc) {
    for (const end of [scene.arc.late, scene.arc.higher]) {
      boxes.push({ x: end.x - 8, y: end.y - 8, width: 16, height: 16 });
    }
  }
  return boxes;
};

/** Fronts and seams: thin, but a text over one is harder to read. */
const linesOf = (scene: Unplaced): Box[] => {
  const lines: Box[] = [];
  for (const front of scene.roomy ? scene.fronts : []) {
    if (!isLive(front) || front.parked) continue;
    lines.push({ x: front.x - 1, y: front.top, width: 2, height: front.bottom - front.top });
  }
  for (const seam of scene.seams) {
    lines.push({ x: seam.x - 1, y: seam.top, width: 2, height: seam.bottom - seam.top });
  }
  return lines;
};

const peakWish = ({ input, skyline, letters }: Unplaced, line: number): Wish[] => {
  const { peak } = skyline;
  if (!peak || peak.lagUs < 1) return [];
  if (letters.some((letter) => letter.parked && letter.consumers.includes(input.focus))) return [];
  const text = `${input.words.letter(input.focus)} ${input.words.lag(peak.lagUs)}`;
  const width = input.words.width(text, true) + 16;
  const height = line + 4;
  const most = input.widthPx - width;
  const left = Math.max(0, Math.min(most, peak.x));
  const back = Math.max(0, Math.min(most, peak.x - width));
  const over = [
    [left, peak.top - height],
    [back, peak.top - height],
  ] as const;
  const right = Math.min(most, peak.x + 6);
  const before = Math.max(0, peak.x - width - 6);
  const beside = [
    [right, peak.top + 3],
    [before, peak.top + 3],
    [right, Math.max(peak.top, peak.bottom - height * 2.4)],
  ] as const;
  const places = peak.top < 1 ? [...over, ...beside] : [...beside, ...over];
  const base = { subject: input.focus, width, height, places, priority: 100, must: true };
  return [{ ...plain("peak", "peak", text), ...base, overLines: true }];
};

const plain = (key: string, kind: LabelKind, text: string) => ({
  key,
  kind,
  text,
  note: "",
  subject: -1,
  track: 0,
});

const arcWishes = ({ input, arc }: Unplaced, line: number): Wish[] => {
  if (!arc) return [];
  const wish = (key: string, text: string, x: number, y: number, ordinal: number): Wish => {
    const width = input.words.width(text, true) + 4;
    const off = Math.max(10, input.fontPx * 0.62 + 3);
    const places = around(x, y, width, line, off).filter(([, top]) => {
      return top >= y + off || top + line <= y - off;
    });
    return {
      ...plain(key, "arc", text),
      subject: ordinal,
      width,
      height: line,
      places,
      priority: 90,
      overLines: true,
    };
  };
  const { late, higher } = arc;
  const said = input.widthPx < NARROW_PX ? input.words.ordinal : input.words.taken;
  return [
    wish("arc-late", input.words.late(late.ordinal), late.x, late.y, late.ordinal),
    wish("arc-higher", said(higher.ordinal), higher.x, higher.y, higher.ordinal),
  ];
};

const seamWishes = (scene: Unplaced, line: number): Wish[] =>
  scene.seams.flatMap((seam) => {
    const { input } = scene;
    if (seam.bottom - seam.top < LABEL_PX) return [];
    const { title, note } = input.words.closed(seam);
    const strong = input.words.width(title, true) + 4;
    const full = strong + input.words.width(` ${note}`) + 6;
    const places = (width: number) =>
      [
        [seam.x + 8, seam.top + 3],
        [seam.x + 8, seam.bottom - line - 3],
        [seam.x - width - 6, seam.top + 3],
      ] as const;
    const base = { subject: seam.shard, height: line };
    const wishes: Wish[] = [
      {
        ...plain(`closed${seam.shard}`, "closed", title),
        ...base,
        note,
        width: full,
        places: places(full),
        priority: 70,
        group: `closed${seam.shard}`,
      },
      {
        ...plain(`shut${seam.shard}`, "closed", title),
        ...base,
        width: strong,
        places: places(strong),
        priority: 69,
        group: `closed${seam.shard}`,
      },
    ];
    const foot = seam.readers.map(
      (r) => `${input.words.letter(r.consumer)} ${r.finished ? "✓" : "–"}`,
    );
    if (
      foot.length > 0 &&
      foot.length <= 8 &&
      input.widthPx >= NARROW_PX &&
      seam.bottom - seam.top > line * 4
    ) {
      const text = foot.join("  ");
      const width = input.words.width(text) + 6;
      wishes.push({
        ...plain(`foot${seam.shard}`, "seam", text),
        ...base,
        width,
        places: [[seam.x + 8, seam.bottom - line - 3]],
        priority: 40,
      });
    }
    return wishes;
  });

const keyWishes = ({ input, keys, arc, fronts, bands }: Unplaced, line: number): Wish[] =>
  input.tracked.flatMap((tracked, i) => {
    if (tracked.y < 0 || keys.rowOf(tracked.y) < 0) return [];
    const y = keys.y(tracked.y);
    const width = input.words.width(tracked.key, true) + 4;
    const row = keys.rowOf(tracked.y);
    if (keys.bottom[row]! - keys.top[row]! < LABEL_PX) return [];
    const off = input.dotPx / 2 + 3;
    const far = Math.max(arc?.higher.x ?? 0, arc?.late.x ?? 0);
    const past = fronts.filter((f) => f.top <= y && y <= f.bottom && f.x < input.widthPx / 3);
    const beside = Math.max(0, ...past.map((front) => front.x)) + 8;
    const top = keys.top[row]! + 1;
    const low = Math.max(top, keys.bottom[row]! - line - 1);
    const over = Math.max(top, y - line - off);
    const under = Math.min(low, y + off);
    const sides = over + line <= y - input.dotPx / 2 ? [over, under] : [under, over];
    const own = bands.filter((band) => band.top <= y && y <= band.bottom);
    const end = Math.max(width, ...own.map((band) => band.x1)) - width - input.fontPx;
    const places = [6, beside, far + 70, end * 0.3, end * 0.6, end].flatMap((at) =>
      sides.map((side): [number, number] => [Math.max(0, Math.min(at, end)), side]),
    );
    return [
      {
        ...plain(`key${i}`, "key", tracked.key),
        subject: i,
        track: i + 1,
        width,
        height: line,
        places,
        priority: 80 - i,
        overLines: true,
      },
    ];
  });

const waitWishes = (scene: Unplaced, line: number): Wish[] => {
  const { input, letters, topology } = scene;
  const r = letterRadius(input.fontPx);
  return letters.flatMap((letter) => {
    if (letter.state !== "waiting-for-parent") return [];
    const parents = parentsOf(topology, letter.shard).map(input.words.shard).join(", ");
    const y = letter.y - line / 2;
    const wish = (form: string, text: string, priority: number, overLines: boolean): Wish => {
      const width = input.words.width(text) + 4;
      const over = letter.y - r - line - 2;
      return {
        ...plain(`wait${form}${letter.key}`, "waits", text),
        subject: letter.shard,
        width,
        height: line,
        places: [
          [letter.x + letter.width / 2 + 2, y],
          [letter.x - letter.width / 2 - width - 2, y],
          [letter.x - width / 2, over],
          [letter.x - letter.width / 2, over],
          [letter.x + letter.width / 2 - width, over],
        ],
        priority,
        overLines,
        group: `wait${letter.key}`,
      };
    };
    return [
      wish("", input.words.waits(parents), 60, false),
      wish("short", input.words.after(parents), 59, false),
      wish("over", input.words.waits(parents), 58, true),
    ];
  });
};

/** TRIM_HORIZON, where it lies inside the window. */
const horizonWish = ({ input, ages, frame, keys }: Unplaced, line: number): Wish[] => {
  const x = horizonX(frame, ages);
  if (x >= ages.widthPx || keys.count === 0) return [];
  const text = input.words.horizon(frame.stream.retentionHours);
  const width = input.words.width(text) + 4;
  const places = [
    [x + 6, keys.heightPx - line - 4],
    [x + 6, 4],
    [x - width - 6, 4],
  ] as const;
  const base = { subject: -1, width, height: line, places, priority: 65, overLines: true };
  return [{ ...plain("horizon", "state", text), ...base }];
};

/** Where the stream's first shards opened: nothing is older. */
const originWish = ({ input, bands, ages, frame }: Unplaced, line: number): Wish[] => {
  const first = originOf(frame, bands, ages);
  if (!first || first.x1 > ages.widthPx - line) return [];
  const text = input.words.opened(first.openedAgeUs);
  const width = input.words.width(text) + 4;
  const places = [
    [first.x1 + 5, first.top + 2],
    [first.x1 - width - 5, first.top + 2],
  ] as const;
  return [
    {
      ...plain("origin", "origin", text),
      subject: first.shard,
      width,
      height: line,
      places,
      priority: 20,
    },
  ];
};

/** Crashed, throttled or expired readers say so beside their letter. */
const stateWishes = (scene: Unplaced, line: number): Wish[] => {
  const { input, letters } = scene;
  return letters.flatMap((letter) => {
    if (letter.state === "reading" || letter.state === "waiting-for-parent" || letter.parked)
      return [];
    const text = input.words.state(letter.state);
    const width = input.words.width(text) + 4;
    const places = [
      [letter.x + letter.width / 2 + 3, letter.y - line / 2],
      [letter.x - letter.width / 2 - width - 3, letter.y - line / 2],
      [letter.x + 4, letter.y - line * 1.5],
      [letter.x - width - 4, letter.y - line * 1.5],
    ] as const;
    return [
      {
        ...plain(`state${letter.key}`, "state", text),
        subject: letter.shard,
        width,
        height: line,
        places,
        priority: 50,
      },
    ];
  });
};

const recordWishes = (scene: Unplaced, line: number): Wish[] => {
  const { input, plan, frame, ages, keys } = scene;
  if (plan.level !== "large") return [];
  const { dots } = frame;
  const wishes: Wish[] = [];
  for (let i = 0; i < dots.count; i++) {
    const text = input.words.ordinal(dots.ordinal[i]!);
    const width = input.words.width(text) + 2;
    const x = ages.x(frame.atUs - dots.arrivalUs[i]!);
    const y = keys.y(dots.y[i]!);
    if (keys.rowOf(dots.y[i]!) < 0) continue;
    const off = input.dotPx + 2;
    const places = around(x, y, width, line, off).slice(0, 4);
    const track = dots.track[i]!;
    const priority = track > 0 ? 30 : 20;
    wishes.push({
      ...plain(`r${dots.ordinal[i]}`, "record", text),
      subject: dots.ordinal[i]!,
      track,
      width,
      height: line,
      places,
      priority,
    });
  }
  return wishes;
};
