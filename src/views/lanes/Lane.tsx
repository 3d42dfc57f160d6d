import { type KeyboardEvent, useState } from "react";
import { type Text, useText } from "../../i18n/useText.ts";
import type { ConsumerGauge, LaneAnswer } from "../../protocol/frame.ts";
import { recordName, shardName } from "../caption/values.ts";
import {
  type LaneMarks,
  type Looking,
  type Rows,
  type StoredMark,
  type TakenMark,
} from "./layout.ts";
import styles from "./Lanes.module.css";

const HIT_PX = 44;

export interface LaneProps {
  readonly answer: LaneAnswer;
  readonly marks: LaneMarks;
  readonly rows: Rows;
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
  short = false,
): readonly string[] => {
  const out: string[] = [];
  if (lateInAll > 0) {
    const shown = marks.lateShown;
    const count = Math.max(inAll.late, lateInAll);
    out.push(
      short
        ? t("brief", { shown, all: lateInAll, n: count })
        : `${t("crossings", { shown, count: lateInAll, key })}; ${t("lateRecords", { count })}`,
    );
  }
  if (marks.copies > 0 && !(short && inAll.producerCopies > 0))
    out.push(t("copies", { count: marks.copies }));
  if (marks.reReads > 0 && !(short && inAll.reReads > 0))
    out.push(t("reReads", { count: marks.reReads }));
  if (marks.passed > 0 && !(short && lateInAll > 0)) out.push(t("passed", { count: marks.passed }));
  if (marks.reordered > 0) out.push(t("reordered", { count: marks.reordered }));
  return out;
};

interface DrawnProps {
  readonly marks: LaneMarks;
  readonly rows: Rows;
}

const Lines = ({ marks, rows }: DrawnProps) =>
  marks.lines.map((line, at) => {
    const [y1, y2] = line.from === "made" ? [rows.made, rows.stored] : [rows.stored, rows.taken];
    if (y1 === 0) return null;
    const weight = line.heavy ? styles["heavy"] : line.again ? styles["again"] : styles["light"];
    return <line key={at} className={weight} x1={line.x1} x2={line.x2} y1={y1} y2={y2} />;
  });

const Made = ({ marks, rows }: DrawnProps) =>
  (rows.made > 0 ? marks.made : []).map((mark) => (
    <circle
      key={`${mark.producer} ${mark.n}`}
      className={styles["made"]}
      cx={mark.x}
      cy={rows.made}
      r={3}
    />
  ));

const Changes = ({ marks, rows }: DrawnProps) => {
  const t = useText("lanes");
  return marks.changes.map((change) => (
    <g key={change.x} transform={`translate(${change.x},0)`}>
      <line className={styles["change"]} y1={16} y2={rows.stored + 10} />
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
  readonly y: number;
  readonly step: number;
  readonly here: boolean;
  readonly selected: boolean;
  readonly onSelect: () => void;
  readonly onHere: () => void;
}

const Stored = ({ mark, y, step, here, selected, onSelect, onHere }: StoredProps) => {
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
      transform={`translate(${mark.x},${y})`}
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

interface TakenProps {
  readonly mark: TakenMark;
  readonly y: number;
  /** Whether a late record, or one taken again, has room for the word. */
  readonly worded: boolean;
  readonly onSelect: () => void;
}

const Taken = ({ mark, y, worded, onSelect }: TakenProps) => {
  const t = useText("lanes");
  const half = mark.late ? LATE_PX : TAKEN_PX;
  const word = mark.late ? t("late") : mark.again ? t("again") : "";
  return (
    <g
      className={styles["taken"]}
      transform={`translate(${mark.x},${y})`}
      aria-hidden="true"
      onClick={onSelect}
    >
      <rect className={styles["hit"]} x={-HIT_PX / 4} y={-12} width={HIT_PX / 2} height={32} />
      {mark.again ? (
        <path
          className={styles["takenTwice"]}
          d={`M${1 - half},${-half - 3}H${half + 3}V${half - 1}`}
        />
      ) : null}
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
          {word && worded ? (
            <tspan x={0} dy="1.1em">
              {word}
            </tspan>
          ) : null}
        </text>
      ) : null}
    </g>
  );
};

/** The three rows of a key: made, stored, taken; a crossing is an order break. */
export const Lane = (props: LaneProps) => {
  const { answer, marks, rows, letter, looking, inAll, onSelect } = props;
  const t = useText("lanes");
  const [at, setAt] = useState(-1);
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
    <svg
      className={styles["svg"]}
      width={width}
      height={rows.height}
      viewBox={`0 0 ${width} ${rows.height}`}
    >
      <g aria-hidden="true">
        <Lines marks={marks} rows={rows} />
        <Changes marks={marks} rows={rows} />
        <Made marks={marks} rows={rows} />
      </g>
      <g role="listbox" aria-label={label} onKeyDown={go}>
        {marks.stored.map((mark, slot) => (
          <Stored
            key={mark.record.ordinal}
            mark={mark}
            y={rows.stored}
            step={marks.step}
            here={slot === here}
            selected={mark.record.ordinal === selected}
            onSelect={() => onSelect(mark.record.ordinal)}
            onHere={() => setAt(slot)}
          />
        ))}
      </g>
      {marks.taken.map((mark, slot) => (
        <Taken
          key={slot}
          mark={mark}
          y={rows.taken}
          worded={rows.height > rows.taken + 30}
          onSelect={() => onSelect(mark.ordinal)}
        />
      ))}
    </svg>
  );
};
