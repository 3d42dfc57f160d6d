import { useCallback, useMemo, useRef, useState, type PointerEvent } from "react";
import { formatClock } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { ActorInfo, Ghost } from "../../protocol/frame.ts";
import {
  useActions,
  useFrame,
  useFrameEffect,
  useTicks,
  useTopology,
  useUi,
} from "../../store/hooks.ts";
import { Marks } from "./Marks.tsx";
import { markNear, marksOf } from "./marks.ts";
import { markText } from "./markText.ts";
import { seekByKey } from "./seekByKey.ts";
import { useGhost } from "./useGhost.ts";
import { useWidth } from "./useWidth.ts";
import styles from "./TimeBar.module.css";

/** A bar shorter than this would make the first seconds jump. */
const END_US_MIN = 10_000_000;
const NO_ACTORS: readonly ActorInfo[] = [];

const endOf = (furthestUs: number, ghost: Ghost | undefined): number =>
  Math.max(END_US_MIN, furthestUs, ghost?.endUs ?? 0);

/** Everything ever run, to scrub over: typed marks above the line, the replaced run below it. */
export const TimeBar = () => {
  const t = useText("timebar");
  const actions = useActions();
  const locked = useUi((ui) => ui.locked.includes("time"));
  const ticks = useTicks();
  const ghost = useGhost();
  const actors = useTopology()?.actors ?? NO_ACTORS;
  const furthestUs = useFrame((frame) => frame.furthestUs) ?? 0;
  const atUs = useFrame((frame) => frame.atUs) ?? 0;
  const [box, width] = useWidth();
  const [hoverX, setHoverX] = useState<number>();
  const [focused, setFocused] = useState(false);
  const dragging = useRef(false);
  const done = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const endUs = endOf(furthestUs, ghost);
  const marks = useMemo(() => marksOf(ticks, endUs, width), [ticks, endUs, width]);

  useFrameEffect(
    useCallback(
      (frame) => {
        const share = frame.atUs / endOf(frame.furthestUs, ghost);
        if (done.current) done.current.style.transform = `scaleX(${share})`;
        if (thumb.current) thumb.current.style.transform = `translateX(${share * width}px)`;
      },
      [ghost, width],
    ),
  );

  const seekTo = (event: PointerEvent<HTMLDivElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const mark = event.type === "pointerdown" ? markNear(marks, x) : undefined;
    actions.seek(mark?.atUs ?? (Math.min(width, Math.max(0, x)) / Math.max(1, width)) * endUs);
  };
  const thumbX = (atUs / endUs) * width;
  const tipX = hoverX ?? (focused ? thumbX : undefined);
  const tipMark = tipX === undefined ? undefined : markNear(marks, tipX);
  const atMark = markNear(marks, thumbX);
  const moment = { at: formatClock(atUs), end: formatClock(endUs) };
  return (
    <div className={styles.bar}>
      <div
        ref={box}
        role="slider"
        tabIndex={locked ? -1 : 0}
        aria-label={t("label")}
        aria-disabled={locked}
        aria-valuemin={0}
        aria-valuemax={Math.round(endUs / 1_000)}
        aria-valuenow={Math.round(atUs / 1_000)}
        aria-valuetext={
          atMark
            ? t("valueAtMark", { ...moment, mark: markText(t, atMark, actors) })
            : t("value", moment)
        }
        className={styles.slider}
        onPointerDown={(event) => {
          if (locked || event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          dragging.current = true;
          seekTo(event);
        }}
        onPointerMove={(event) => {
          setHoverX(event.clientX - event.currentTarget.getBoundingClientRect().left);
          if (dragging.current) seekTo(event);
        }}
        onPointerUp={() => {
          dragging.current = false;
        }}
        onPointerCancel={() => {
          dragging.current = false;
        }}
        onPointerLeave={() => {
          setHoverX(undefined);
        }}
        onFocus={() => {
          setFocused(true);
        }}
        onBlur={() => {
          setFocused(false);
        }}
        onKeyDown={(event) => {
          if (locked) return;
          const to = seekByKey(event.key, event.shiftKey, atUs, endUs);
          if (to === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          actions.seek(to);
        }}
      >
        <div className={styles.track} />
        <div ref={done} className={styles.done} />
        <Marks marks={marks} ghost={ghost} endUs={endUs} width={width} />
        <div ref={thumb} className={styles.thumb} />
      </div>
      {tipX !== undefined && (hoverX !== undefined || tipMark) ? (
        <div
          className={styles.tip}
          style={{ left: `${Math.min(Math.max(tipX, 60), Math.max(60, width - 60))}px` }}
          aria-hidden
        >
          {formatClock(tipMark?.atUs ?? (tipX / Math.max(1, width)) * endUs)}
          {tipMark ? ` · ${markText(t, tipMark, actors)}` : ""}
        </div>
      ) : null}
    </div>
  );
};
