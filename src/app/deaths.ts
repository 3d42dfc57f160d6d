import { formatClock } from "../i18n/format.ts";
import { textOf } from "../i18n/useText.ts";
import type { Runtime } from "../store/runtime.ts";

/** A worker that was replaced, or a line to an endpoint made again, is told, once each time. */
export const tellDeaths = ({ session, notices }: Runtime, attached: boolean): void => {
  let told = 0;
  const look = (): void => {
    const { deaths, deathReason: reason, phase } = session.status();
    if (deaths === told || phase !== "ready") return;
    told = deaths;
    const goal = session.goal();
    const at = formatClock(goal.mode === "seek" ? goal.toUs : (session.frame()?.atUs ?? 0));
    const text = attached
      ? textOf("after", "lineBroke", { reason })
      : textOf("after", "workerDied", { reason, at });
    notices.tell({ tone: "info", text });
  };
  look();
  session.onStatus.on(look);
};
