import { formatClock } from "../i18n/format.ts";
import { textOf } from "../i18n/useText.ts";
import { emptyLog } from "../protocol/log.ts";
import type { LinkState } from "../scenario/state.ts";
import { attachAddress } from "../session/remote.ts";
import type { Runtime } from "../store/runtime.ts";
import { keptRun, type KeptRun } from "./kept.ts";
import { HANDED, openAgain, openHanded, openLink } from "../views/share/opening.ts";

const wasReloaded = (): boolean => {
  const [entry] = performance.getEntriesByType("navigation");
  return entry instanceof PerformanceNavigationTiming && entry.type === "reload";
};

const restore = (runtime: Runtime, kept: KeptRun, first: string): void => {
  const { hash } = location;
  openAgain(runtime, kept.state, kept.mine);
  runtime.notices.tell({
    tone: "info",
    text: textOf("app", "restored", { at: formatClock(kept.state.atUs ?? 0) }),
    offer: {
      label: textOf("app", hash === "" ? "startFresh" : "openLinkAgain"),
      take: () => {
        if (hash === "") runtime.actions.openScenario(first);
        else void openHash(runtime);
      },
    },
  });
};

const openHash = (runtime: Runtime): Promise<boolean> =>
  location.hash === HANDED ? openHanded(runtime) : openLink(runtime, location.hash);

/** A link that cannot be opened is never answered with a scenario nobody asked for. */
const standEmpty = (runtime: Runtime, kept: KeptRun | undefined, first: string): void => {
  if (kept) restore(runtime, kept, first);
  else {
    runtime.actions.openLog(emptyLog(1), 0);
    runtime.notices.tell({
      tone: "info",
      stays: true,
      text: textOf("app", "nothingOpen"),
      offer: {
        label: textOf("app", "openFirst"),
        take: () => {
          runtime.actions.openScenario(first);
        },
      },
    });
  }
};

/**
 * Opens what the address says; after a reload, or without an address, the run as it was left.
 * Resolves to a run of the person's own that was left and not opened.
 */
export const openAddress = async (
  runtime: Runtime,
  first: string,
): Promise<LinkState | undefined> => {
  const { hash } = location;
  const kept = await keptRun();
  if (kept && (hash === "" || (wasReloaded() && kept.hash === hash))) restore(runtime, kept, first);
  else if (hash === "") runtime.actions.openScenario(first);
  else if (!(await openHash(runtime))) standEmpty(runtime, kept, first);
  else return kept?.mine ? kept.state : undefined;
  return undefined;
};

/** Later changes of the address: a link pasted over it, or a step through the history. */
export const listenToAddress = (runtime: Runtime, first: string): void => {
  window.addEventListener("hashchange", () => {
    if (location.hash === "") runtime.actions.openScenario(first);
    else if (attachAddress(location.hash) !== undefined) location.reload();
    else void openHash(runtime);
  });
};
