import { useState, type FocusEvent, type KeyboardEvent, type PointerEvent } from "react";
import { shardIdOf } from "../../aws/shardId.ts";
import type { MergeAnswer } from "../../protocol/frame.ts";
import { useActions, useQuery } from "../../store/hooks.ts";
import type { Scene } from "../../viz/scene.ts";
import type { Refusal } from "./Handles.tsx";
import { useStage } from "./stageContext.ts";
import { useEscape } from "./useCut.ts";

export interface MergeInput {
  readonly scene: Scene;
  /** The upper of the two rows. */
  readonly row: number;
  readonly shards: readonly [number, number];
  readonly onRefusal: (refusal: Refusal | undefined) => void;
}

/** Each grip's distance from the border; they merge when one comes this near to the other, px. */
const APART_PX = 15;
const MEET_PX = 8;

export interface Merge {
  readonly border: number;
  /** Offsets of the two grips from the border, px. */
  readonly upper: number;
  readonly lower: number;
  readonly active: boolean;
  /** A press without a drag: the words stay, with a button that merges. */
  readonly armed: boolean;
  readonly send: () => void;
  readonly met: boolean;
  readonly answer: MergeAnswer | undefined;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
    readonly onFocus: (event: FocusEvent) => void;
    readonly onBlur: () => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
}

interface Drag {
  readonly fromY: number;
  readonly way: 1 | -1;
  readonly dy: number;
}

/** MergeShards of the two; a refusal is told at their border. */
const useCall = ({ scene, shards, onRefusal }: MergeInput, topPx: number) => {
  const actions = useActions();
  return (): void => {
    onRefusal(undefined);
    const input = {
      StreamName: scene.frame.stream.name,
      ShardToMerge: shardIdOf(shards[0]),
      AdjacentShardToMerge: shardIdOf(shards[1]),
    };
    void actions.send({ type: "Call", operation: "MergeShards", input }).then((outcome) => {
      if (!outcome.ok) onRefusal({ error: outcome.error, topPx });
    });
  };
};

/** Two adjacent borders being drawn together, and what the engine says of it. */
export const useMerge = (input: MergeInput): Merge => {
  const { scene, row, shards } = input;
  const { setBusy } = useStage();
  const [focused, setFocused] = useState(false);
  const [armed, setArmed] = useState(false);
  const [drag, setDrag] = useState<Drag>();
  const { keys } = scene;
  const border = (keys.bottom[row]! + keys.top[row + 1]!) / 2;
  const active = focused || armed || drag !== undefined;
  const answer = useQuery("merge", active ? { shards } : undefined);
  const moved = drag ? Math.max(0, Math.min(APART_PX * 2, drag.dy * drag.way)) : 0;
  const met = moved >= APART_PX * 2 - MEET_PX;

  const call = useCall(input, border);
  const send = (): void => {
    setArmed(false);
    call();
  };
  const end = (merge: boolean): void => {
    setDrag(undefined);
    setBusy(false);
    if (merge) send();
  };
  useEscape(drag !== undefined || armed, () => {
    setArmed(false);
    end(false);
  });

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.getBoundingClientRect();
    const way = event.clientY < box.top + box.height / 2 ? 1 : -1;
    setDrag({ fromY: event.clientY, way, dy: 0 });
    setBusy(true);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (drag) setDrag({ ...drag, dy: event.clientY - drag.fromY });
  };
  const onPointerUp = (): void => {
    if (!drag) return;
    setArmed(!armed && drag.dy === 0);
    end(met);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "m" && event.key !== "M") return;
    send();
    event.preventDefault();
    event.stopPropagation();
  };
  const handlers = {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: () => end(false),
    onFocus: (event: FocusEvent) => setFocused(event.target.matches(":focus-visible")),
    onBlur: () => {
      setFocused(false);
      setArmed(false);
    },
    onKeyDown,
  };
  const upper = -APART_PX + (drag?.way === 1 ? moved : 0);
  const lower = APART_PX - (drag?.way === -1 ? moved : 0);
  return { border, upper, lower, active, armed, send, met, answer, handlers };
};
