import styles from "./LogSlider.module.css";

export interface LogSliderProps {
  readonly id?: string;
  readonly label?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** On a logarithmic scale; a minimum of 0 stands at the left end. */
  readonly log?: boolean;
  readonly integer?: boolean;
  readonly disabled?: boolean;
  readonly valueText: string;
  readonly describedBy?: string;
  readonly onChange: (value: number) => void;
  /** The person has let go of it. */
  readonly onCommit?: () => void;
}

const STEPS = 300;
/** Three decades below the maximum is as near to 0 as a slider gets. */
const lowest = (min: number, max: number): number => (min > 0 ? min : max / 1_000_000);

/** Place 0..1 of a value on the slider's scale. */
export const placeOf = (value: number, min: number, max: number, log: boolean): number => {
  if (max <= min) return 0;
  if (!log) return (value - min) / (max - min);
  const low = lowest(min, max);
  return value <= low ? 0 : Math.log(value / low) / Math.log(max / low);
};

const tidy = (value: number): number => Number(value.toPrecision(2));

/** The value at a place 0..1, rounded to what a person would type. */
export const valueAt = (
  place: number,
  min: number,
  max: number,
  log: boolean,
  integer: boolean,
): number => {
  if (place <= 0) return min;
  if (place >= 1) return max;
  const low = lowest(min, max);
  const raw = log ? low * (max / low) ** place : min + place * (max - min);
  const value = log ? tidy(raw) : Number(raw.toPrecision(3));
  return Math.min(max, Math.max(min, integer ? Math.round(value) : value));
};

/** A native slider over a linear or logarithmic range. */
export const LogSlider = (props: LogSliderProps) => {
  const { value, min, max, log = false, integer = false } = props;
  return (
    <input
      type="range"
      id={props.id}
      className={styles.slider}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-valuetext={props.valueText}
      min={0}
      max={STEPS}
      step={1}
      disabled={props.disabled}
      onPointerUp={props.onCommit}
      onKeyUp={props.onCommit}
      onBlur={props.onCommit}
      value={Math.round(placeOf(value, min, max, log) * STEPS)}
      onChange={(event) => {
        props.onChange(valueAt(Number(event.target.value) / STEPS, min, max, log, integer));
      }}
    />
  );
};
