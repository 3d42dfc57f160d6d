import { textOf } from "../i18n/useText.ts";
import { printFile } from "../scenario/file.ts";
import type { Runtime } from "../store/runtime.ts";
import { stateOf } from "../views/share/stateOf.ts";
import { HASH_KEY, MINE_KEY, RUN_KEY } from "./kept.ts";

const EVERY_MS = 2_000;
/** What this browser has refused is not written out again for so long. */
const REFUSED_MS = 30_000;
/** Writing out a log of more entries takes longer than a frame may. */
const ENTRIES_AT_ONCE = 2_000;

/** Keeps the log, the moment and the view in this browser, so that a reload loses nothing. */
export const startKeeping = (runtime: Runtime): void => {
  const { session, ui, notices, actions } = runtime;
  let last = "";
  let refused = false;
  let againMs = 0;
  const keep = (): void => {
    if (!session.frame() || session.status().phase === "opening") return;
    if (performance.now() < againMs) return;
    const text = printFile(stateOf(runtime));
    if (text === last) return;
    last = text;
    try {
      localStorage.setItem(RUN_KEY, text);
      localStorage.setItem(HASH_KEY, location.hash);
      localStorage.setItem(MINE_KEY, String(actions.edited()));
      refused = false;
    } catch {
      if (!refused) notices.tell({ tone: "info", text: textOf("after", "notKept") });
      refused = true;
      againMs = performance.now() + REFUSED_MS;
    }
  };
  const timer = setInterval(keep, EVERY_MS);
  session.onLog.on(() => {
    if (session.log().entries.length <= ENTRIES_AT_ONCE) queueMicrotask(keep);
  });
  ui.subscribe((state, before) => {
    if (state.goalMode !== before.goalMode) queueMicrotask(keep);
  });
  window.addEventListener("pagehide", () => {
    clearInterval(timer);
    againMs = 0;
    keep();
  });
};
