import { memo } from "react";
import { formatClock } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { Ghost } from "../../protocol/frame.ts";
import { countText, type Mark, marksOf } from "./marks.ts";
import { TickGlyph } from "./TickGlyph.tsx";
import styles from "./TimeBar.module.css";

export interface MarksProps {
  readonly marks: readonly Mark[];
  readonly ghost: Ghost | undefined;
  readonly endUs: number;
  readonly width: number;
  readonly size: number;
}

/** Room above the line for the glyphs, and below it for the replaced run. */
export const lineY = (size: number): number => size + 4;
export const heightOf = (size: number): number => 2 * size + 10;

export const Marks = memo(({ marks, ghost, endUs, width, size }: MarksProps) => {
  const t = useText("timebar");
  const old = ghost
    ? marksOf({ atUs: ghost.tickUs, type: ghost.tickType }, endUs, width, size)
    : [];
  const line = lineY(size);
  const x = (us: number): number => (us / endUs) * width;
  return (
    <svg className={styles.marks} width={width} height={heightOf(size)} aria-hidden>
      {marks.map((mark) => (
        <g key={mark.atUs}>
          <TickGlyph type={mark.type} x={mark.x} y={line - 2} size={size} />
          {mark.count > 1 ? (
            <text className={styles.count} x={mark.x + size * 0.6} y={line - 7}>
              {countText(mark.count)}
            </text>
          ) : null}
        </g>
      ))}
      {ghost ? (
        <g className={styles.ghost}>
          <title>
            {t("ghost", { from: formatClock(ghost.forkUs), to: formatClock(ghost.endUs) })}
          </title>
          <path
            d={`M${x(ghost.forkUs)} ${line + 2} v4 H${x(ghost.endUs)} v-3`}
            fill="none"
            stroke="currentColor"
            strokeDasharray="3 2"
          />
          {old
            .filter((mark) => mark.atUs > ghost.forkUs)
            .map((mark) => (
              <TickGlyph
                key={mark.atUs}
                type={mark.type}
                x={mark.x}
                y={line + 6 + size}
                size={size}
                ghost
              />
            ))}
        </g>
      ) : null}
    </svg>
  );
});
