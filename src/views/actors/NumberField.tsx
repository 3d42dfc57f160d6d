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

interface Draft {
  readonly shown: number;
  readonly typed: string | undefined;
  readonly wrong: string | undefined;
  readonly slide: (value: number) => void;
  readonly type: (text: string | undefined) => void;
  readonly letGo: () => void;
  readonly enter: () => void;
}

/** A number while it is being changed: nothing is an edit until it is let go or entered. */
const useDraft = ({
  value,
  min,
  max,
  unit,
  integer = false,
  onCommit,
}: NumberFieldProps): Draft => {
  const t = useText("actors");
  const [slid, slide] = useState<number>();
  const [typed, type] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const faultOf = (text: string): string | undefined => {
    const number = numberOf(text);
    const limits = { min: formatNumber(min), max: formatNumber(max), unit };
    if (!Number.isFinite(number)) return t("notNumber", { value: text });
    if (integer && !Number.isInteger(number)) return t("notWhole", { value: text });
    if (number < min || number > max) return t("outside", { value: text, ...limits });
    return undefined;
  };
  const enter = (): void => {
    if (typed === undefined) return;
    const fault = faultOf(typed);
    setWrong(fault);
    type(undefined);
    if (fault === undefined && numberOf(typed) !== value) onCommit(numberOf(typed));
  };
  const letGo = (): void => {
    if (slid === undefined) return;
    slide(undefined);
    setWrong(undefined);
    if (slid !== value) onCommit(slid);
  };
  return { shown: slid ?? value, typed, wrong, slide, type, letGo, enter };
};

const numberOf = (text: string): number =>
  text.trim() === "" ? Number.NaN : Number(text.replaceAll(",", ""));

/** A slider and a field for one number; a value out of range is refused with the reason. */
export const NumberField = (props: NumberFieldProps) => {
  const t = useText("actors");
  const id = useId();
  const { label, min, max, unit } = props;
  const draft = useDraft(props);
  return (
    <div className={styles.field}>
      <label htmlFor={id} title={props.help}>
        {label}
        {props.assumption === true ? <em className={styles.tag}>{t("assumption")}</em> : null}
      </label>
      <LogSlider
        label={label}
        value={draft.shown}
        min={min}
        max={max}
        log={props.log ?? false}
        integer={props.integer ?? false}
        valueText={`${formatNumber(draft.shown)} ${unit}`}
        onChange={draft.slide}
        onCommit={draft.letGo}
      />
      <span className={styles.entry}>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          className={styles.number}
          aria-invalid={draft.wrong !== undefined}
          aria-describedby={`${id}-note`}
          title={t("range", { min: formatNumber(min), max: formatNumber(max), unit })}
          value={draft.typed ?? String(draft.shown)}
          onChange={(event) => {
            draft.type(event.target.value);
          }}
          onBlur={draft.enter}
          onKeyDown={(event) => {
            if (event.key === "Enter") draft.enter();
            if (event.key === "Escape") draft.type(undefined);
          }}
        />
        <span className={styles.unit}>{unit}</span>
      </span>
      <p id={`${id}-note`} className={styles.wrong} role="status">
        {draft.wrong}
      </p>
    </div>
  );
};
