import { useState, type KeyboardEvent, type PointerEvent, type ReactElement } from "react";
import { shardIdOf } from "../../aws/shardId.ts";
import { formatBytes, formatCount } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import { useActions, useQuery } from "../../store/hooks.ts";
import type { Scene } from "../../viz/scene.ts";
import type { Refusal } from "./Handles.tsx";
import css from "./stage.module.css";
import { useStage } from "./stageContext.ts";
import { shardName } from "./words.ts";

export interface MergeHandleProps {
  readonly scene: Scene;
  readonly row: number;
  readonly shards: readonly [number, number];
  readonly onRefusal: (refusal: Refusal | undefined) => void;
}

/** A grip must come this near to its fellow for the drop to merge, px. */
const MEET_PX = 8;
const APART_PX = 15;

/** Two borders with a grip each: drag one onto the other (or press M) for MergeShards. */
export const MergeHandle = ({ scene, row, shards, onRefusal }: MergeHandleProps): ReactElement => {
  const t = useText("stage");
  const { layout, setBusy } = useStage();
  const actions = useActions();
  const [focused, setFocused] = useState(false);
  const [drag, setDrag] = useState<{
    readonly fromY: number;
    readonly way: 1 | -1;
    readonly dy: number;
  }>();
  const { keys } = scene;
  const border = (keys.bottom[row]! + keys.top[row + 1]!) / 2;
  const active = focused || drag !== undefined;
  const answer = useQuery("merge", active ? { shards } : undefined);
  const moved = drag ? Math.max(0, Math.min(APART_PX * 2, drag.dy * drag.way)) : 0;
  const met = moved >= APART_PX * 2 - MEET_PX;

  const send = (): void => {
    onRefusal(undefined);
    const input = {
      StreamName: scene.frame.stream.name,
      ShardToMerge: shardIdOf(shards[0]),
      AdjacentShardToMerge: shardIdOf(shards[1]),
    };
    void actions.send({ type: "Call", operation: "MergeShards", input }).then((outcome) => {
      if (!outcome.ok) onRefusal({ error: outcome.error, topPx: border });
    });
  };
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.getBoundingClientRect();
    const way = event.clientY < box.top + box.height / 2 ? 1 : -1;
    setDrag({ fromY: event.clientY, way, dy: 0 });
    setBusy(true);
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (drag) setDrag({ ...drag, dy: event.clientY - drag.fromY });
  };
  const end = (merge: boolean): void => {
    setDrag(undefined);
    setBusy(false);
    if (merge) send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "m" || event.key === "M") send();
    else if (event.key === "Escape" && drag) end(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const upper = -APART_PX + (drag?.way === 1 ? moved : 0);
  const lower = APART_PX - (drag?.way === -1 ? moved : 0);
  return (
    <div className={css.mergeZone} style={{ top: border }} data-on={active || undefined}>
      <button
        type="button"
        className={css.merge}
        aria-label={t("merge", { a: shardName(shards[0]), b: shardName(shards[1]) })}
        title={drag ? undefined : t("mergeHow")}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => drag && end(met)}
        onPointerCancel={() => end(false)}
        onFocus={(event) => setFocused(event.target.matches(":focus-visible"))}
        onBlur={() => setFocused(false)}
        onKeyDown={onKeyDown}
        onClick={(event) => event.stopPropagation()}
      >
        <i style={{ transform: `translateY(${upper}px)` }} data-way="down" />
        <i style={{ transform: `translateY(${lower}px)` }} data-way="up" />
      </button>
      {met && (
        <div
          className={css.ghost}
          style={{
            top: keys.top[row]! - border,
            height: keys.bottom[row + 1]! - keys.top[row]!,
            width: layout.plotPx,
            background: "none",
          }}
        />
      )}
      {active && (
        <p className={css.mergeWords} data-met={met || undefined} aria-live="polite">
          <b>{t("merge", { a: shardName(shards[0]), b: shardName(shards[1]) })}</b>
          {answer && !answer.refusal && (
            <span>
              {t("mergeLoad", {
                records: formatCount(answer.recordsPerS),
                bytes: formatBytes(answer.bytesPerS),
              })}
            </span>
          )}
          {answer?.refusal && (
            <span>
              {t("refused", { name: answer.refusal.name, message: answer.refusal.message })}
            </span>
          )}
          {!answer?.refusal && <span>{t(met ? "mergeDrop" : "mergeHow")}</span>}
        </p>
      )}
    </div>
  );
};
