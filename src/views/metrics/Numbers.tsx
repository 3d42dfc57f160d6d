import { useState } from "react";
import { formatClock } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { Points } from "./geometry.ts";
import styles from "./Metrics.module.css";
import type { ChartPlan } from "./plan.ts";
import { formatValue } from "./units.ts";

const ROWS = 60;

interface NumbersProps {
  readonly drawn: readonly { readonly plan: ChartPlan; readonly points: Points }[];
}

const Table = ({ drawn }: NumbersProps) => {
  const t = useText("metrics");
  const times = Array.from(drawn[0]?.points.atUs ?? []);
  const first = Math.max(0, times.length - ROWS);
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          <th scope="col">{t("time")}</th>
          {drawn.map(({ plan }) => (
            <th key={plan.name} scope="col">
              {plan.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {times
          .slice(first)
          .map((us, at) => (
            <tr key={us}>
              <th scope="row">{formatClock(us)}</th>
              {drawn.map(({ plan, points }) => (
                <td key={plan.name}>
                  {formatValue(points.values[first + at] ?? Number.NaN, plan.unit)}
                </td>
              ))}
            </tr>
          ))
          .toReversed()}
      </tbody>
    </table>
  );
};

/** The charts' latest periods as a table, made only once it is unfolded. */
export const Numbers = ({ drawn }: NumbersProps) => {
  const t = useText("metrics");
  const [open, setOpen] = useState(false);
  return (
    <details className={styles["numbers"]} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("numbers")}</summary>
      <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t("numbers")}>
        {open ? <Table drawn={drawn} /> : null}
      </div>
    </details>
  );
};
