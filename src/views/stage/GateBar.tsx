import type { ReactElement } from "react";
import { formatSpeed } from "../../i18n/format.ts";
import { OVER_SHARE, type GateMark } from "../../viz/gates.ts";
import css from "./bands.module.css";

export interface GateBarProps {
  readonly gate: GateMark;
  readonly text: string;
  /** Length up to the limit mark, px. */
  readonly lengthPx: number;
  readonly mark: string;
  readonly slim?: boolean;
  /** The limit in words, written at its mark. */
  readonly limit?: string | undefined;
}

/** "2.4×". */
const formatTimes = (share: number): string => formatSpeed(Math.round(share * 10) / 10);

/** A limit as a gate: filled up to what passed, hatched beyond the mark, its budget draining below. */
export const GateBar = (props: GateBarProps): ReactElement => {
  const { gate, text, lengthPx, mark, slim, limit } = props;
  const passed = Math.min(1, gate.passed);
  const over = Math.min(OVER_SHARE, Math.max(0, gate.asked - 1));
  const refusedBelow = Math.max(0, Math.min(1, gate.asked) - passed);
  const px = (share: number): string => `${(share * lengthPx).toFixed(1)}px`;
  return (
    <span
      className={css.gate}
      data-mark={mark}
      data-binding={gate.binding || undefined}
      data-slim={slim}
      {...(mark.startsWith("gate ") ? { tabIndex: -1, role: "img", "aria-label": text } : {})}
    >
      <span className={css.gateValue}>{text}</span>
      <span className={css.gateTrack} style={{ width: px(1) }}>
        <span
          className={css.gateFill}
          style={{ width: px(passed), minWidth: passed > 0 ? 2 : 0 }}
        />
        {refusedBelow > 0.005 && (
          <span
            className={css.gateOver}
            data-inside=""
            style={{ left: px(passed), width: px(refusedBelow) }}
          />
        )}
        {over > 0.005 && (
          <span
            className={css.gateOver}
            data-beyond={gate.beyond || undefined}
            style={{ left: px(1), width: gate.beyond ? `calc(${px(over)} - 2.7em)` : px(over) }}
          />
        )}
        <span className={css.gateMark} />
        {gate.beyond && (
          <span className={css.gateTimes} style={{ left: `calc(${px(1 + over)} - 2.5em)` }}>
            {formatTimes(gate.asked)}
          </span>
        )}
        {limit !== undefined && over <= 0.005 && (
          <span className={css.gateLimit} style={{ left: px(1) }}>
            {limit}
          </span>
        )}
        {gate.tokens >= 0 && (
          <span className={css.gateTokens} style={{ width: px(Math.min(1, gate.tokens)) }} />
        )}
      </span>
    </span>
  );
};
