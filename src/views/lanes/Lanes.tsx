import { type RefCallback, useState } from "react";
import { formatPercent } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { LaneAnswer } from "../../protocol/frame.ts";
import { useActions, useFrame, useQuery, useTopology, useUi } from "../../store/hooks.ts";
import { type InAll, Lane, summaryOf } from "./Lane.tsx";
import { type LaneMarks, layoutLane, type Looking, type Rows, rowsOf } from "./layout.ts";
import styles from "./Lanes.module.css";
import { useWidth } from "../../ui/useWidth.ts";

/** Room for a record; on a phone every other one goes without its number. */
const STEP_PX = 52;
const STEP_NARROW_PX = 30;
const NARROW_PX = 480;
const PHONE = "(max-width: 719.98px)";
/** Here the stage needs all the height there is: the lanes open on demand alone. */
const SMALL = `${PHONE} and (max-height: 779.98px), (max-height: 559.98px)`;
const LOW = "(max-height: 739.98px)";

const holds = (query: string): boolean => window.matchMedia(query).matches;

const COUNT_MIN = 6;
const COUNT_MAX = 28;
const INVITED = 5;

/** Colour of a key by its place among the followed ones. */
const keyColour = (place: number): { readonly "--key": string } => ({
  "--key": `var(--key-${place + 1})`,
});

