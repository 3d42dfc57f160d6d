import { select, type Selection } from "d3";
import { horizonX, originOf, type BandMark } from "./bands.ts";
import { HEAD } from "./canvasLayer.ts";
import { isLive, skylinePath, type FrontMark, type LetterMark } from "./fronts.ts";
import type { Box } from "./labels.ts";
import type { Scene } from "./scene.ts";
import {
  drawAxis,
  drawBay,
  drawLabels,
  drawLetters,
  type Group,
  type SvgWords,
} from "./svgText.ts";
import type { SeamMark } from "./seams.ts";
import { stepOf } from "./step.ts";
import type { StageTheme } from "./theme.ts";

export interface SvgLayer {
  readonly update: (scene: Scene, theme: StageTheme, words: SvgWords) => void;
  readonly destroy: () => void;
}

/** Accessible names are renewed once in so many frames. */
const SAY_EVERY = 15;

interface Groups {
  readonly svg: Selection<SVGSVGElement, unknown, null, undefined>;
  readonly plot: Group;
  readonly edge: Group;
  readonly seams: Group;
  readonly lines: Group;
  readonly arc: Group;
  readonly points: Group;
  readonly marked: Group;
  readonly letters: Group;
  readonly labels: Group;
  readonly axis: Group;
  readonly bay: Group;
  readonly newest: Group;
}

/** Seams, fronts, letters, arcs, labels and the age axis. */
export const svgLayer = (element: SVGSVGElement): SvgLayer => {
  const svg = select(element);
  const plot = svg.append("g");
  const group = (name: string): Group => plot.append("g").attr("class", `viz-${name}`);
  const groups: Groups = {
    svg,
    plot,
    edge: group("edge"),
    marked: group("marked"),
    seams: group("seams"),
    lines: group("lines"),
    arc: group("arc"),
    points: group("points"),
    letters: group("letters"),
    labels: group("labels"),
    axis: group("axis"),
    bay: group("bay"),
    newest: group("newest"),
  };
  let axisKey = "";
  let turn = 0;
  let shown: Scene | undefined;
  const onFocus = (): void => {
    if (shown) drawNewest(groups.newest, shown, true);
  };
  element.addEventListener("focusin", onFocus);
  const update = (scene: Scene, theme: StageTheme, words: SvgWords): void => {
    shown = scene;
    const { input, keys } = scene;
    const head = Math.round(input.fontPx * HEAD);
    svg
      .attr("width", input.bayPx + input.widthPx)
      .attr("height", head + keys.heightPx + input.fontPx * 3);
    plot.attr("transform", `translate(${input.bayPx},${head})`);
    const say = turn++ % SAY_EVERY === 0;
    drawSeams(groups.seams, scene);
    drawLines(groups.lines, scene, theme);
    drawArc(groups, scene);
    drawMarked(groups.marked, scene);
    drawLetters(groups.letters, scene);
    sayNames(groups, words, say);
    drawLabels(groups.labels, scene, theme);
    drawBay(groups.bay, scene);
    drawNewest(groups.newest, scene, element.contains(document.activeElement));
    const key = [
      input.widthPx,
      keys.heightPx,
      input.windowUs,
      input.kind,
      input.fontPx,
      words.tail,
      words.age(0, false),
    ].join();
    if (key !== axisKey) {
      axisKey = key;
      drawAxis(groups.axis, scene, words);
    }
    drawEdge(groups.edge, scene);
  };
  const destroy = (): void => {
    element.removeEventListener("focusin", onFocus);
    plot.remove();
  };
  return { update, destroy };
};

/** New marks are named at once, all of them now and then. */
const sayNames = ({ seams, letters }: Groups, words: SvgWords, all: boolean): void => {
  const due = function (this: Element): boolean {
    return all || !this.hasAttribute("aria-label");
  };
  seams.selectAll<SVGGElement, SeamMark>(".viz-seam").filter(due).attr("aria-label", words.seam);
  letters
    .selectAll<SVGGElement, LetterMark>(".viz-letter")
    .filter(due)
    .attr("aria-label", words.front);
};

