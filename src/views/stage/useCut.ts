import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { shardIdOf } from "../../aws/shardId.ts";
import type { CutAnswer } from "../../protocol/frame.ts";
import { useActions, useQuery } from "../../store/hooks.ts";
import { clampInside, cutKey, insideKeyRow, nudge } from "../../viz/cut.ts";
import type { Scene } from "../../viz/scene.ts";
import type { Refusal } from "./Handles.tsx";
import { useStage } from "./stageContext.ts";

export interface CutInput {
  readonly scene: Scene;
  readonly row: number;
  readonly shard: number;
  readonly onRefusal: (refusal: Refusal | undefined) => void;
}

/** `armed`: laid by a click or the keyboard, waiting for Enter or a second click. */
export type CutMode = "idle" | "drag" | "armed";

export interface Cut {
  readonly mode: CutMode;
  readonly cutPx: number;
  readonly answer: CutAnswer | undefined;
  /** True inside the row of a key that no cut divides. */
  readonly ruled: boolean;
  /** Splits where the cut lies. */
  readonly drop: () => void;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: () => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onBlur: () => void;
  };
}

/** A press that moves less than this and ends sooner is a click; it arms the cut. */
const CLICK_PX = 3;
const CLICK_MS = 250;

/** A cut being laid through a band, its answer from the engine, and the hands on it. */
export const useCut = (input: CutInput): Cut => {
  const { scene, row, shard } = input;
  const { layout, setBusy } = useStage();
  const split = useSplit(input);
  const [mode, setMode] = useState<CutMode>("idle");
  const { keys, topology } = scene;
  const [low, high] = [keys.start[row]!, keys.end[row]!];
  const middle = (low + high) / 2;
  const [fraction, setFraction] = useState(middle);
  const press = useRef({ y: 0, atMs: 0, moved: false, wasArmed: false });
  const at = clampInside(fraction, low, high);
  const cutPx = mode === "idle" ? (keys.top[row]! + keys.bottom[row]!) / 2 : keys.y(at);
  const hashKey = cutKey(topology.shards, shard, at);
  const asked = useQuery("cut", mode === "idle" ? undefined : { shard, at: hashKey });
  const answer = asked?.shard === shard ? asked : undefined;
  const ruled = answer !== undefined && insideKeyRow(answer, keys, cutPx);

  const turn = (next: CutMode): void => {
    setMode(next);
    setBusy(next !== "idle");
  };
  const drop = (): void => {
    turn("idle");
    if (ruled) return;
    split(hashKey, cutPx);
  };
  useEscape(mode !== "idle", () => turn("idle"));

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const atMs = event.timeStamp;
    press.current = { y: event.clientY, atMs, moved: false, wasArmed: mode === "armed" };
    if (mode === "idle") setFraction(middle);
    turn("drag");
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const box = plotBox(event.currentTarget);
    if (mode !== "drag" || !box) return;
    press.current.moved ||= Math.abs(event.clientY - press.current.y) > CLICK_PX;
    if (!press.current.moved) return;
    setFraction(fractionAt(scene, row, event.clientY - box.top - layout.headPx));
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>): void => {
    if (mode !== "drag") return;
    const { moved, wasArmed, atMs } = press.current;
    const held = event.timeStamp - atMs >= CLICK_MS;
    if (moved || wasArmed || held) drop();
    else turn("armed");
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? 0.1 : 0.01;
    const way = { ArrowUp: -step, ArrowDown: step }[event.key];
    if (way !== undefined) {
      setFraction(nudge(topology.shards, shard, mode === "idle" ? middle : at, way));
      turn("armed");
    } else if (event.key === "Enter" && mode === "armed") drop();
    else if (event.key === "Enter") turn("armed");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const leave = (): void => turn("idle");
  const onBlur = (): void => (mode === "armed" ? leave() : undefined);
  const pointer = { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: leave };
  return { mode, cutPx, answer, ruled, drop, handlers: { ...pointer, onKeyDown, onBlur } };
};

const plotBox = (element: HTMLElement): DOMRect | undefined =>
  element.closest("[data-plot]")?.getBoundingClientRect();

const fractionAt = ({ keys }: Scene, row: number, y: number): number =>
  keys.fraction(Math.min(keys.bottom[row]! - 0.5, Math.max(keys.top[row]! + 0.5, y)));

/** SplitShard at a hash key; a refusal is told beside the cut. */
const useSplit = ({ scene, shard, onRefusal }: CutInput) => {
  const actions = useActions();
  return (hashKey: string, topPx: number): void => {
    onRefusal(undefined);
    const input = {
      StreamName: scene.frame.stream.name,
      ShardToSplit: shardIdOf(shard),
      NewStartingHashKey: hashKey,
    };
    void actions.send({ type: "Call", operation: "SplitShard", input }).then((outcome) => {
      if (!outcome.ok) onRefusal({ error: outcome.error, topPx });
    });
  };
};

/** Escape leaves what a hand has begun, wherever the focus is. */
export const useEscape = (on: boolean, stop: () => void): void => {
  const latest = useRef(stop);
  useEffect(() => {
    latest.current = stop;
  });
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (event.key === "Escape") latest.current();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [on]);
};
