import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { formatClock } from "../i18n/format.ts";
import { loadLaterTexts, setLanguage } from "../i18n/i18n.ts";
import { textOf } from "../i18n/useText.ts";
import { FIRST_SCENARIO, scenarioByName } from "../scenario/library/index.ts";
import { attachAddress, attachEngine, spawnEngine, type Hello } from "../session/remote.ts";
import { createSession } from "../session/session.ts";
import type { Book } from "../store/book.ts";
import { createRuntime, RuntimeContext, type Runtime } from "../store/runtime.ts";
import { listenToAddress, openAddress } from "./addresses.ts";
import { App } from "./App.tsx";
import { startFrameLoop } from "./frameLoop.ts";
import { startKeeping } from "./keeper.ts";
import { listenToKeys } from "./keys.ts";
import { keepPreferences, readPreferences } from "./preferences.ts";
import { followLooks } from "./present.ts";
import { missing } from "./support.ts";
import { openTestDoor } from "./testDoor.ts";

const book: Book = {
  first: FIRST_SCENARIO.name,
  find: (name) => {
    const scenario = scenarioByName(name);
    if (!scenario) return undefined;
    const { playing: _playing, lang: _lang, ...view } = scenario.view;
    return { log: scenario.log(scenario.seed), view, startUs: scenario.startUs ?? 0 };
  },
};

const drawSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;

/** A worker that was replaced is told, once each time. */
const tellDeaths = ({ session, notices }: Runtime): void => {
  let told = 0;
  session.onStatus.on(({ deaths, deathReason, phase }) => {
    if (deaths === told || phase !== "ready") return;
    told = deaths;
    const goal = session.goal();
    const at = formatClock(goal.mode === "seek" ? goal.toUs : (session.frame()?.atUs ?? 0));
    notices.tell({ tone: "info", text: textOf("app", "workerDied", { reason: deathReason, at }) });
  });
};

/** An endpoint's run is kept by the endpoint. */
const showAttached = async (runtime: Runtime, hello: Promise<Hello>): Promise<void> => {
  window.addEventListener("hashchange", () => location.reload());
  const { log, speed } = await hello;
  runtime.actions.openLog(log, 0, { speed }, { playing: true });
  await loadLaterTexts();
};

/** Starts the page in `root`; a browser that lacks something it needs is told what. */
export const boot = (root: HTMLElement): void => {
  const preferences = readPreferences();
  const lacking = missing();
  if (lacking.length > 0) {
    setLanguage(preferences.lang);
    root.textContent = textOf("app", "unsupported", { what: lacking.join(", ") });
    return;
  }
  const address = attachAddress(location.hash);
  const line = address === undefined ? undefined : attachEngine(address);
  const session = createSession(line?.factory ?? spawnEngine);
  const runtime = createRuntime({ session, book, draw: drawSeed, start: preferences });
  keepPreferences(runtime);
  followLooks(runtime);
  openTestDoor(runtime);
  tellDeaths(runtime);
  listenToKeys(runtime);
  startFrameLoop(session, runtime.pulse);
  if (line) void showAttached(runtime, line.hello);
  else {
    void openAddress(runtime, book.first).then(async () => {
      listenToAddress(runtime, book.first);
      // What keeps the run is not needed for the first picture.
      await runtime.pulse.firstFrame();
      await Promise.all([startKeeping(runtime), loadLaterTexts()]);
    });
  }
  createRoot(root).render(
    <StrictMode>
      <RuntimeContext value={runtime}>
        <App />
      </RuntimeContext>
    </StrictMode>,
  );
};
