import { formatSpeed } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import { useActions, useFrame, useLocked, useUi } from "../../store/hooks.ts";
import { SPEED_MAX, SPEED_MIN } from "../../store/ui.ts";
import { Button } from "../../ui/Button.tsx";
import { LogSlider } from "../../ui/LogSlider.tsx";
import { Popover } from "../../ui/Popover.tsx";
import { SPEEDS } from "./speeds.ts";
import styles from "./toolbar.module.css";

/** Below this part of the speed asked for, the one reached is told. */
const BEHIND = 0.85;

/** The speed asked for, and the one reached when that is less. */
export const SpeedControl = () => {
  const t = useText("toolbar");
  const actions = useActions();
  const speed = useUi((ui) => ui.speed);
  const playing = useUi((ui) => ui.goalMode === "play");
  const locked = useLocked("speed");
  const reached = useFrame((frame) => frame.achievedSpeed) ?? 0;
  const behind = playing && reached > 0 && reached < speed * BEHIND;
  const asked = formatSpeed(speed);
  const achieved = formatSpeed(reached);
  const button = {
    disabled: locked,
    className: styles.speed ?? "",
    title: `${t("speed")} ([ ])`,
    "aria-label": behind
      ? t("speedBehind", { speed: asked, achieved })
      : t("speedName", { speed: asked }),
  };
  const face = (
    <span>
      {asked}
      {behind ? <small className={styles.reached}>{t("reached", { achieved })}</small> : null}
    </span>
  );
  return (
    <Popover label={t("speed")} button={button} face={face}>
      {() => (
        <div className={styles.speeds}>
          <LogSlider
            label={t("speed")}
            value={speed}
            min={SPEED_MIN}
            max={SPEED_MAX}
            log
            valueText={asked}
            onChange={actions.setSpeed}
          />
          <div className={styles.speedSteps}>
            {SPEEDS.map((each) => (
              <Button
                key={each}
                look={each === speed ? "filled" : "outline"}
                aria-pressed={each === speed}
                onClick={() => {
                  actions.setSpeed(each);
                }}
              >
                {formatSpeed(each)}
              </Button>
            ))}
          </div>
          <p className={styles.note}>{t("speedWhy")}</p>
        </div>
      )}
    </Popover>
  );
};
