import { ChevronLeft, ChevronRight, Pause, Play, SkipBack, SkipForward } from "lucide-react";
import { useText } from "../../i18n/useText.ts";
import { useActions, useLocked, useUi } from "../../store/hooks.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Clock } from "../timebar/Clock.tsx";
import { Progress } from "../timebar/Progress.tsx";
import { TimeBar } from "../timebar/TimeBar.tsx";
import { SpeedControl } from "./SpeedControl.tsx";
import styles from "./toolbar.module.css";

const Buttons = () => {
  const t = useText("toolbar");
  const actions = useActions();
  const running = useUi((ui) => ui.goalMode !== "pause");
  const locked = useLocked("time");
  return (
    <div className={styles.buttons}>
      <IconButton
        label={t("previousEvent")}
        hint="Shift N"
        look="plain"
        disabled={locked}
        onClick={() => {
          actions.event(-1);
        }}
      >
        <SkipBack aria-hidden />
      </IconButton>
      <IconButton
        label={t("stepBack")}
        hint="←"
        look="plain"
        disabled={locked}
        onClick={() => {
          actions.step(-1);
        }}
      >
        <ChevronLeft aria-hidden />
      </IconButton>
      <IconButton
        label={t(running ? "pause" : "play")}
        hint="Space"
        className={styles.play}
        onClick={actions.toggle}
      >
        {running ? <Pause aria-hidden /> : <Play aria-hidden />}
      </IconButton>
      <IconButton
        label={t("stepForward")}
        hint="→"
        look="plain"
        disabled={locked}
        onClick={() => {
          actions.step(1);
        }}
      >
        <ChevronRight aria-hidden />
      </IconButton>
      <IconButton
        label={t("nextEvent")}
        hint="N"
        look="plain"
        disabled={locked}
        onClick={() => {
          actions.event(1);
        }}
      >
        <SkipForward aria-hidden />
      </IconButton>
    </div>
  );
};

/** Everything about time in one row. */
export const Transport = () => (
  <div className={styles.transport}>
    <Buttons />
    <SpeedControl />
    <Clock />
    <TimeBar />
    <Progress />
  </div>
);
