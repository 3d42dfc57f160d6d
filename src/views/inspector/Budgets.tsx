import { useText } from "../../i18n/useText.ts";
import { type Budget, budgetsOf } from "./budgets.ts";
import type { FactBook } from "./facts.ts";
import styles from "./Inspector.module.css";
import parts from "./parts/parts.module.css";

/** Where the limit mark stands in the bar, percent; the rest shows what goes beyond. */
const MARK = 66;

const Bar = ({ budget }: { readonly budget: Budget }) => {
  const t = useText("inspector");
  const share = budget.used / budget.limit.value;
  const inside = Math.min(1, share) * MARK;
  const beyond = Math.min(100 - MARK, Math.max(0, share - 1) * MARK);
  const text = t("budget.of", { used: budget.usedText, limit: budget.limitText });
  return (
    <li className={styles["budget"]}>
      <div className={styles["budgetHead"]}>
        <span>{t(`budget.${budget.id}`)}</span>
        <span className={styles["number"]}>
          {text}
          {share > 1 ? <strong> {t("budget.over")}</strong> : null}
        </span>
      </div>
      <div className={styles["bar"]} aria-hidden="true">
        <span className={styles["inside"]} style={{ width: `${inside}%` }} />
        <span className={styles["beyond"]} style={{ width: `${beyond}%`, left: `${MARK}%` }} />
        <span className={styles["mark"]} style={{ left: `${MARK}%` }} />
      </div>
      <p className={styles["source"]}>
        {t("budget.source", { source: budget.limit.source, asOf: budget.limit.asOf })}
      </p>
    </li>
  );
};

/** The shard's limits as shapes that run out, each with its source. */
export const Budgets = ({ facts }: { readonly facts: FactBook }) => {
  const t = useText("inspector");
  const budgets = budgetsOf(facts);
  if (budgets.length === 0) return null;
  return (
    <section className={parts["section"]}>
      <h4 className={parts["heading"]}>{t("card.budgets")}</h4>
      <ul className={styles["budgets"]}>
        {budgets.map((budget) => (
          <Bar key={budget.id} budget={budget} />
        ))}
      </ul>
    </section>
  );
};
