import { formatCount } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { ActorInfo, ConsumerGauge, Evidence as Item } from "../../protocol/frame.ts";
import { useFrame, useQuery, useTopology, useUi } from "../../store/hooks.ts";
import { Facts } from "../inspector/parts/Facts.tsx";
import parts from "../inspector/parts/parts.module.css";
import { Cases } from "./Cases.tsx";
import { countText } from "./count.ts";

const SHOWN = 50;

const newest = (items: readonly Item[] | undefined): readonly Item[] =>
  (items ?? []).toSorted((a, b) => b.atUs - a.atUs || b.row - a.row).slice(0, SHOWN);

interface OfProps {
  readonly actor: ActorInfo;
  readonly gauge: ConsumerGauge;
}

const Of = ({ actor, gauge }: OfProps) => {
  const t = useText("evidence");
  const answer = useQuery("evidence", { consumer: actor.id });
  const duplicates = useFrame((frame) => frame.answers.duplicates);
  const reorders = useFrame((frame) => frame.answers.reorders);
  const late = newest(answer);
  const { unverified } = gauge;
  const rows = (["late", "reReads", "producerCopies"] as const).map((id) => ({
    id,
    label: t(id),
    value: countText(gauge[id], id === "reReads" ? 0 : unverified, t),
  }));
  return (
    <>
      <h3 className={parts["title"]}>{t("of", { letter: actor.letter, name: actor.name })}</h3>
      <div className={parts["card"]}>
        <Facts rows={rows} />
      </div>
      <p className={parts["muted"]}>{t("why", { letter: actor.letter })}</p>
      {unverified > 0 ? <p className={parts["muted"]}>{t("atLeastWhy")}</p> : null}
      {answer && late.length === 0 ? <p>{t("none")}</p> : null}
      <Cases title={t("list")} items={late} consumer={actor.id} />
      {answer && gauge.late > late.length ? (
        <p className={parts["muted"]}>{t("kept", { n: formatCount(late.length) })}</p>
      ) : null}
      <Cases title={t("twice")} items={newest(duplicates)} consumer={actor.id} />
      {gauge.reReads > 0 ? <p className={parts["muted"]}>{t("firstOfBatch")}</p> : null}
      <Cases title={t("reordered")} items={newest(reorders)} consumer={actor.id} />
    </>
  );
};

/** Late records and duplicates of the consumer in focus, each with both records and the reason. */
export default function Evidence() {
  const t = useText("evidence");
  const focus = useUi((ui) => ui.focus);
  const topology = useTopology();
  const actor = topology?.actors.find((each) => each.id === focus);
  const gauge = useFrame((frame) => frame.consumers.find((each) => each.id === focus));
  return (
    <div className={parts["panel"]}>
      {actor && gauge ? (
        <Of actor={actor} gauge={gauge} />
      ) : (
        <p className={parts["muted"]}>{t("nobody")}</p>
      )}
    </div>
  );
}
