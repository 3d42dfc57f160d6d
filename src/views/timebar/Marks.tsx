import { memo } from "react";
import { formatClock } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { Ghost } from "../../protocol/frame.ts";
import { marksOf, type Mark } from "./marks.ts";
import { TickGlyph } from "./TickGlyph.tsx";
import styles from "./TimeBar.module.css";

export interface MarksProps {
  readonly marks: readonly Mark[];
  readonly ghost: Ghost | undefined;
  readonly endUs: number;
  readonly width: number;
}

export const Marks = memo(({ marks, ghost, endUs, width }: MarksProps) => {
  const t = useText("timebar");
  const old = ghost ? marksOf({ atUs: ghost.tickUs, type: ghost.tickType }, endUs, width) : [];
  const x = (us: number): number => (us / endUs) * width;
  return (
    <svg className={styles.marks} width={width} height={40} aria-hidden>
      {marks.map((mark) => (
        <TickGlyph key={mark.atUs} type={mark.type} x={mark.x} y={2} />
      ))}
      {ghost ? (
        <g className={styles.ghost}>
          <title>
            {t("ghost", { from: formatClock(ghost.forkUs), to: formatClock(ghost.endUs) })}
          </title>
          <path
            d={`M${x(ghost.forkUs)} 20 V24 H${x(ghost.endUs)} V21`}
            fill="none"
            stroke="currentColor"
            strokeDasharray="3 2"
          />
          {old
            .filter((mark) => mark.atUs > ghost.forkUs)
            .map((mark) => (
              <TickGlyph key={mark.atUs} type={mark.type} x={mark.x} y={27} ghost />
            ))}
        </g>
      ) : null}
    </svg>
  );
});