/** The torn edge where the window ends but the stream goes on, or a line at TRIM_HORIZON. */
const drawEdge = (edge: Group, { bands, ages, keys, input, frame }: Scene): void => {
  const horizon = horizonX(frame, ages);
  const torn = horizon >= ages.widthPx && bands.some((band) => band.x1 >= ages.widthPx - 0.5);
  const key = `${ages.widthPx},${keys.heightPx},${input.fontPx}`;
  edge
    .selectAll<SVGPathElement, string>("path")
    .data(torn ? [key] : [], (d) => d)
    .join((enter) =>
      enter.append("path").attr("d", () => tornPath(ages.widthPx, keys.heightPx, input.fontPx)),
    );
  const origin = originOf(frame, bands, ages);
  const ends = [
    ...(horizon < ages.widthPx && keys.count > 0
      ? [{ name: "viz-horizon", x: horizon, top: -4, bottom: keys.heightPx }]
      : []),
    ...(origin ? [{ ...origin, name: "viz-origin", x: origin.x1 }] : []),
  ];
  edge
    .selectAll<SVGLineElement, (typeof ends)[number]>("line")
    .data(ends)
    .join("line")
    .attr("class", (end) => end.name)
    .attr("x1", (end) => end.x)
    .attr("x2", (end) => end.x)
    .attr("y1", (end) => end.top)
    .attr("y2", (end) => end.bottom);
};

const tornPath = (x: number, height: number, fontPx: number): string => {
  const step = Math.max(6, fontPx * 0.62);
  const teeth = Math.max(1, Math.round(height / step));
  let path = `M${x + 2} -1`;
  for (let i = 0; i <= teeth; i++) {
    path += `L${x - (i % 2 === 0 ? 0 : step * 0.6)} ${(i * height) / teeth}`;
  }
  return `${path}L${x + 2} ${height + 1}Z`;
};

const drawSeams = (group: Group, { seams }: Scene): void => {
  const marks = group
    .selectAll<SVGGElement, SeamMark>("g")
    .data(seams, (seam) => seam.shard)
    .join((enter) => {
      const g = enter
        .append("g")
        .attr("class", "viz-seam")
        .attr("tabindex", -1)
        .attr("role", "button");
      g.append("line").attr("class", "viz-reach");
      g.append("line").attr("class", "viz-stroke");
      return g;
    });
  marks
    .attr("transform", (seam) => `translate(${seam.x.toFixed(1)},0)`)
    .attr("data-mark", (seam) => `seam ${seam.shard}`)
    .selectAll<SVGLineElement, SeamMark>("line")
    .data((seam) => [seam, seam])
    .attr("y1", (seam) => seam.top)
    .attr("y2", (seam) => seam.bottom);
};

const drawLines = (group: Group, scene: Scene, theme: StageTheme): void => {
  const { skyline, fronts, roomy } = scene;
  const outline = skylinePath(skyline.points);
  const own = roomy ? fronts.filter((front) => isLive(front) && !front.parked) : [];
  const waiting = own.filter((front) => front.state === "waiting-for-parent");
  const standing = own.filter((front) => front.state !== "waiting-for-parent");
  const fetched = standing.filter((front) => front.x - front.fetchedX > 2);
  const paths = [
    { name: "fetched", d: fetched.map((f) => vertical(f.fetchedX, f)).join("") },
    { name: "skyline", d: outline },
    { name: "waiting", d: waiting.map((f) => vertical(f.x, f)).join("") },
    { name: "front", d: standing.map((f) => vertical(f.x, f)).join("") },
  ];
  group
    .selectAll<SVGPathElement, (typeof paths)[number]>("path")
    .data(paths)
    .join("path")
    .attr("class", (path) => `viz-${path.name}`)
    .style("stroke-width", (path) => {
      if (path.name === "front") return `${theme.frontPx}px`;
      return path.name === "skyline" ? `${outlinePx(scene, theme)}px` : null;
    })
    .style("stroke", (path) => (path.name === "skyline" && !roomy ? theme.ink : null))
    .attr("d", (path) => path.d);
};

/** Thin where thick fronts stand in the bands; else as thick as the rows allow. */
const outlinePx = ({ roomy, keys }: Scene, theme: StageTheme): number =>
  roomy ? theme.frontPx * 0.5 : keys.count > 40 ? theme.frontPx * 0.6 : theme.frontPx * 0.85;

