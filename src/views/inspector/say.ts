import { formatClock, formatCount, formatDuration, formatPercent } from "../../i18n/format.ts";
import type { Text } from "../../i18n/useText.ts";
import { FRONT_STATES, type FrontState } from "../../protocol/frame.ts";
import type { Selection } from "../../protocol/viewport.ts";
import { recordName, shardName } from "../caption/values.ts";
import type { FactBook } from "./facts.ts";
import type { FactRow } from "./parts/Facts.tsx";

type Say = Text<"inspector">;

/** Names that a sentence may need; what is absent is empty. */
const named = (facts: FactBook): Record<string, string> => {
  const name = (id: string, write: (value: number) => string): string => {
    const value = facts.number(id);
    return value === undefined ? "" : write(value);
  };
  return {
    producer: String(facts.one("producer") ?? ""),
    partitionKey: String(facts.one("partitionKey") ?? ""),
    letter: String(facts.one("letter") ?? ""),
    shard: name("shard", shardName),
    higherShard: name("higherShard", shardName),
    ordinal: name("ordinal", recordName),
    higherOrdinal: name("higherOrdinal", recordName),
    range: name("range", formatPercent),
  };
};

const REASONS = ["child-before-parent", "different-shards", "position-moved"] as const;

/** What the selected mark is, in one or two plain sentences. */
export const sentencesOf = (
  selection: Selection,
  facts: FactBook,
  role: "producer" | "consumer",
  t: Say,
): readonly string[] => {
  const values = named(facts);
  switch (selection.type) {
    case "record":
      if (facts.number("folded") === 1) return [t("say.record.folded")];
      return [t(facts.one("explicitHashKey") ? "say.record.explicit" : "say.record", values)];
    case "shard":
      return [t(facts.one("state") === "CLOSED" ? "say.shard.CLOSED" : "say.shard.OPEN", values)];
    case "front":
      return [t("say.front", values)];
    case "actor":
      return [t(`say.actor.${role}`)];
    case "evidence": {
      const reason = REASONS.find((each) => each === facts.one("reason"));
      return [t("say.evidence", values), ...(reason ? [t(`reason.${reason}`, values)] : [])];
    }
  }
};

const isState = (value: unknown): value is FrontState => FRONT_STATES.includes(value as FrontState);

/** A row a consumer: when it took the record, or where it stands in the shard. */
export const readersOf = (selection: Selection, facts: FactBook, t: Say): readonly FactRow[] => {
  if (selection.type === "record") {
    return facts.letters("read").map((letter) => {
      const time = facts.number(`read:${letter}`) ?? -1;
      const again = facts.number(`reRead:${letter}`) ?? 0;
      const values = { time: formatClock(time), count: again };
      const before = facts.number(`readBefore:${letter}`) === 1;
      const once = t(before ? "read.before" : "read.taken", values);
      const value = again > 0 ? t("read.takenAgain", values) : once;
      return { id: letter, label: letter, value: time < 0 ? t("read.not") : value };
    });
  }
  if (selection.type !== "shard") return [];
  return facts.letters("unread").map((letter) => {
    const state = facts.one(`state:${letter}`);
    const value = t("reader.shard", {
      unread: formatCount(facts.number(`unread:${letter}`) ?? 0),
      lag: formatDuration((facts.number(`lagMs:${letter}`) ?? 0) * 1_000),
      state: t(`front.${isState(state) ? state : "reading"}`),
    });
    return { id: letter, label: letter, value };
  });
};
