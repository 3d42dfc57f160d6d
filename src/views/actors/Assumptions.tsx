import { useText } from "../../i18n/useText.ts";
import { DEFAULT_ASSUMPTIONS, type Assumptions, type Log } from "../../protocol/log.ts";
import { useFrame, useLog } from "../../store/hooks.ts";
import { NumberField } from "./NumberField.tsx";
import { useRefusal } from "./useRefusal.ts";
import styles from "./actors.module.css";

interface Row {
  readonly key: keyof Assumptions;
  readonly unit: string;
  /** Assumption units in one of the shown unit. */
  readonly per: number;
  readonly max: number;
}

const ROWS: readonly Row[] = [
  { key: "requestUs", unit: "ms", per: 1_000, max: 10_000 },
  { key: "responseUs", unit: "ms", per: 1_000, max: 10_000 },
  { key: "visibleUs", unit: "ms", per: 1_000, max: 10_000 },
  { key: "jitterPercent", unit: "%", per: 1, max: 100 },
  { key: "reshardStepUs", unit: "s", per: 1_000_000, max: 3_600 },
  { key: "createStreamUs", unit: "s", per: 1_000_000, max: 3_600 },
];

/** What the log assumes at a moment. */
export const assumptionsAt = (log: Log, atUs: number): Assumptions => {
  let now = DEFAULT_ASSUMPTIONS;
  for (const entry of log.entries) {
    if (entry.atUs > atUs) break;
    if (entry.command.type === "Assume") now = { ...now, ...entry.command.assumptions };
  }
  return now;
};

/** Times that AWS does not state, each one ours to set. */
export const AssumptionForm = () => {
  const t = useText("actors");
  const log = useLog();
  const atUs = useFrame((frame) => frame.atUs) ?? 0;
  const { refusal, send } = useRefusal();
  const now = assumptionsAt(log, atUs);
  return (
    <div className={styles.form}>
      <p className={styles.note}>{t("assumptionsNote")}</p>
      {ROWS.map(({ key, unit, per, max }) => (
        <NumberField
          key={key}
          label={t(key)}
          value={now[key] / per}
          min={0}
          max={max}
          unit={unit}
          log={unit !== "%"}
          assumption
          onCommit={(value) =>
            void send({ type: "Assume", assumptions: { [key]: Math.round(value * per) } })
          }
        />
      ))}
      {refusal === undefined ? null : (
        <p className={styles.refusal} role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
};
