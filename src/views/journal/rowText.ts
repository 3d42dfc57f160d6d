import { parseHashKey } from "../../aws/hashKey.ts";
import { fractionOfBigint } from "../../base/u128.ts";
import { formatCount, formatDuration, formatPercent } from "../../i18n/format.ts";
import type { Text, TextKey } from "../../i18n/useText.ts";
import type { ActorInfo, JournalRow } from "../../protocol/frame.ts";
import { readable, shardName } from "../caption/values.ts";
import { journalMessages } from "./messages.ts";

const isKey = (key: string): key is TextKey<"journal"> => Object.hasOwn(journalMessages.en, key);

/** The row's actor: its first actor target. */
const actorOf = (row: JournalRow, actors: readonly ActorInfo[]): ActorInfo | undefined => {
  const target = row.targets.find((each) => each.type === "actor");
  return target ? actors.find((actor) => actor.id === target.id) : undefined;
};

/** "001", or "001 + 003" for a child of two. */
const parentsOf = (row: JournalRow): string =>
  [row.values["parent"], row.values["adjacentParent"]]
    .flatMap((shard) => (typeof shard === "number" && shard >= 0 ? [shardName(shard)] : []))
    .join(" + ");

/** Hash keys in a call's detail as places in the key space: 39 digits tell nobody anything. */
const withPlaces = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  const { detail } = values;
  if (detail === undefined) return values;
  const place = (text: string): string => {
    const hashKey = parseHashKey(text);
    return hashKey === undefined ? text : formatPercent(fractionOfBigint(hashKey));
  };
  return { ...values, detail: detail.replaceAll(/\b\d{30,39}\b/g, place) };
};

/** An episode of refusals: how many records, and for how long. */
const refusedOf = (
  { values }: JournalRow,
  t: Text<"journal">,
): Readonly<Record<string, string>> => {
  const { atLeast } = values;
  const count = Number(values["throttled"]);
  const us = Number(values["durationUs"]);
  return {
    refused: t(atLeast === 1 ? "atLeast" : "refused", { count, n: formatCount(count) }),
    span: us > 0 ? t("span", { duration: formatDuration(us) }) : t("spanNone"),
  };
};

/** The row in one sentence; a type without words shows its name and values, so nothing is hidden. */
export const rowText = (
  row: JournalRow,
  actors: readonly ActorInfo[],
  t: Text<"journal">,
): string => {
  const values = withPlaces(readable(row, row.atUs));
  const shard = row.values["shard"];
  const ofShard = row.type === "call" && typeof shard === "number" && shard >= 0;
  const key = ofShard ? "row.callShard" : `row.${row.type}`;
  if (!isKey(key)) {
    const told = Object.entries(values).map(([name, text]) => `${name} ${text}`);
    return [row.type, ...told].join(", ");
  }
  const actor = actorOf(row, actors);
  const limit = `limit.${row.values["limit"] ?? ""}`;
  const named = { letter: actor?.letter ?? "", name: actor?.name ?? "", parents: parentsOf(row) };
  const { operation = "", caller } = values;
  return t(key, {
    ...named,
    ...values,
    ...(isKey(limit) ? { limit: t(limit) } : {}),
    ...(caller === undefined ? {} : { operation: t("callBy", { operation, caller }) }),
    ...(row.type === "throttleEnd" ? refusedOf(row, t) : {}),
  }).trim();
};
