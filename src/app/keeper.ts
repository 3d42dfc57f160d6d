import { textOf } from "../i18n/useText.ts";
import type { LinkState } from "../scenario/state.ts";
import type { Runtime } from "../store/runtime.ts";
import { stateOf } from "../views/share/stateOf.ts";

const RUN_KEY = "shardscope.run";
const HASH_KEY = "shardscope.run.hash";
const EVERY_MS = 2_000;

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

export interface KeptRun {
  readonly state: LinkState;
  /** The fragment of the address it was kept under. */
  readonly hash: string;
}

/** The run as it was kept, if it can still be read. */
export const keptRun = async (): Promise<KeptRun | undefined> => {
  const text = read(RUN_KEY);
  if (text === null) return undefined;
  const { parseFile } = await import("../scenario/file.ts");
  const result = parseFile(text);
  return result.ok ? { state: result.state, hash: read(HASH_KEY) ?? "" } : undefined;
};

/** Keeps the log, the moment and the view in this browser, so that a reload loses nothing. */
export const startKeeping = async (runtime: Runtime): Promise<void> => {
  const { printFile } = await import("../scenario/file.ts");
  const { session, ui, notices } = runtime;
  let last = "";
  let refused = false;
  const keep = (): void => {
    if (!session.frame() || session.status().phase === "opening") return;
    const text = printFile(stateOf(runtime));
    if (text === last) return;
    last = text;
    try {
      localStorage.setItem(RUN_KEY, text);
      localStorage.setItem(HASH_KEY, location.hash);
      refused = false;
    } catch {
      if (!refused) notices.tell({ tone: "info", text: textOf("app", "notKept") });
      refused = true;
    }
  };
  const timer = setInterval(keep, EVERY_MS);
  session.onLog.on(() => {
    queueMicrotask(keep);
  });
  ui.subscribe((state, before) => {
    if (state.goalMode !== before.goalMode) queueMicrotask(keep);
  });
  window.addEventListener("pagehide", () => {
    clearInterval(timer);
    keep();
  });
};
