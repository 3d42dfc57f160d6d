import { formatCount, formatDuration } from "../../i18n/format.ts";
import { type TextKey, useText } from "../../i18n/useText.ts";
import type { ActorInfo, ConsumerGauge, ProducerGauge } from "../../protocol/frame.ts";
import { useActions, useFrame } from "../../store/hooks.ts";
import { type FactRow, Facts } from "./parts/Facts.tsx";
import parts from "./parts/parts.module.css";

const PRODUCER = [
  "attempted",
  "accepted",
  "throttled",
  "retried",
  "duplicated",
  "reordered",
  "abandoned",
  "backlog",
  "inFlight",
] as const satisfies readonly (keyof ProducerGauge)[];

const CONSUMER = [
  "delivered",
  "applied",
  "reReads",
  "producerCopies",
  "late",
  "unverified",
  "lost",
  "throttledCalls",
  "unread",
  "millisBehindLatest",
] as const satisfies readonly (keyof ConsumerGauge)[];

/** A value longer than this stands on lines of its own: a program's text. */
const LONG_CHARS = 40;

type Count = (typeof PRODUCER)[number] | (typeof CONSUMER)[number];

const useCounts = (actor: ActorInfo): readonly (readonly [Count, number])[] => {
  const gauge = useFrame((frame) =>
    actor.role === "producer"
      ? frame.producers.find((each) => each.id === actor.id)
      : frame.consumers.find((each) => each.id === actor.id),
  );
  if (!gauge) return [];
  const read = gauge as unknown as Readonly<Record<Count, number>>;
  const names: readonly Count[] = actor.role === "producer" ? PRODUCER : CONSUMER;
  return names.map((name) => [name, read[name]] as const);
};

/** Counts and parameters of a producer or consumer, with the way to change them. */
export const ActorCard = ({ actor }: { readonly actor: ActorInfo }) => {
  const t = useText("inspector");
  const actions = useActions();
  const counts = useCounts(actor);
  const rows: readonly FactRow[] = counts.map(([name, value]) => ({
    id: name,
    label: t(`count.${name}` satisfies TextKey<"inspector">),
    value: name === "millisBehindLatest" ? formatDuration(value * 1_000) : formatCount(value),
  }));
  const params = Object.entries(actor.params).map(([key, value]) => ({
    id: key,
    label: key,
    value: typeof value === "number" ? formatCount(value) : String(value),
    long: String(value).length > LONG_CHARS,
  }));
  return (
    <>
      {rows.length === 0 ? null : (
        <section className={parts["section"]}>
          <h4 className={parts["heading"]}>{t("card.counts")}</h4>
          <div className={parts["card"]}>
            <Facts rows={rows} />
          </div>
        </section>
      )}
      <div className={parts["row"]}>
        {actor.role === "consumer" ? (
          <button
            type="button"
            className={parts["button"]}
            onClick={() => actions.setFocus(actor.id)}
          >
            {t("act.focus", { letter: actor.letter })}
          </button>
        ) : null}
        {actor.role === "consumer" ? (
          <button
            type="button"
            className={parts["button"]}
            onClick={() => {
              actions.setFocus(actor.id);
              actions.setPanel("evidence");
            }}
          >
            {t("act.evidence")}
          </button>
        ) : null}
        <button
          type="button"
          className={parts["button"]}
          onClick={() => actions.setPanel("actors")}
        >
          {t("act.edit")}
        </button>
      </div>
      {params.length === 0 ? null : (
        <details open={!params.some((each) => each.long)}>
          <summary>{t("card.params")}</summary>
          <Facts rows={params} />
        </details>
      )}
    </>
  );
};
