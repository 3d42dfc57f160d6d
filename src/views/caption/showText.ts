import type { Target } from "../../protocol/frame.ts";
import type { Text } from "../../i18n/useText.ts";
import type { Narration } from "./narrate.ts";
import { recordName, shardName } from "./values.ts";

const nameOf = (
  target: Target,
  letterOf: (actor: number) => string,
  t: Text<"caption">,
): string => {
  switch (target.type) {
    case "record":
      return recordName(target.ordinal);
    case "key":
      return target.key;
    case "actor":
      return letterOf(target.id);
    default:
      return t("shardNamed", { shard: shardName(target.shard) });
  }
};

/** What the button says: where it leads. Nothing where there is nothing worth showing. */
export const showTextOf = (
  { id, targets }: Pick<Narration, "id" | "targets">,
  letterOf: (actor: number) => string,
  t: Text<"caption">,
): string | undefined => {
  const [first] = targets;
  if (id === "calm" || !first) return undefined;
  const what = nameOf(first, letterOf, t);
  return what === "" ? t("showMe") : t("show", { what });
};
