import { useText } from "../../i18n/useText.ts";
import type { StoryFact } from "../../protocol/frame.ts";
import { useUi } from "../../store/hooks.ts";
import styles from "./Happening.module.css";
import { explain } from "./explain.ts";
import { narrate } from "./narrate.ts";
import { scenarioKey } from "./question.ts";
import { Rich } from "./Rich.tsx";
import { SourceNote } from "./SourceNote.tsx";
import { useStory } from "./useHeld.ts";
import { showTextOf } from "./showText.ts";
import { useLetterOf, useShow } from "./useShow.ts";

const SHOWN = 4;
const PARTS = ["title", "question", "try", "see"] as const;

interface CardProps {
  readonly fact: StoryFact;
  readonly atUs: number;
  readonly open: boolean;
  readonly onShow: (fact: StoryFact) => void;
}

const Card = ({ fact, atUs, open, onShow }: CardProps) => {
  const t = useText("happening");
  const say = useText("caption");
  const said = narrate(fact, atUs, say);
  const { title, why, advice, source } = explain(fact, atUs, t);
  const showText = showTextOf(said, useLetterOf(), say);
  return (
    <li className={styles["card"]}>
      <div className={styles["head"]}>
        <h4 className={styles["title"]}>{title}</h4>
        {showText ? (
          <button
            type="button"
            className={styles["show"]}
            aria-label={`${showText}: ${title}`}
            onClick={() => onShow(fact)}
          >
            {showText}
          </button>
        ) : null}
      </div>
      <p className={styles["text"]}>
        <Rich text={said.line} />
      </p>
      <details className={styles["more"]} open={open}>
        <summary>{t("what")}</summary>
        <p className={styles["text"]}>{why}</p>
        <p className={styles["advice"]}>{advice}</p>
        <SourceNote source={source} />
      </details>
    </li>
  );
};

/** The stock scenario's question, what to try, and, once asked for, what is to be seen. */
const Scenario = () => {
  const t = useText("happening");
  const say = useText("scenario");
  const name = useUi((ui) => ui.scenario);
  const [title, question, attempt, see] = PARTS.map((part) => scenarioKey(name, part));
  if (!title || !question || !attempt || !see) return null;
  return (
    <section className={styles["happening"]} aria-labelledby="scenario">
      <h3 id="scenario" className={styles["heading"]}>
        {say(title)}
      </h3>
      <div className={styles["card"]}>
        <p className={styles["title"]}>{say(question)}</p>
        <p className={styles["text"]}>{say(attempt)}</p>
        <details className={styles["more"]}>
          <summary>{t("see")}</summary>
          <p className={styles["advice"]}>{say(see)}</p>
        </details>
      </div>
    </section>
  );
};

/** Everything going on, most important first, with what one does about it and where it is written. */
export const Happening = () => {
  const t = useText("happening");
  const story = useStory();
  const show = useShow();
  if (!story) return null;
  const troubles = story.facts.filter((fact) => fact.id !== "calm");
  const facts = troubles.length > 0 ? troubles : story.facts;
  const left = facts.length - SHOWN;
  return (
    <>
      <section className={styles["happening"]} aria-labelledby="happening">
        <h3 id="happening" className={styles["heading"]}>
          {t("happening")}
        </h3>
        <ul className={styles["list"]}>
          {facts.slice(0, SHOWN).map((fact, at) => (
            <Card
              key={`${fact.id} ${fact.values["consumer"] ?? fact.values["shard"] ?? ""} ${at}`}
              fact={fact}
              atUs={story.atUs}
              open={at === 0}
              onShow={show}
            />
          ))}
        </ul>
        {left > 0 ? <p className={styles["left"]}>{t("more", { count: left })}</p> : null}
      </section>
      <Scenario />
    </>
  );
};
