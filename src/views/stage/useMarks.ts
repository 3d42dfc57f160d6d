import {
  useCallback,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from "react";
import { useActions } from "../../store/hooks.ts";
import { hitAt } from "../../viz/hit.ts";
import type { Scene } from "../../viz/scene.ts";
import type { Layout } from "./layout.ts";
import type { TipPlace } from "./Tooltip.tsx";

export interface MarksInput {
  readonly root: RefObject<HTMLElement | null>;
  readonly plot: RefObject<HTMLDivElement | null>;
  readonly scene: () => Scene | undefined;
  readonly layout: Layout | undefined;
  readonly busy: boolean;
  readonly tapped: number;
  readonly setTapped: (shard: number) => void;
}

/** Pointer, focus and touch on any mark: what the tooltip speaks of and what a click selects. */
export const useMarks = (input: MarksInput) => {
  const { root, plot, scene, layout, tapped, setTapped } = input;
  const actions = useActions();
  const [tip, setTip] = useState<TipPlace>();
  const [hoverRow, setHoverRow] = useState(-1);
  const touch = useRef(false);

  const markAt = useCallback(
    (target: EventTarget | null, clientX: number, clientY: number): TipPlace | undefined => {
      const box = root.current?.getBoundingClientRect();
      if (!box || !(target instanceof Element)) return undefined;
      const element = target.closest("[data-mark]");
      if (element) return placeOf(element, box);
      const shown = scene();
      const frame = target.closest("[data-plot]")?.getBoundingClientRect();
      if (!shown || !layout || !frame) return undefined;
      const x = clientX - frame.left - layout.bayPx;
      const y = clientY - frame.top - layout.headPx;
      const hit = hitAt(shown, x, y, touch.current ? 18 : 9);
      if (!hit) return undefined;
      const at = {
        x: hit.x + frame.left + layout.bayPx - box.left,
        y: hit.y + frame.top + layout.headPx - box.top,
        reach: 8,
      };
      if (hit.type === "band") return { mark: `band ${hit.shard}`, ...at, reach: 14 };
      if (hit.type === "ring") return { mark: `ring ${hit.ring.index}`, ...at };
      return { mark: `dot ${shown.frame.dots.ordinal[hit.index]}`, ...at };
    },
    [root, scene, layout],
  );

  const onPointerMove = (event: PointerEvent): void => {
    touch.current = event.pointerType === "touch";
    const frame = plot.current?.getBoundingClientRect();
    if (frame && layout) setHoverRow(rowUnder(scene(), event.clientY - frame.top - layout.headPx));
    if (event.buttons > 0 && !touch.current) return;
    const next = markAt(event.target, event.clientX, event.clientY);
    setTip((old) => (sameTip(old, next) ? old : next));
  };
  const onPointerLeave = (): void => {
    setTip(undefined);
    setHoverRow(-1);
  };
  const onFocus = (event: FocusEvent): void => {
    const box = root.current?.getBoundingClientRect();
    const element = event.target.closest("[data-mark]");
    if (box && element && event.target.matches(":focus-visible")) setTip(placeOf(element, box));
  };
  const onBlur = (): void => setTip(undefined);
  const onClick = (event: { target: EventTarget; clientX: number; clientY: number }): void => {
    const mark = markAt(event.target, event.clientX, event.clientY);
    if (!mark) return;
    const shard = bandOf(mark.mark);
    if (layout?.compact && shard !== undefined && shard !== tapped) {
      setTapped(shard);
      return;
    }
    selectMark(mark.mark, scene(), actions);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") setTip(undefined);
    const within = root.current;
    if (within && event.target instanceof Element && event.target.matches(ROVING)) {
      keysOnMarks(event, within, actions, scene());
    }
  };
  const handlers = { onPointerMove, onPointerLeave, onFocus, onBlur, onClick, onKeyDown };
  return { tip, hoverRow, handlers };
};

const rowUnder = (scene: Scene | undefined, y: number): number =>
  scene && y >= 0 && y <= scene.keys.heightPx ? scene.keys.rowAt(y) : -1;

const sameTip = (a: TipPlace | undefined, b: TipPlace | undefined): boolean =>
  a === b || (a?.mark === b?.mark && a?.x === b?.x && a?.y === b?.y);

const placeOf = (element: Element, box: DOMRect): TipPlace => {
  const own = element.getBoundingClientRect();
  return {
    mark: element.getAttribute("data-mark") ?? "",
    x: own.left + own.width / 2 - box.left,
    y: own.top + own.height / 2 - box.top,
    reach: own.height / 2 + 4,
  };
};

const bandOf = (mark: string): number | undefined =>
  mark.startsWith("band ") ? Number(mark.slice(5)) : undefined;

type Actions = ReturnType<typeof useActions>;

/** A click on a mark opens the inspector at what it stands for. */
export const selectMark = (mark: string, scene: Scene | undefined, actions: Actions): void => {
  const [type, first, second] = mark.split(" ");
  const n = Number(first);
  if (type === "dot") actions.select({ type: "record", ordinal: n });
  if (type === "band" || type === "seam" || type === "gate")
    actions.select({ type: "shard", shard: n });
  if (type === "front") actions.select({ type: "front", shard: n, consumer: Number(second) });
  if (type === "producer") actions.select({ type: "actor", id: n });
  if (type === "ring") {
    const producer = scene?.frame.rings.producer[n];
    if (producer !== undefined) actions.select({ type: "actor", id: producer });
  }
};

const IN_PICTURE = 'svg[tabindex] [data-mark], [data-mark^="gate "]';
const ROVING = `svg[tabindex], ${IN_PICTURE}`;

/** Arrow keys go from gate to gate and from mark to mark of the picture; Enter selects. */
const keysOnMarks = (
  event: KeyboardEvent,
  root: HTMLElement,
  actions: Actions,
  scene: Scene | undefined,
): void => {
  const marks = [...root.querySelectorAll<SVGElement | HTMLElement>(IN_PICTURE)];
  const at = marks.indexOf(event.target as SVGElement | HTMLElement);
  if (event.key === "Enter" && at >= 0) {
    selectMark(marks[at]!.getAttribute("data-mark") ?? "", scene, actions);
    event.preventDefault();
    return;
  }
  const way = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1;
  if (!event.key.startsWith("Arrow") || marks.length === 0) return;
  event.preventDefault();
  event.stopPropagation();
  marks[(at + way + marks.length) % marks.length]!.focus();
};
