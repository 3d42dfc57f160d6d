import { type KeyboardEvent, useMemo, useState } from "react";
import { type Text, useText } from "../../i18n/useText.ts";
import type { ConsumerGauge, LaneAnswer } from "../../protocol/frame.ts";
import { recordName, shardName } from "../caption/values.ts";
import {
  HEIGHT,
  layoutLane,
  type LaneMarks,
  type Looking,
  ROW_Y,
  type StoredMark,
  type TakenMark,
} from "./layout.ts";
import styles from "./Lanes.module.css";

const HIT_PX = 44;

export interface LaneProps {
  readonly answer: LaneAnswer;
  readonly letter: string;
  readonly looking: Looking;
  readonly inAll: InAll;
  readonly onSelect: (ordinal: number) => void;
}

const stateOf = (mark: StoredMark, t: Text<"lanes">): string => {
  const { copyOf } = mark.record;
  const parts = [
    mark.taken === 0
      ? t(mark.read ? "takenOnce" : "unread")
      : mark.taken > 1
        ? t("takenTimes", { n: mark.taken })
        : t(mark.late ? "takenLate" : "takenOnce"),
  ];
  if (copyOf >= 0) parts.push(t("copy", { record: recordName(copyOf) }));
  return parts.join(", ");
};

/** What the consumer took of all keys. */
export type InAll = Pick<ConsumerGauge, "late" | "reReads" | "producerCopies">;

/** What is not in order in the lane, nothing if all is; `inAll` counts all keys. */
export const summaryOf = (
  marks: LaneMarks,
  { key, lateInAll }: LaneAnswer,
  inAll: InAll,
  t: Text<"lanes">,
): readonly string[] => {
  const out: string[] = [];
  if (lateInAll > 0) {
    const crossings = t("crossings", { shown: marks.lateShown, count: lateInAll, key });
    const late = t("lateRecords", { count: Math.max(inAll.late, lateInAll) });
    out.push(`${crossings}; ${late}`);
  }
  if (marks.copies > 0) out.push(t("copies", { count: marks.copies }));
  if (marks.reReads > 0) out.push(t("reReads", { count: marks.reReads }));
  if (marks.reordered > 0) out.push(t("reordered", { count: marks.reordered }));
  return out;
};

const Lines = ({ marks }: { readonly marks: LaneMarks }) =>
  marks.lines.map((line, at) => {
    const [y1, y2] =
      line.from === "made" ? [ROW_Y.made, ROW_Y.stored] : [ROW_Y.stored, ROW_Y.taken];
    const weight = line.heavy ? styles["heavy"] : line.again ? styles["again"] : styles["light"];
    return <line key={at} className={weight} x1={line.x1} x2={line.x2} y1={y1} y2={y2} />;
  });

const Changes = ({ marks }: { readonly marks: LaneMarks }) => {
  const t = useText("lanes");
  return marks.changes.map((change) => (
    <g key={change.x} transform={`translate(${change.x},0)`}>
      <line className={styles["change"]} y1={16} y2={ROW_Y.stored + 10} />
      {change.label ? (
        <text className={styles["changeText"]} y={11}>
          {t("change", { from: shardName(change.from), to: shardName(change.to) })}
        </text>
      ) : null}
    </g>
  ));
};

interface StoredProps {
  readonly mark: StoredMark;
  readonly step: number;
  readonly here: boolean;
  readonly selected: boolean;
  readonly onSelect: () => void;
  readonly onHere: () => void;
}

