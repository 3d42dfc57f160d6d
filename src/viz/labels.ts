/** A label that wants a place; offsets are tried in order, none overlapping what is there. */
export interface LabelWish {
  readonly key: string;
  readonly width: number;
  readonly height: number;
  /** Left and top of each place it may take, best first. */
  readonly places: readonly (readonly [number, number])[];
  /** Higher goes first. */
  readonly priority: number;
  /** Of several wishes of one group only the first that finds room is placed. */
  readonly group?: string;
  /** May lie over a line when there is no other room. */
  readonly overLines?: boolean;
  /** Never dropped: with no free place it takes its first one inside the bounds. */
  readonly must?: boolean;
}
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface PlacedLabel extends Box {
  readonly key: string;
  readonly place: number;
}

/**
 * Places labels by priority; one with no free place inside `bounds` is dropped. `before` keeps a
 * label where it stood while that place stays free, so labels do not hop. `lines` are obstacles too,
 * but some labels may lie over them for want of room. Of free places the one with the least `crowd`
 * under it is taken.
 */
export const placeLabels = (
  wishes: readonly LabelWish[],
  obstacles: readonly Box[],
  bounds: Box,
  before: ReadonlyMap<string, number> = new Map(),
  lines: readonly Box[] = [],
  crowd: (box: Box) => number = () => 0,
): PlacedLabel[] => {
  const taken: Box[] = [...obstacles];
  const placed: PlacedLabel[] = [];
  const order = wishes.map((wish, i) => ({ wish, i }));
  order.sort((a, b) => b.wish.priority - a.wish.priority || a.i - b.i);
  const groups = new Set<string>();
  for (const { wish } of order) {
    if (wish.group !== undefined && groups.has(wish.group)) continue;
    const kept = before.get(wish.key);
    const look = { bounds, kept, crowd };
    const label =
      tryPlaces(wish, [...taken, ...lines], look) ??
      (wish.overLines ? tryPlaces(wish, taken, look) : undefined) ??
      (wish.must ? tryPlaces(wish, [], look) : undefined);
    if (!label) continue;
    if (wish.group !== undefined) groups.add(wish.group);
    taken.push(label);
    placed.push(label);
  }
  return placed;
};

interface Look {
  readonly bounds: Box;
  readonly kept: number | undefined;
  readonly crowd: (box: Box) => number;
}

const tryPlaces = (
  wish: LabelWish,
  taken: readonly Box[],
  { bounds, kept, crowd }: Look,
): PlacedLabel | undefined => {
  let best: PlacedLabel | undefined;
  let least = Infinity;
  const order = wish.places.map((_, i) => i);
  if (kept !== undefined && kept > 0 && kept < order.length) {
    order.splice(kept, 1);
    order.unshift(kept);
  }
  for (const place of order) {
    const [x, y] = wish.places[place]!;
    const box = { x, y, width: wish.width, height: wish.height };
    if (!inside(box, bounds) || taken.some((other) => overlap(box, other))) continue;
    const under = crowd(box);
    if (under >= least) continue;
    best = { ...box, key: wish.key, place };
    least = under;
    if (under === 0) break;
  }
  return best;
};

export const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export const inside = (box: Box, bounds: Box): boolean =>
  box.x >= bounds.x - 0.01 &&
  box.y >= bounds.y - 0.01 &&
  box.x + box.width <= bounds.x + bounds.width + 0.01 &&
  box.y + box.height <= bounds.y + bounds.height + 0.01;

/** Places around a point, in the order they are tried. */
export const around = (
  x: number,
  y: number,
  width: number,
  height: number,
  off: number,
): (readonly [number, number])[] => [
  [x - width / 2, y - off - height],
  [x - width / 2, y + off],
  [x + off, y - height / 2],
  [x - off - width, y - height / 2],
  [x + off / 2, y - off - height],
  [x + off / 2, y + off],
  [x - off / 2 - width, y - off - height],
  [x - off / 2 - width, y + off],
  ...[0.15, 0.85, 0.3, 0.7].flatMap((share): [number, number][] => [
    [x - width * share, y - off - height],
    [x - width * share, y + off],
  ]),
];
