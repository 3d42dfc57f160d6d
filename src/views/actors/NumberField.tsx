import { useId, useState } from "react";
import { formatNumber } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import { LogSlider } from "../../ui/LogSlider.tsx";
import styles from "./actors.module.css";

export interface NumberFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly log?: boolean;
  readonly integer?: boolean;
  readonly assumption?: boolean;
  readonly onCommit: (value: number) => void;
}

/** A slider and a field for one number; a value out of range is refused with the reason. */
export const NumberField = (props: NumberFieldProps) => {
  const t = useText("actors");
  const id = useId();
  const { label, help, value, min, max, unit, log = false, integer = false, onCommit } = props;
  const [draft, setDraft] = useState<number>();
  const [typed, setTyped] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const shown = draft ?? value;
  const limits = { min: formatNumber(min), max: formatNumber(max), unit };

  const faultOf = (number: number, text: string): string | undefined => {
    if (text.trim() === "" || !Number.isFinite(number)) return t("notNumber", { value: text });
    if (integer && !Number.isInteger(number)) return t("notWhole", { value: text });
    if (number < min || number > max) return t("outside", { value: text, ...limits });
    return undefined;
  };
  const commitText = (): void => {
    if (typed === undefined) return;
    const number = Number(typed.replaceAll(",", ""));
    const fault = faultOf(number, typed);
    setWrong(fault);
    setTyped(undefined);
    if (fault === undefined && number !== value) onCommit(number);
  };
  const commitSlider = (): void => {
    if (draft === undefined) return;
    setDraft(undefined);
    setWrong(undefined);
    if (draft !== value) onCommit(draft);
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id} title={help}>
        {label}
        {props.assumption === true ? <em className={styles.tag}>{t("assumption")}</em> : null}
      </label>
      <LogSlider
        label={label}
        value={shown}
        min={min}
        max={max}
        log={log}
        integer={integer}
        valueText={`${formatNumber(shown)} ${unit}`}
        onChange={setDraft}
        onCommit={commitSlider}
      />
      <span className={styles.entry}>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          className={styles.number}
          aria-invalid={wrong !== undefined}
          aria-describedby={`${id}-note`}
          title={t("range", limits)}
          value={typed ?? String(shown)}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          onBlur={commitText}
          onKeyDown={(event) => {
            if (event.key === "Enter") commitText();
            if (event.key === "Escape") setTyped(undefined);
          }}
        />
        <span className={styles.unit}>{unit}</span>
      </span>
      <p id={`${id}-note`} className={styles.wrong} role="status">
        {wrong}
      </p>
    </div>
  );
};
