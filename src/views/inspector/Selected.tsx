import { formatClock, formatDuration } from "../../i18n/format.ts";
import { type Text, type TextKey, useText } from "../../i18n/useText.ts";
import type { ActorInfo, Inspection, Topology } from "../../protocol/frame.ts";
import type { Selection } from "../../protocol/viewport.ts";
import { useActions, useFrame, useQuery, useTopology } from "../../store/hooks.ts";
import { recordName, shardName } from "../caption/values.ts";
import { ActorCard } from "./ActorCard.tsx";
import { Budgets } from "./Budgets.tsx";
import { type CardPlan, CARDS, LONG } from "./cards.ts";
import { type FactBook, factBook, formatFact } from "./facts.ts";
import { inspectorMessages } from "./messages.ts";
import { type FactRow, Facts } from "./parts/Facts.tsx";
import { ApiCall } from "./parts/Json.tsx";
import parts from "./parts/parts.module.css";
import { readersOf, sentencesOf } from "./say.ts";
import { ShardActions } from "./ShardActions.tsx";

type Say = Text<"inspector">;

const isLabel = (key: string): key is TextKey<"inspector"> =>
  Object.hasOwn(inspectorMessages.en, key);

const rowsOf = (plan: CardPlan, facts: FactBook, atUs: number, t: Say): readonly FactRow[] =>
  plan.facts.flatMap((id) => {
    const key = `fact.${id}`;
    if (!isLabel(key)) return [];
    return facts.all(id).map((value, at) => ({
      id: `${id} ${at}`,
      label: t(key),
      value: formatFact(id, value, atUs, (time) => t("ago", { time })),
      long: LONG.includes(id),
    }));
  });

const actorOf = (topology: Topology | undefined, selection: Selection): ActorInfo | undefined => {
  const id =
    selection.type === "actor" ? selection.id : "consumer" in selection ? selection.consumer : -1;
  return topology?.actors.find((actor) => actor.id === id);
};

/** The selected mark's name. */
export const titleOf = (selection: Selection, actor: ActorInfo | undefined, t: Say): string => {
  const letter = actor?.letter ?? "";
  switch (selection.type) {
    case "record":
      return t("type.record", { name: recordName(selection.ordinal) });
    case "shard":
      return t("type.shard", { name: shardName(selection.shard) });
    case "front":
      return t("type.front", { name: shardName(selection.shard), letter });
    case "actor":
      return t(`type.actor.${actor?.role ?? "consumer"}`, { name: actor?.name ?? "", letter });
    case "evidence":
      return t("type.evidence", { name: letter });
  }
};

const Api = ({ api, atUs }: { readonly api: Inspection["api"]; readonly atUs: number }) => {
  const t = useText("inspector");
  const madeOf = (call: Inspection["api"][number]): string => {
    if (call.next) return t("call.next");
    if (call.atUs === undefined) return "";
    return t("ago", { time: formatDuration(Math.max(0, atUs - call.atUs)) });
  };
  return (
    <section className={parts["section"]}>
      <h4 className={parts["heading"]}>{t("api")}</h4>
      {api.map((call, at) => (
        <ApiCall key={`${call.operation} ${at}`} call={call} made={madeOf(call)} />
      ))}
    </section>
  );
};

interface CardProps {
  readonly title: string;
  readonly rows: readonly FactRow[];
}

const Card = ({ title, rows }: CardProps) =>
  rows.length === 0 ? null : (
    <section className={parts["section"]}>
      <h4 className={parts["heading"]}>{title}</h4>
      <div className={parts["card"]}>
        <Facts rows={rows} />
      </div>
    </section>
  );

const Offers = ({
  selection,
  facts,
}: {
  readonly selection: Selection;
  readonly facts: FactBook;
}) => {
  const t = useText("inspector");
  const actions = useActions();
  const key = facts.one("partitionKey") ?? facts.one("key");
  const momentUs = selection.type === "evidence" ? facts.number("atUs") : undefined;
  if (key === undefined && momentUs === undefined) return null;
  return (
    <div className={parts["row"]}>
      {key === undefined ? null : (
        <button
          type="button"
          className={parts["button"]}
          onClick={() => actions.track(String(key))}
        >
          {t("track", { key: String(key) })}
        </button>
      )}
      {momentUs === undefined ? null : (
        <button
          type="button"
          className={parts["button"]}
          title={formatClock(momentUs)}
          onClick={() => actions.seek(momentUs)}
        >
          {t("seek")}
        </button>
      )}
    </div>
  );
};

interface BodyProps {
  readonly selection: Selection;
  readonly inspection: Inspection;
  readonly actor: ActorInfo | undefined;
}

const Body = ({ selection, inspection, actor }: BodyProps) => {
  const t = useText("inspector");
  const atUs = useFrame((frame) => frame.atUs) ?? 0;
  const facts = factBook(inspection.facts);
  const role = actor?.role ?? "consumer";
  return (
    <>
      {sentencesOf(selection, facts, role, t).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Offers selection={selection} facts={facts} />
      {selection.type === "actor" && actor ? <ActorCard actor={actor} /> : null}
      {selection.type === "shard" && facts.one("state") === "OPEN" ? (
        <Budgets facts={facts} />
      ) : null}
      {CARDS[selection.type].map((plan) => (
        <Card key={plan.id} title={t(`card.${plan.id}`)} rows={rowsOf(plan, facts, atUs, t)} />
      ))}
      <Card title={t("card.readers")} rows={readersOf(selection, facts, t)} />
      {selection.type === "shard" && facts.one("state") === "OPEN" ? (
        <section className={parts["section"]}>
          <h4 className={parts["heading"]}>{t("card.actions")}</h4>
          <ShardActions key={selection.shard} shard={selection.shard} />
        </section>
      ) : null}
      <Api api={inspection.api} atUs={atUs} />
    </>
  );
};

/** What is selected: a plain card first, then what to do with it, then AWS's JSON. */
export const Selected = ({ selection }: { readonly selection: Selection }) => {
  const t = useText("inspector");
  const inspection = useQuery("inspect", selection);
  const topology = useTopology();
  const answered = useFrame((frame) => frame.atUs) !== undefined;
  const actor = actorOf(topology, selection);
  return (
    <>
      <h3 className={parts["title"]}>{titleOf(selection, actor, t)}</h3>
      {inspection ? (
        <Body selection={selection} inspection={inspection} actor={actor} />
      ) : (
        <p className={parts["muted"]}>{t(answered ? "gone" : "asking")}</p>
      )}
    </>
  );
};
