import { useText } from "../../i18n/useText.ts";
import { scenarioByName } from "../../scenario/library/index.ts";
import { useActions, useFrame, useUi } from "../../store/hooks.ts";
import styles from "./Caption.module.css";
import { narrate } from "./narrate.ts";
import { scenarioKey } from "./question.ts";
import { Rich } from "./Rich.tsx";
import { useHeld } from "./useHeld.ts";
import { showTextOf } from "./showText.ts";
import { useLetterOf, useShow } from "./useShow.ts";

/** How long a scenario's question is news. */
const YOUNG_US = 20_000_000;

/** Whether the run is still at the scenario's beginning. */
const useYoung = (scenario: string): boolean => {
  const startUs = scenarioByName(scenario)?.startUs ?? 0;
  return useFrame((frame) => frame.atUs - startUs < YOUNG_US) ?? true;
};

/** The one line above the stage: the most important thing going on, for eyes and screen readers. */
export default function Caption() {
  const t = useText("caption");
  const say = useText("scenario");
  const held = useHeld();
  const show = useShow();
  const actions = useActions();
  const highlight = useUi((ui) => ui.highlight);
  const scenario = useUi((ui) => ui.scenario);
  const said = held ? narrate(held.fact, held.atUs, t) : undefined;
  const shown =
    said !== undefined &&
    said.targets.length > 0 &&
    JSON.stringify(highlight) === JSON.stringify(said.targets);
  const letterOf = useLetterOf();
  const showText = said ? showTextOf(said, letterOf, t) : undefined;
  const young = useYoung(scenario);
  const asked = scenarioKey(scenario, "question");
  const question = asked ? say(asked) : "";
  return (
    <div className={young || !showText ? styles["caption"] : styles["told"]}>
      {question ? <p className={styles["question"]}>{question}</p> : null}
      <p className={styles["line"]} role="status" aria-live="polite" aria-atomic="true">
        {said ? <Rich text={said.line} /> : t("loading")}
      </p>
      {said && showText ? (
        <button
          type="button"
          className={styles["show"]}
          aria-pressed={shown}
          onClick={() => (shown ? actions.setHighlight([]) : show(said.fact))}
        >
          {showText}
        </button>
      ) : null}
    </div>
  );
}
