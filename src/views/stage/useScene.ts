import { useCallback, useMemo, useRef, useState, type RefObject } from "react";
import type { Evidence, Frame, Target, Topology } from "../../protocol/frame.ts";
import type { Selection } from "../../protocol/viewport.ts";
import { useActions, useFrameEffect, useUi } from "../../store/hooks.ts";
import { canvasLayer, type CanvasLayer } from "../../viz/canvasLayer.ts";
import {
  sceneOf,
  type Scene,
  type SceneInput,
  type TrackedKey,
  type Words,
} from "../../viz/scene.ts";
import { svgLayer, type SvgLayer } from "../../viz/svgLayer.ts";
import type { SvgWords } from "../../viz/svgText.ts";
import type { StageTheme } from "../../viz/theme.ts";
import { phoneHeights, type Layout } from "./layout.ts";
import { comesBack, sceneWords, stageText, svgWords } from "./words.ts";

export interface SceneParts {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly layout: Layout | undefined;
  readonly theme: StageTheme | undefined;
  readonly tapped: number;
}

const GAP_PX = 6;

interface Layers {
  readonly canvas: CanvasLayer;
  readonly svg: SvgLayer;
  readonly on: HTMLCanvasElement;
}

/** What the page wants to see, as one value. */
interface View {
  readonly focus: number;
  readonly kind: "linear" | "log";
  readonly windowUs: number;
  readonly zoom: readonly [number, number];
  readonly lang: string;
  readonly tracked: readonly string[];
  readonly highlight: readonly Target[];
  readonly selection: Selection | undefined;
}

const useView = (): View => {
  const focus = useUi((ui) => ui.focus);
  const kind = useUi((ui) => ui.scale);
  const windowUs = useUi((ui) => ui.windowUs);
  const zoom = useUi((ui) => ui.zoom);
  const keys = useUi((ui) => ui.tracked);
  const lang = useUi((ui) => ui.lang);
  const told = useUi((ui) => ui.highlight);
  const selection = useUi((ui) => ui.selection);
  return useMemo(() => {
    const own = targetOf(selection);
    return {
      focus,
      kind,
      windowUs,
      zoom,
      lang,
      selection,
      tracked: keys,
      highlight: own ? [...told, own] : told,
    };
  }, [focus, kind, windowUs, zoom, keys, lang, told, selection]);
};

/** Draws every frame; returns the scene drawn last. Re-renders only when places change. */
export const useScene = (parts: SceneParts): (() => Scene | undefined) => {
  const { canvas, svg, layout, theme, tapped } = parts;
  const actions = useActions();
  const view = useView();
  const last = useRef<Scene>(undefined);
  const layers = useRef<Layers>(undefined);
  const said = useRef<Said>(undefined);
  const [, setPlaces] = useState("");
  const places = useRef("");
  const draw = useCallback(
    (frame: Frame, topology: Topology) => {
      if (!layout || !theme || !canvas.current || !svg.current) return;
      if (layers.current?.on !== canvas.current) {
        layers.current?.svg.destroy();
        layers.current = layersOn(canvas.current, svg.current);
      }
      said.current = saidOf(said.current, frame, topology, theme, view);
      const scene = sceneOf({
        ...inputOf(frame, layout, view, tapped),
        topology,
        words: said.current.scene,
        before: last.current,
      });
      last.current = scene;
      layers.current.canvas.update(scene, theme);
      layers.current.svg.update(scene, theme, said.current.svg);
      const now = placesKey(scene, topology, view.lang);
      if (now === places.current) return;
      places.current = now;
      setPlaces(now);
      actions.setStageSize(scene.keys.heightPx, layout.compact ? 2_000 : 5_000);
    },
    [canvas, svg, layout, theme, tapped, view, actions],
  );
  useFrameEffect(draw);
  return useCallback(() => last.current, []);
};

const layersOn = (canvas: HTMLCanvasElement, svg: SVGSVGElement): Layers => ({
  canvas: canvasLayer(canvas),
  svg: svgLayer(svg),
  on: canvas,
});

