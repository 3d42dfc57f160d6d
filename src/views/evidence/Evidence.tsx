import { formatClock, formatCount, formatDuration } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { ActorInfo, ConsumerGauge, Evidence as Item } from "../../protocol/frame.ts";
import { useActions, useFrame, useQuery, useTopology, useUi } from "../../store/hooks.ts";
import { recordName, shardName } from "../caption/values.ts";
import { Facts } from "../inspector/parts/Facts.tsx";
import parts from "../inspector/parts/parts.module.css";
import { countText } from "./count.ts";
import styles from "./Evidence.module.css";

const SHOWN = 50;

interface RowProps {
  readonly item: Item;
  readonly consumer: number;
}

const Row = ({ item, consumer }: RowProps) => {
  const t = useText("evidence");
  const actions = useActions();
  const selection = useUi((ui) => ui.selection);
  const here =
    selection?.type === "evidence" && selection.consumer === consumer && selection.row === item.row;
  const name = t("item", {
    key: item.key,
    ordinal: recordName(item.ordinal),
    higherOrdinal: recordName(item.higherOrdinal),
  });
  const show = (): void => {
    actions.setHighlight([
      { type: "record", ordinal: item.ordinal },
      { type: "record", ordinal: item.higherOrdinal },
      { type: "key", key: item.key },
    ]);
    actions.track(item.key);
    actions.select({ type: "evidence", consumer, row: item.row });
  };
  return (
    <li className={here ? styles["here"] : styles["item"]}>
      <button type="button" className={styles["name"]} onClick={show}>
        {name}
      </button>
      <p className={styles["where"]}>
        {t("shards", {
          shard: shardName(item.shard),
          time: formatClock(item.atUs),
          higherShard: shardName(item.higherShard),
          higherTime: formatClock(item.higherAtUs),
        })}
        {`, ${t("sameMoment", { gap: formatDuration(item.atUs - item.higherAtUs) })}`}
      </p>
      <div className={styles["foot"]}>
        <span>{t(`reason.${item.reason}`)}</span>
        <button
          type="button"
          className={parts["quiet"]}
          onClick={() => {
            show();
            actions.seek(item.atUs);
          }}
        >
          {t("seek", { time: formatClock(item.atUs) })}
        </button>
      </div>
    </li>
  );
};

interface OfProps {
  readonly actor: ActorInfo;
  readonly gauge: ConsumerGauge;
}

const Of = ({ actor, gauge }: OfProps) => {
  const t = useText("evidence");
  const items = useQuery("evidence", { consumer: actor.id });
  const newest = (items ?? []).toSorted((a, b) => b.row - a.row).slice(0, SHOWN);
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
      {items && items.length === 0 ? <p>{t("none")}</p> : null}
      <ol className={styles["list"]} aria-label={t("list")}>
        {newest.map((item) => (
          <Row key={item.row} item={item} consumer={actor.id} />
        ))}
      </ol>
      {items && gauge.late > newest.length ? (
        <p className={parts["muted"]}>{t("kept", { n: formatCount(newest.length) })}</p>
      ) : null}
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
