import { TICK_SHARDS, type ActorInfo, type TickType } from "../../protocol/frame.ts";
import type { Text } from "../../i18n/useText.ts";
import type { Mark } from "./marks.ts";

const OF_SHARD: readonly TickType[] = ["split", "merge", "throttle", "readThrottle", "expired"];

/** What happened at a mark, in words. */
export const markText = (
  t: Text<"timebar">,
  mark: Pick<Mark, "type" | "subject" | "count">,
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
  return mark.count > 1 ? t("more", { mark: text, count: mark.count - 1 }) : text;
};
