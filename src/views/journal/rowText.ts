import { parseHashKey } from "../../aws/hashKey.ts";
import { fractionOfBigint } from "../../base/u128.ts";
import { formatPercent } from "../../i18n/format.ts";
import type { Text, TextKey } from "../../i18n/useText.ts";
import type { ActorInfo, JournalRow } from "../../protocol/frame.ts";
import { readable, shardName } from "../caption/values.ts";
import { journalMessages } from "./messages.ts";

const isKey = (key: string): key is TextKey<"journal"> => Object.hasOwn(journalMessages.en, key);

/** Shards by names that only the journal has. */
const SHARDS = ["adjacent", "lower", "upper", "child"];

/** The row's actor: its first actor target. */
const actorOf = (row: JournalRow, actors: readonly ActorInfo[]): ActorInfo | undefined => {
  const target = row.targets.find((each) => each.type === "actor");
  return target ? actors.find((actor) => actor.id === target.id) : undefined;
};

/** The row in one sentence; a type without words shows its name and values, so nothing is hidden. */
export const rowText = (
  row: JournalRow,
  actors: readonly ActorInfo[],
  t: Text<"journal">,
): string => {
  const values: Record<string, string> = { ...readable(row, row.atUs) };
  for (const name of SHARDS) {
    const shard = row.values[name];
    if (typeof shard === "number") values[name] = shardName(shard);
  }
  const at = parseHashKey(values["at"] ?? "");
  if (at !== undefined) values["at"] = formatPercent(fractionOfBigint(at));
  const keys = [`row.${row.type}.${values["operation"]}`, `row.${row.type}`];
  const key = keys.find(isKey);
  if (!key) {
    return [row.type, ...Object.entries(values).map(([name, text]) => `${name} ${text}`)].join(
      ", ",
    );
  }
  const actor = actorOf(row, actors);
  return t(key, { letter: actor?.letter ?? "", name: actor?.name ?? "", ...values }).trim();
};
