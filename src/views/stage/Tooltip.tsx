import { useLayoutEffect, useRef, useState, type ReactElement, type RefObject } from "react";
import { useText } from "../../i18n/useText.ts";
import type { Frame } from "../../protocol/frame.ts";
import { useFrame, useTopology, useUi } from "../../store/hooks.ts";
import css from "./stage.module.css";
import { useStage } from "./stageContext.ts";
import { tipOf } from "./tips.ts";

/** What a tooltip speaks of and where, pixels from the stage's corner. */
export interface TipPlace {
  readonly mark: string;
  readonly x: number;
  readonly y: number;
  /** Half the height of the mark: the tooltip keeps clear of it. */
  readonly reach: number;
}

const whole = (frame: Frame): Frame => frame;

/** The one tooltip of the stage; it follows its mark's facts while shown. */
export const Tooltip = ({
  mark,
  x,
  y,
  reach,
  root,
}: TipPlace & { readonly root: RefObject<HTMLElement | null> }): ReactElement | null => {
  const t = useText("stage");
  const { scene } = useStage();
  const box = useRef<HTMLDivElement>(null);
  const frame = useFrame(whole);
  const topology = useTopology();
  const focus = useUi((ui) => ui.focus);
  const tracked = useUi((ui) => ui.tracked);
  const tip =
    frame && topology
      ? tipOf(mark, { frame, topology, focus, tracked, scene: scene(), t })
      : undefined;
  const [at, setAt] = useState({ left: x, top: y });
  useLayoutEffect(() => {
    const own = box.current;
    const stage = root.current;
    if (!own || !stage) return;
    const width = own.offsetWidth;
    const height = own.offsetHeight;
    const left = Math.min(stage.clientWidth - width - 8, Math.max(8, x - width / 2));
    const above = y - reach - height - 6;
    const top = above > 4 ? above : Math.min(stage.clientHeight - height - 4, y + reach + 6);
    setAt((old) => (old.left === left && old.top === top ? old : { left, top }));
  }, [x, y, reach, root, tip?.title, tip?.lines.length]);
  if (!tip) return null;
  return (
    <div ref={box} role="tooltip" className={css.tooltip} style={at}>
      <strong>{tip.title}</strong>
      {tip.lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {tip.note && <small>{tip.note}</small>}
    </div>
  );
};
