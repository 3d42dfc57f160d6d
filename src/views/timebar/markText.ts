import { TICK_SHARDS, type ActorInfo, type TickType } from "../../protocol/frame.ts";
import type { Text } from "../../i18n/useText.ts";
import { byWeight, type Mark } from "./marks.ts";

const OF_SHARD: readonly TickType[] = ["split", "merge", "throttle", "readThrottle", "expired"];

/** So many kinds beside the shown one are told by name, the rest by their number. */
const NAMED = 2;

/** What happened at a mark, in words. */
export const markText = (
  t: Text<"timebar">,
  mark: Pick<Mark, "type" | "subject" | "count" | "kinds">,
  actors: readonly ActorInfo[],
  stream: number,
): string => {
  const ofShard = OF_SHARD.includes(mark.type);
  const actor = actors.find((each) => each.id === mark.subject);
  const said = t(mark.type, {
    shard: ofShard ? String(mark.subject % TICK_SHARDS).padStart(3, "0") : "",
    name: actor?.name ?? t("someone"),
  });
  const elsewhere = ofShard && Math.floor(mark.subject / TICK_SHARDS) !== stream;
  const text = elsewhere ? t("elsewhere", { mark: said }) : said;
  return withOthers(t, text, mark);
};

const withOthers = (
  t: Text<"timebar">,
  text: string,
  { type, count, kinds }: Pick<Mark, "type" | "count" | "kinds">,
): string => {
  if (count < 2) return text;
  if (kinds[type] === count) return t("more", { mark: text, count: count - 1 });
  const others = byWeight({ ...kinds, [type]: (kinds[type] ?? 1) - 1 });
  const named = others.length > NAMED + 1 ? others.slice(0, NAMED) : others;
  const rest = named.reduce((left, [, times]) => left - times, count - 1);
  const said = named.map(([kind, times]) => t(`n.${kind}`, { count: times }));
  if (rest > 0) said.push(t("rest", { n: rest }));
  return t("also", { mark: text, others: said.join(", ") });
};