const vertical = (x: number, front: FrontMark): string =>
  `M${x.toFixed(1)} ${front.top.toFixed(1)}V${front.bottom.toFixed(1)}`;

const drawArc = ({ arc, points }: Groups, scene: Scene): void => {
  const r = scene.input.fontPx * 0.62;
  arc
    .selectAll<SVGPathElement, string>("path")
    .data(scene.arc ? [scene.arc.path] : [])
    .join("path")
    .datum((d) => d)
    .attr("d", (d) => d);
  const ends = scene.arc ? [scene.arc.late, scene.arc.higher] : [];
  arc
    .selectAll<SVGCircleElement, { x: number; y: number }>("circle")
    .data(ends)
    .join("circle")
    .attr("r", r)
    .attr("cx", (p) => p.x)
    .attr("cy", (p) => p.y);
  points
    .selectAll<SVGCircleElement, { x: number; y: number }>("circle")
    .data(scene.points)
    .join("circle")
    .attr("r", r)
    .attr("cx", (p) => p.x)
    .attr("cy", (p) => p.y);
};

/** While keys are at work in the picture the newest record of every band can be reached. */
const drawNewest = (group: Group, scene: Scene, active: boolean): void => {
  const { frame, keys, ages, roomy, input } = scene;
  const { dots, atUs } = frame;
  const newest = new Map<number, number>();
  for (let i = 0; active && roomy && i < dots.count; i++) {
    const row = keys.rowOf(dots.y[i]!);
    const known = newest.get(row);
    if (row >= 0 && (known === undefined || dots.arrivalUs[i]! > dots.arrivalUs[known]!)) {
      newest.set(row, i);
    }
  }
  group
    .selectAll<SVGCircleElement, [number, number]>("circle")
    .data([...newest], ([row]) => row)
    .join((enter) =>
      enter
        .append("circle")
        .attr("class", "viz-newest-dot")
        .attr("tabindex", -1)
        .attr("role", "button"),
    )
    .attr("r", input.dotPx)
    .attr("cx", ([, i]) => ages.x(atUs - dots.arrivalUs[i]!))
    .attr("cy", ([, i]) => keys.y(dots.y[i]!))
    .attr("data-mark", ([, i]) => `dot ${dots.ordinal[i]!}`)
    .attr("aria-label", ([, i]) => input.words.ordinal(dots.ordinal[i]!));
};

interface MarkedBox extends Box {
  readonly key: string;
  readonly name: "step" | "shard" | "key";
}

const boxOf = ({ x0, x1, top, bottom }: BandMark): Box => ({
  x: x0,
  y: top,
  width: Math.max(0, x1 - x0),
  height: bottom - top,
});

/** Bands of the reshard step under way; bands and key rows that a story or the selection points at. */
const drawMarked = (group: Group, scene: Scene): void => {
  const { highlight, tracked, dotPx } = scene.input;
  const boxes: MarkedBox[] = [];
  for (const shard of stepOf(scene.frame)?.shards ?? []) {
    const band = scene.bands.find((each) => each.shard === shard);
    if (band) boxes.push({ key: `u${shard}`, name: "step", ...boxOf(band) });
  }
  for (const target of highlight) {
    if (target.type === "shard") {
      for (const band of scene.bands) {
        if (band.shard !== target.shard || band.x1 <= band.x0) continue;
        boxes.push({ key: `s${band.shard}`, name: "shard", ...boxOf(band) });
      }
    }
    const row = target.type === "key" ? tracked.find((each) => each.key === target.key) : undefined;
    if (row && scene.keys.rowOf(row.y) >= 0) {
      const y = scene.keys.y(row.y) - dotPx * 1.4;
      boxes.push({
        key: `k${row.key}`,
        name: "key",
        x: 0,
        y,
        width: scene.ages.widthPx,
        height: dotPx * 2.8,
      });
    }
  }
  group
    .selectAll<SVGRectElement, MarkedBox>("rect")
    .data(boxes, (box) => box.key)
    .join("rect")
    .attr("class", (box) => `viz-marked-${box.name}`)
    .attr("x", (box) => box.x)
    .attr("y", (box) => box.y)
    .attr("width", (box) => box.width)
    .attr("height", (box) => box.height)
    .attr("rx", 3);
};