const Stored = ({ mark, step, here, selected, onSelect, onHere }: StoredProps) => {
  const t = useText("lanes");
  const { record } = mark;
  const label = t("record", {
    record: recordName(record.ordinal),
    shard: shardName(record.shard),
    state: stateOf(mark, t),
  });
  return (
    <g
      role="option"
      aria-selected={selected}
      aria-label={label}
      tabIndex={here ? 0 : -1}
      data-ordinal={record.ordinal}
      className={styles["record"]}
      transform={`translate(${mark.x},${ROW_Y.stored})`}
      onClick={onSelect}
      onFocus={onHere}
    >
      <title>{label}</title>
      <rect
        className={styles["hit"]}
        x={-Math.max(step, 12) / 2}
        width={Math.max(step, 12)}
        y={-HIT_PX / 2}
        height={HIT_PX}
      />
      {selected ? <circle className={styles["ring"]} r={9} /> : null}
      <circle className={mark.read ? styles["hollow"] : styles["filled"]} r={4} />
      {mark.label ? (
        <text className={mark.late ? styles["labelStrong"] : styles["label"]} y={-9}>
          {recordName(record.ordinal)}
        </text>
      ) : null}
    </g>
  );
};

/** Half the side of a taken mark: a square, for a dot says stored and whether it is read. */
const TAKEN_PX = 3;
const LATE_PX = 5;

const Taken = ({ mark, onSelect }: { readonly mark: TakenMark; readonly onSelect: () => void }) => {
  const t = useText("lanes");
  const half = mark.late ? LATE_PX : TAKEN_PX;
  return (
    <g
      className={styles["taken"]}
      transform={`translate(${mark.x},${ROW_Y.taken})`}
      aria-hidden="true"
      onClick={onSelect}
    >
      <rect className={styles["hit"]} x={-HIT_PX / 4} y={-12} width={HIT_PX / 2} height={32} />
      <rect
        className={styles["takenSquare"]}
        x={-half}
        y={-half}
        width={2 * half}
        height={2 * half}
      />
      {mark.label ? (
        <text className={mark.late ? styles["labelStrong"] : styles["label"]} y={18}>
          {recordName(mark.ordinal)}
          {mark.late ? (
            <tspan x={0} dy="1.1em">
              {t("late")}
            </tspan>
          ) : null}
        </text>
      ) : null}
    </g>
  );
};

/** The three rows of a key: made, stored, taken; a crossing is an order break. */
export const Lane = ({ answer, letter, looking, inAll, onSelect }: LaneProps) => {
  const t = useText("lanes");
  const [at, setAt] = useState(-1);
  const marks = useMemo(() => layoutLane(answer, looking), [answer, looking]);
  const { width, selected } = looking;
  const last = marks.stored.length - 1;
  const here = Math.min(at < 0 ? last : at, last);
  const go = (event: KeyboardEvent<SVGGElement>): void => {
    const move = { ArrowLeft: -1, ArrowRight: 1, Home: -last, End: last }[event.key];
    const current = marks.stored[here];
    if (event.key === "Enter" && current) onSelect(current.record.ordinal);
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = Math.max(0, Math.min(last, here + move));
    setAt(next);
    const ordinal = marks.stored[next]?.record.ordinal;
    event.currentTarget.querySelector<SVGGElement>(`[data-ordinal="${ordinal}"]`)?.focus();
  };
  const label = t("lane", {
    key: answer.key,
    made: marks.made.length,
    stored: marks.stored.length,
    taken: marks.taken.length,
    letter: letter || t("takenByNobody"),
    summary: summaryOf(marks, answer, inAll, t).join(", ") || t("inOrder"),
  });
  return (
    <svg className={styles["svg"]} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`}>
      <g aria-hidden="true">
        <Lines marks={marks} />
        <Changes marks={marks} />
        {marks.made.map((mark) => (
          <circle
            key={`${mark.producer} ${mark.n}`}
            className={styles["made"]}
            cx={mark.x}
            cy={ROW_Y.made}
            r={3}
          />
        ))}
      </g>
      <g role="listbox" aria-label={label} onKeyDown={go}>
        {marks.stored.map((mark, slot) => (
          <Stored
            key={mark.record.ordinal}
            mark={mark}
            step={marks.step}
            here={slot === here}
            selected={mark.record.ordinal === selected}
            onSelect={() => onSelect(mark.record.ordinal)}
            onHere={() => setAt(slot)}
          />
        ))}
      </g>
      {marks.taken.map((mark, slot) => (
        <Taken key={slot} mark={mark} onSelect={() => onSelect(mark.ordinal)} />
      ))}
    </svg>
  );
};