const Invitation = () => {
  const t = useText("lanes");
  const actions = useActions();
  const keys = useQuery("topKeys", { count: INVITED });
  if (!keys) return null;
  if (keys.length === 0) return <p className={styles["invite"]}>{t("noKeys")}</p>;
  return (
    <div className={styles["invitation"]}>
      <p className={styles["invite"]}>{t("invite")}</p>
      <ul className={styles["chips"]} aria-label={t("topKeys")}>
        {keys.map(({ key, share }) => (
          <li key={key}>
            <button
              type="button"
              className={styles["chip"]}
              aria-label={`${t("follow", { key })}, ${t("followShare", { share: formatPercent(share) })}`}
              onClick={() => actions.track(key)}
            >
              {key} <span className={styles["share"]}>{formatPercent(share)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

const Chips = ({ tracked }: { readonly tracked: readonly string[] }) => {
  const t = useText("lanes");
  const actions = useActions();
  return (
    <ul className={styles["chips"]} aria-label={t("tracked")}>
      {tracked.map((key, place) => (
        <li key={key} className={styles["tracked"]} style={keyColour(place) as object}>
          <button
            type="button"
            className={place === 0 ? styles["chipOn"] : styles["chip"]}
            aria-pressed={place === 0}
            aria-label={t("focusKey", { key })}
            onClick={() => actions.track(key)}
          >
            <span className={styles["swatch"]} aria-hidden="true" />
            {key}
          </button>
          <button
            type="button"
            className={styles["drop"]}
            aria-label={t("untrack", { key })}
            title={t("untrack", { key })}
            onClick={() => actions.untrack(key)}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
};

interface SummaryProps {
  readonly answer: LaneAnswer;
  readonly marks: LaneMarks;
  readonly inAll: InAll;
  readonly open: boolean;
  readonly narrow: boolean;
}

const Summary = ({ answer, marks, inAll, open, narrow }: SummaryProps) => {
  const t = useText("lanes");
  const actions = useActions();
  const present = useUi((ui) => ui.present);
  const wrong = summaryOf(marks, answer, inAll, t, narrow);
  const doubles = (["reReads", "producerCopies"] as const).flatMap((each) =>
    inAll[each] > 0 ? [t(`${each}InAll`, { count: inAll[each] })] : [],
  );
  const alone = open && doubles.length === 0;
  const told = wrong.length > 0 || (narrow && marks.copies + marks.reReads > 0);
  const order = told ? wrong : [t(alone ? "inOrder" : "inOrderShort")];
  return (
    <p className={styles["summary"]}>
      {[...order, ...doubles].join(" · ")}
      {!present && (answer.lateInAll > 0 || doubles.length > 0) ? (
        <button
          type="button"
          className={styles["link"]}
          onClick={() => actions.setPanel("evidence")}
        >
          {t("allCrossings")}
        </button>
      ) : null}
    </p>
  );
};

const RowNames = ({ letter, rows }: { readonly letter: string; readonly rows: Rows }) => {
  const t = useText("lanes");
  const names = [
    [rows.made, t("made")],
    [rows.stored, t("stored")],
    [rows.taken, letter ? t("takenBy", { letter }) : t("takenByNobody")],
  ] as const;
  return (
    <div className={styles["rows"]} aria-hidden="true">
      {names
        .filter(([y]) => y > 0)
        .map(([y, name]) => (
          <span key={y} className={styles["rowName"]} style={{ top: y }}>
            {name}
          </span>
        ))}
    </div>
  );
};

const useLetter = (focus: number): string => {
  const topology = useTopology();
  return topology?.actors.find((actor) => actor.id === focus)?.letter ?? "";
};

/** Where the consumer stands in each shard, by shard. */
const useProcessed = (consumer: number): ReadonlyMap<number, number> => {
  const fronts = useFrame((frame) => frame.fronts);
  const out = new Map<number, number>();
  for (let at = 0; at < (fronts?.count ?? 0); at += 1) {
    if (fronts?.consumer[at] !== consumer) continue;
    out.set(fronts.shard[at] ?? -1, fronts.processedUs[at] ?? 0);
  }
  return out;
};

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((each, at) => each === b[at]);

/** The records that the most important thing going on is about. */
const useNamed = (): readonly number[] =>
  useFrame(
    ({ story }) =>
      (story[0]?.targets ?? []).flatMap((each) => (each.type === "record" ? [each.ordinal] : [])),
    sameNumbers,
  ) ?? [];

const NOTHING: InAll = { late: 0, reReads: 0, producerCopies: 0 };

const useInAll = (consumer: number): InAll =>
  useFrame(
    ({ consumers }) => consumers.find((each) => each.id === consumer) ?? NOTHING,
    (a, b) => a.late === b.late && a.reReads === b.reReads && a.producerCopies === b.producerCopies,
  ) ?? NOTHING;

/** Whether any consumer took a record late or twice: from then on the lanes have a tale to tell. */
const useTrouble = (): boolean =>
  useFrame((frame) =>
    frame.consumers.some((each) => each.late + each.reReads + each.producerCopies > 0),
  ) ?? false;

interface DrawingProps {
  readonly answer: LaneAnswer | undefined;
  readonly marks: LaneMarks | undefined;
  readonly rows: Rows;
  readonly name: string;
  readonly looking: Looking;
  readonly inAll: InAll;
  readonly measure: RefCallback<HTMLElement>;
}

const Drawing = (props: DrawingProps) => {
  const { answer, marks, rows, name, looking, inAll, measure } = props;
  const t = useText("lanes");
  const actions = useActions();
  const focus = useUi((ui) => ui.focus);
  const letter = useLetter(focus);
  return (
    <div className={styles["body"]} style={keyColour(0) as object}>
      <RowNames letter={letter} rows={rows} />
      <div ref={measure} className={styles["drawing"]} style={{ minHeight: rows.height }}>
        {answer && marks && answer.stored.length > 0 ? (
          <Lane
            answer={answer}
            marks={marks}
            rows={rows}
            letter={letter}
            looking={looking}
            inAll={inAll}
            onSelect={(ordinal) => actions.select({ type: "record", ordinal })}
          />
        ) : (
          <p className={styles["invite"]}>{answer ? t("none", { key: name }) : ""}</p>
        )}
      </div>
    </div>
  );
};

const KeyLane = ({ tracked }: { readonly tracked: readonly string[] }) => {
  const t = useText("lanes");
  const focus = useUi((ui) => ui.focus);
  const selection = useUi((ui) => ui.selection);
  const named = useNamed();
  const processedUs = useProcessed(focus);
  const inAll = useInAll(focus);
  const trouble = useTrouble();
  const [wish, setWish] = useState<boolean>();
  const [width, measure] = useWidth(800);
  const open = wish ?? (trouble && !holds(SMALL));
  const key = tracked[0] ?? "";
  const step = width < NARROW_PX ? STEP_NARROW_PX : STEP_PX;
  const count = Math.max(COUNT_MIN, Math.min(COUNT_MAX, Math.floor(width / step)));
  const answer = useQuery("lane", { key, consumer: focus, count });
  const fits = answer?.key === key && answer.consumer === focus ? answer : undefined;
  const selected = selection?.type === "record" ? selection.ordinal : -1;
  const looking = { width, selected, named, processedUs };
  const late = fits !== undefined && fits.lateInAll > 0;
  const marks = fits && layoutLane(fits, looking);
  const narrow = width < NARROW_PX || holds(PHONE);
  return (
    <div className={late ? styles["laneBroken"] : styles["lane"]}>
      <div className={styles["head"]}>
        <Chips tracked={tracked} />
        {fits && marks && fits.stored.length > 0 ? (
          <Summary answer={fits} marks={marks} inAll={inAll} open={open} narrow={narrow} />
        ) : null}
        <button
          type="button"
          className={styles["toggle"]}
          aria-expanded={open}
          onClick={() => setWish(!open)}
        >
          {t(open ? "hideLanes" : "showLanes")}
        </button>
      </div>
      {open ? (
        <Drawing
          answer={fits}
          marks={marks}
          rows={rowsOf(marks, narrow, holds(LOW))}
          name={key}
          looking={looking}
          inAll={inAll}
          measure={measure}
        />
      ) : null}
    </div>
  );
};

/** Under the stage: the followed key's records as made, stored and taken, or keys to follow. */
export default function Lanes() {
  const tracked = useUi((ui) => ui.tracked);
  const covered = useUi((ui) => ui.panel !== "none");
  const started = useFrame((frame) => frame.stream.records > 0);
  if (started === undefined) return null;
  return (
    <section className={styles[covered ? "lanesCovered" : "lanes"]}>
      {tracked.length === 0 ? <Invitation /> : <KeyLane tracked={tracked} />}
    </section>
  );
}
