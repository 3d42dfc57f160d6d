import { useText } from "../../i18n/useText.ts";
import { useActions, useUi } from "../../store/hooks.ts";
import styles from "./Caption.module.css";
import { narrate } from "./narrate.ts";
import { scenarioKey } from "./question.ts";
import { Rich } from "./Rich.tsx";
import { useHeld } from "./useHeld.ts";
import { useShow } from "./useShow.ts";

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
  const asked = scenarioKey(scenario, "question");
  const question = asked ? say(asked) : "";
  return (
    <div className={styles["caption"]}>
      <p className={styles["line"]} role="status" aria-live="polite" aria-atomic="true">
        {said ? <Rich text={said.line} /> : t("loading")}
      </p>
      <div className={styles["side"]}>
        {said && said.targets.length > 0 ? (
          <button
            type="button"
            className={styles["show"]}
            aria-pressed={shown}
            onClick={() => (shown ? actions.setHighlight([]) : show(said.fact))}
          >
            {t("showMe")}
          </button>
        ) : null}
        {question ? (
          <p className={styles["question"]} title={question}>
            {t("question", { question })}
          </p>
        ) : null}
      </div>
    </div>
  );
}
