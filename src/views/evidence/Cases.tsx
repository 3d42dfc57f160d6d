import { useId } from "react";
import { formatClock, formatDuration } from "../../i18n/format.ts";
import { type Text, useText } from "../../i18n/useText.ts";
import type { Evidence as Item } from "../../protocol/frame.ts";
import type { Selection } from "../../protocol/viewport.ts";
import { useActions, useUi } from "../../store/hooks.ts";
import { recordName, shardName } from "../caption/values.ts";
import parts from "../inspector/parts/parts.module.css";
import styles from "./Evidence.module.css";

const DOUBLES = ["re-read", "producer-copy", "write-reorder"] as const;

/** The case's name: which record, and the one that came first. */
export const nameOf = (item: Item, t: Text<"evidence">): string => {
  const double = DOUBLES.find((each) => each === item.reason);
  return t(`item.${double ?? "late"}`, {
    key: item.key,
    ordinal: recordName(item.ordinal),
    higherOrdinal: recordName(item.higherOrdinal),
  });
};

/** Both shards and both times; the first one's time is left out where it is no longer known. */
export const whereOf = (item: Item, t: Text<"evidence">): string => {
  const here = t("here", { shard: shardName(item.shard), time: formatClock(item.atUs) });
  if (item.higherAtUs < 0) return here;
  const higher = {
    higherShard: shardName(item.higherShard),
    higherTime: formatClock(item.higherAtUs),
  };
  const gap = formatDuration(item.atUs - item.higherAtUs);
  return [here, t("there", higher), t("apart", { gap })].join(", ");
};

const selectionOf = (item: Item, consumer: number): Selection =>
  DOUBLES.some((each) => each === item.reason)
    ? { type: "record", ordinal: item.ordinal }
    : { type: "evidence", consumer, row: item.row };

interface CaseProps {
  readonly item: Item;
  readonly consumer: number;
}

const Case = ({ item, consumer }: CaseProps) => {
  const t = useText("evidence");
  const actions = useActions();
  const mine = selectionOf(item, consumer);
  const here = useUi((ui) => JSON.stringify(ui.selection) === JSON.stringify(mine));
  const show = (): void => {
    actions.setHighlight([
      { type: "record", ordinal: item.ordinal },
      { type: "record", ordinal: item.higherOrdinal },
      { type: "key", key: item.key },
    ]);
    actions.track(item.key);
    actions.select(mine);
  };
  const go = (): void => {
    show();
    actions.seek(item.atUs);
  };
  return (
    <li className={here ? styles["here"] : styles["item"]}>
      <button type="button" className={styles["name"]} onClick={show}>
        {nameOf(item, t)}
      </button>
      <p className={styles["where"]}>{whereOf(item, t)}</p>
      <div className={styles["foot"]}>
        <span>{t(`reason.${item.reason}`)}</span>
        <button type="button" className={parts["quiet"]} onClick={go}>
          {t("seek", { time: formatClock(item.atUs) })}
        </button>
      </div>
    </li>
  );
};

interface CasesProps {
  readonly title: string;
  readonly items: readonly Item[];
  readonly consumer: number;
}

/** A heading and the cases under it; nothing where there are none. */
export const Cases = ({ title, items, consumer }: CasesProps) => {
  const id = useId();
  if (items.length === 0) return null;
  return (
    <section className={parts["section"]}>
      <h4 id={id} className={parts["heading"]}>
        {title}
      </h4>
      <ol className={styles["list"]} aria-labelledby={id}>
        {items.map((item) => (
          <Case
            key={`${item.reason} ${item.ordinal} ${item.row}`}
            item={item}
            consumer={consumer}
          />
        ))}
      </ol>
    </section>
  );
};
