import { formatClock } from "../i18n/format.ts";
import { textOf } from "../i18n/useText.ts";
import type { Runtime } from "../store/runtime.ts";

/** A search for the next event or step that gave up is told: the latest one alone. */
export const tellQuiet = ({ session, notices }: Runtime): void => {
  let told = 0;
  session.onReached.on((wish) => {
    const frame = session.frame();
    if (!frame || !("direction" in wish) || wish.direction < 0) return;
    const found =
      wish.mode === "event"
        ? session.ticks().atUs.includes(frame.atUs)
        : frame.atUs < frame.goal.toUs;
    notices.dismiss(told);
    if (found) return;
    told = notices.tell({
      tone: "info",
      text: textOf("after", "quiet", { at: formatClock(frame.atUs) }),
    });
  });
};