const inputOf = (
  frame: Frame,
  layout: Layout,
  view: View,
  tapped: number,
): Omit<SceneInput, "topology" | "words" | "before"> => {
  const { focus, kind, windowUs, zoom, tracked, highlight, selection } = view;
  const evidence = evidenceOf(frame, focus, selection);
  return {
    frame,
    widthPx: layout.plotPx,
    heightPx: layout.heightPx,
    bayPx: layout.bayPx,
    handlePx: layout.handlePx,
    heights: layout.compact ? tappedHeights(frame, layout, tapped) : undefined,
    gapPx: layout.present ? GAP_PX * 1.5 : GAP_PX,
    dotPx: layout.dotPx,
    fontPx: layout.fontPx,
    kind,
    windowUs,
    zoom,
    focus,
    tracked: tracked.flatMap((key, at): TrackedKey[] => {
      const y = frame.dots.trackY[at];
      return y === undefined ? [] : [{ key, y }];
    }),
    highlight,
    evidence,
    evidenceY: evidence?.y ?? 0,
  };
};

/** The words of a scene and what they were made for. */
interface Said {
  readonly of: readonly unknown[];
  readonly scene: Words;
  readonly svg: SvgWords;
}

const saidOf = (
  known: Said | undefined,
  frame: Frame,
  topology: Topology,
  theme: StageTheme,
  { kind, lang, windowUs }: View,
): Said => {
  const hours = frame.stream.retentionHours;
  const retried = comesBack(topology, frame);
  const of = [topology, theme, kind, lang, hours, windowUs, retried];
  if (known && of.every((each, i) => each === known.of[i])) return known;
  return {
    of,
    scene: sceneWords(stageText, topology, theme, retried),
    svg: svgWords(stageText, topology, kind, hours, windowUs),
  };
};

/** What positions in HTML depend on; a change re-renders them in the same frame. */
const placesKey = (
  { keys, frame, roomy, plan, input }: Scene,
  topology: Topology,
  lang: string,
): string =>
  [
    keys.count,
    keys.heightPx,
    input.widthPx,
    input.fontPx,
    frame.topologyVersion,
    topology.actors.length,
    roomy,
    plan.level,
    frame.bands.aggregated,
    lang,
    input.heights?.join(),
    input.zoom.join(),
  ].join(" ");

const tappedHeights = (frame: Frame, layout: Layout, tapped: number): number[] | undefined => {
  const { bands } = frame;
  if (bands.aggregated) return undefined;
  let row = bands.shard.indexOf(tapped);
  if (row < 0) row = fullestRow(frame);
  return phoneHeights(bands.count, row, layout.heightPx, GAP_PX);
};

/** The row people look at first: throttled or fullest, kept calm by a coarse measure. */
const fullestRow = ({ bands }: Frame): number => {
  let best = -1;
  for (let row = 0; row < bands.count; row++) {
    if (bands.throttled[row]! > 0 && (best < 0 || bands.throttled[row]! > bands.throttled[best]!)) {
      best = row;
    }
  }
  return best;
};

const targetOf = (selection: Selection | undefined): Target | undefined => {
  if (selection?.type === "record") return { type: "record", ordinal: selection.ordinal };
  if (selection?.type === "shard") return { type: "shard", shard: selection.shard };
  return undefined;
};

/** The late delivery to draw: the selected one, else the newest. */
const evidenceOf = (frame: Frame, focus: number, selection: Selection | undefined) => {
  const rows = focus > 0 ? frame.answers.evidence : undefined;
  if (!rows || rows.length === 0) return undefined;
  if (selection?.type !== "evidence" || selection.consumer !== focus) return newest(rows);
  return rows.find((row) => row.row === selection.row) ?? newest(rows);
};

const newest = (rows: readonly Evidence[]): Evidence | undefined =>
  rows.reduce<Evidence | undefined>(
    (best, row) => (!best || row.row > best.row ? row : best),
    undefined,
  );
