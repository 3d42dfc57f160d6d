import { type CSSProperties, useCallback, useMemo, useRef } from "react";
import { formatClock } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { ActorInfo, Ghost } from "../../protocol/frame.ts";
import {
  useFrame,
  useFrameEffect,
  useLocked,
  useTicks,
  useTopology,
  useUi,
} from "../../store/hooks.ts";
import { heightOf, lineY, Marks } from "./Marks.tsx";
import { MARK_PRESENT_PX, MARK_PX, markNear, marksOf, reachPx, type Mark } from "./marks.ts";
import { markText } from "./markText.ts";
import { useGhost } from "./useGhost.ts";
import { useScrub } from "./useScrub.ts";
import { useWidth } from "../../ui/useWidth.ts";
import styles from "./TimeBar.module.css";

/** A bar shorter than this would make the first seconds jump. */
const END_US_MIN = 10_000_000;
const TIP_MARGIN_PX = 105;
const NO_ACTORS: readonly ActorInfo[] = [];

const endOf = (furthestUs: number, ghost: Ghost | undefined): number =>
  Math.max(END_US_MIN, furthestUs, ghost?.endUs ?? 0);

/** The part of the bar behind the thumb, and the thumb, on every frame. */
const Head = ({ ghost, width }: { readonly ghost: Ghost | undefined; readonly width: number }) => {
  const done = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
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
  return (
    <>
      <div ref={done} className={styles.done} />
      <div ref={thumb} className={styles.thumb} />
    </>
  );
};

interface TipProps {
  readonly x: number;
  readonly atUs: number;
  readonly mark: Mark | undefined;
  readonly width: number;
  readonly actors: readonly ActorInfo[];
  readonly stream: number;
}

const Tip = ({ x, atUs, mark, width, actors, stream }: TipProps) => {
  const t = useText("timebar");
  const left = Math.min(Math.max(x, TIP_MARGIN_PX), Math.max(TIP_MARGIN_PX, width - TIP_MARGIN_PX));
  return (
    <div className={styles.tip} style={{ left: `${left}px` }} aria-hidden>
      {formatClock(mark?.atUs ?? atUs)}
      {mark ? ` · ${markText(t, mark, actors, stream)}` : ""}
    </div>
  );
};

/** Where the line runs, how high the bar is, and the room a last mark's number takes beyond it. */
const placesOf = (size: number): CSSProperties =>
  ({
    "--line-y": `${lineY(size)}px`,
    "--bar-height": `${heightOf(size)}px`,
    marginRight: reachPx(10, size) - size / 2,
  }) as CSSProperties;

/** Everything ever run, to scrub over: typed marks above the line, the replaced run below it. */
export const TimeBar = () => {
  const t = useText("timebar");
  const locked = useLocked("time");
  const ticks = useTicks();
  const ghost = useGhost();
  const actors = useTopology()?.actors ?? NO_ACTORS;
  const furthestUs = useFrame((frame) => frame.furthestUs) ?? 0;
  const atUs = useFrame((frame) => frame.atUs) ?? 0;
  const stream = useFrame((frame) => frame.stream.number) ?? 0;
  const [width, box] = useWidth();
  const size = useUi((ui) => ui.present) ? MARK_PRESENT_PX : MARK_PX;
  const endUs = endOf(furthestUs, ghost);
  const marks = useMemo(() => marksOf(ticks, endUs, width, size), [ticks, endUs, width, size]);
  const near = (x: number): Mark | undefined => markNear(marks, x, size);
  const scrub = useScrub({ locked, near, atUs, endUs, width });
  const thumbX = (atUs / endUs) * width;
  const tipX = scrub.hoverX ?? (scrub.focused ? thumbX : undefined);
  const tipMark = tipX === undefined ? undefined : near(tipX);
  const atMark = near(thumbX);
  const moment = { at: formatClock(atUs), end: formatClock(endUs) };
  const text = atMark
    ? t("valueAtMark", { ...moment, mark: markText(t, atMark, actors, stream) })
    : t("value", moment);
  return (
    <div className={styles.bar} style={placesOf(size)}>
      <div
        ref={box}
        role="slider"
        tabIndex={locked ? -1 : 0}
        aria-label={t("label")}
        aria-disabled={locked}
        aria-valuemin={0}
        aria-valuemax={Math.round(endUs / 1_000)}
        aria-valuenow={Math.round(atUs / 1_000)}
        aria-valuetext={text}
        className={styles.slider}
        {...scrub.handlers}
      >
        <div className={styles.track} />
        <Head ghost={ghost} width={width} />
        <Marks marks={marks} ghost={ghost} endUs={endUs} width={width} size={size} />
      </div>
      {tipX !== undefined && (scrub.hoverX !== undefined || tipMark) ? (
        <Tip x={tipX} atUs={scrub.usAt(tipX)} mark={tipMark} {...{ width, actors, stream }} />
      ) : null}
    </div>
  );
};
