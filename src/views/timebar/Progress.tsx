import { useEffect, useState } from "react";
import { formatClock, formatPercent } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import { useActions, useFrame, useStatus, useUi } from "../../store/hooks.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./TimeBar.module.css";

/** A journey shorter than this needs no word. */
const PATIENCE_MS = 300;

/** True once `on` has held for a while. */
const useLasting = (on: boolean): boolean => {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!on) return undefined;
    const timer = setTimeout(() => {
      setLasting(true);
    }, PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [on]);
  return on && lasting;
};

/** How far a long seek has got, and the way to end it. */
export const Progress = () => {
  const t = useText("timebar");
  const actions = useActions();
  const opening = useStatus().phase === "opening";
  const mode = useUi((ui) => ui.goalMode);
  const goal = useFrame((frame) => frame.goal);
  const atUs = useFrame((frame) => frame.atUs) ?? 0;
  const journey = mode === "seek" || mode === "event" || mode === "step";
  const lasting = useLasting((journey || opening) && goal?.done !== true);
  if (!lasting || !goal) return null;
  const to = formatClock(goal.toUs);
  const searching = mode === "event" || mode === "step";
  const text = searching
    ? t("searching", { at: formatClock(atUs) })
    : t(opening ? "opening" : "seeking", { to });
  return (
    <div className={styles.progress}>
      <span>{text}</span>
      {searching ? null : (
        <>
          <progress value={goal.progress} max={1} aria-label={text} />
          <span>{formatPercent(goal.progress)}</span>
        </>
      )}
      <Button
        onClick={() => {
          actions.stop();
        }}
      >
        {t("stop")}
      </Button>
    </div>
  );
};
