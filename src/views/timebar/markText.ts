import type { ActorInfo, TickType } from "../../protocol/frame.ts";
import type { Text } from "../../i18n/useText.ts";
import type { Mark } from "./marks.ts";

const OF_SHARD: readonly TickType[] = ["split", "merge", "throttle", "readThrottle", "expired"];

/** What happened at a mark, in words. */
export const markText = (
  t: Text<"timebar">,
  mark: Pick<Mark, "type" | "subject" | "count">,
  actors: readonly ActorInfo[],
): string => {
  const actor = actors.find((each) => each.id === mark.subject);
  const text = t(mark.type, {
    shard: OF_SHARD.includes(mark.type) ? String(mark.subject).padStart(3, "0") : "",
    name: actor?.name ?? t("someone"),
  });
  return mark.count > 1 ? t("more", { mark: text, count: mark.count - 1 }) : text;
};
