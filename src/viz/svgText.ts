import type { Selection } from "d3";
import { letterRadius, type LetterMark } from "./fronts.ts";
import type { Scene } from "./scene.ts";
import type { SceneLabel } from "./sceneLabels.ts";
import type { SeamMark } from "./seams.ts";
import type { StageTheme } from "./theme.ts";

export type Group = Selection<SVGGElement, unknown, null, undefined>;

export interface SvgWords {
  readonly front: (letter: LetterMark) => string;
  readonly seam: (seam: SeamMark) => string;
  readonly age: (us: number, last: boolean) => string;
  readonly tail: string;
}

const looks = new WeakMap<Element, string>();

/** True for an element whose mark looks other than at its last frame; most only move. */
const newLook = <Datum>(lookOf: (datum: Datum) => string) =>
  function (this: Element, datum: Datum): boolean {
    const look = lookOf(datum);
    if (looks.get(this) === look) return false;
    looks.set(this, look);
    return true;
  };

export const drawLetters = (group: Group, scene: Scene): void => {
  const r = letterRadius(scene.input.fontPx);
  const marks = group
    .selectAll<SVGGElement, LetterMark>("g")
    .data(scene.letters, (letter) => letter.key)
    .join((enter) => {
      const g = enter.append("g").attr("tabindex", -1).attr("role", "button");
      g.append("rect");
      g.append("text");
      g.append("path").attr("class", "viz-slash");
      return g;
    });
  marks.attr("transform", (l) => `translate(${l.x.toFixed(1)},${l.y.toFixed(1)})`);
  const changed = marks.filter(
    newLook((l: LetterMark) => `${l.key} ${l.text} ${l.state} ${l.focus} ${l.width}`),
  );
  changed
    .attr("class", (l) => `viz-letter viz-${l.state}${l.focus ? " viz-focus" : ""}`)
    .attr("data-mark", (l) => `front ${l.shard} ${l.consumers.join(" ")}`);
  changed
    .select<SVGRectElement>("rect")
    .attr("x", (l) => -l.width / 2)
    .attr("y", -r)
    .attr("width", (l) => l.width)
    .attr("height", r * 2)
    .attr("rx", r);
  changed.select<SVGTextElement>("text").text((l) => l.text);
  changed
    .select<SVGPathElement>(".viz-slash")
    .attr("d", (l) => (l.state === "crashed" ? `M${-r} ${r}L${r} ${-r}` : null));
};

export const drawLabels = (group: Group, scene: Scene, theme: StageTheme): void => {
  const marks = group
    .selectAll<SVGGElement, SceneLabel>("g")
    .data(scene.labels, (label) => label.key)
    .join((enter) => {
      const g = enter.append("g");
      g.append("rect");
      const text = g.append("text");
      text.append("tspan");
      text.append("tspan").attr("class", "viz-note");
      return g;
    });
  marks.attr("transform", (label) => `translate(${label.x.toFixed(1)},${label.y.toFixed(1)})`);
  const changed = marks
    .filter(newLook((l: SceneLabel) => `${l.text} ${l.note} ${l.width} ${theme.keys[l.track]}`))
    .attr("class", (label) => `viz-label viz-label-${label.kind}`);
  changed
    .select<SVGRectElement>("rect")
    .attr("width", (label) => label.width)
    .attr("height", (label) => label.height)
    .attr("rx", 4);
  const text = changed
    .select<SVGTextElement>("text")
    .attr("x", (label) => (label.kind === "peak" ? label.width / 2 : 2))
    .attr("y", (label) => label.height / 2)
    .style("fill", (label) => (label.track > 0 ? (theme.keys[label.track] ?? null) : null));
  text.select("tspan").text((label) => label.text);
  text.select(".viz-note").text((label) => (label.note ? ` ${label.note}` : ""));
};

/** Over the retry bay, once, what its rings are; under it, what their number is. */
export const drawBay = (group: Group, { rings, input, keys }: Scene): void => {
  const [what, number] = input.words.bay;
  const numbered = rings.marks.some((ring) => ring.attempt > 1);
  const shown = rings.marks.length > 0 && input.bayPx > input.fontPx * 4;
  const lines = shown ? (numbered ? [what, number] : [what]) : [];
  group
    .selectAll<SVGTextElement, string>("text")
    .data(lines)
    .join("text")
    .attr("text-anchor", "end")
    .attr("x", (_, i) => (i === 0 ? -6 : -10))
    .attr("dominant-baseline", (_, i) => (i === 0 ? "auto" : "hanging"))
    .attr("y", (_, i) => (i === 0 ? -input.fontPx * 0.55 : keys.heightPx + 15))
    .text((line) => line);
};

export const drawAxis = (group: Group, scene: Scene, words: SvgWords): void => {
  const { ages, keys, input } = scene;
  group.attr("transform", `translate(0,${keys.heightPx + 6})`);
  group.selectAll("*").remove();
  group.append("line").attr("x2", ages.widthPx);
  const last = ages.ticks.length - 1;
  let taken = -Infinity;
  const end = words.age(ages.ticks[last]?.ageUs ?? 0, true);
  const limit = ages.widthPx - input.words.width(end) - 10;
  ages.ticks.forEach((tick, i) => {
    group.append("line").attr("x1", tick.x).attr("x2", tick.x).attr("y2", 5);
    const label = words.age(tick.ageUs, i === last);
    const wide = input.words.width(label, i === 0);
    const left = i === 0 ? 0 : i === last ? tick.x - wide : tick.x - wide / 2;
    if (i !== last && (left < taken || left + wide > limit)) return;
    taken = left + wide + 10;
    const text = group
      .append("text")
      .attr("x", i === last ? tick.x : left)
      .attr("text-anchor", i === last ? "end" : "start")
      .attr("y", 9)
      .text(label);
    if (i === 0) text.attr("class", "viz-now");
  });
  group
    .append("text")
    .attr("class", "viz-tail")
    .attr("x", ages.widthPx)
    .attr("y", 9 + input.fontPx * 1.3)
    .attr("text-anchor", "end")
    .text(words.tail);
};
