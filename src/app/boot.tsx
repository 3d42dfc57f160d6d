import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { loadLaterTexts, setLanguage } from "../i18n/i18n.ts";
import { textOf } from "../i18n/useText.ts";
import { FIRST_SCENARIO, scenarioByName } from "../scenario/library/index.ts";
import {
  attachAddress,
  attachEngine,
  endpointOf,
  spawnEngine,
  type Hello,
} from "../session/remote.ts";
import { createSession } from "../session/session.ts";
import type { Book } from "../store/book.ts";
import { createRuntime, RuntimeContext, type Runtime } from "../store/runtime.ts";
import { listenToAddress, openAddress } from "./addresses.ts";
import { App } from "./App.tsx";
import { startFrameLoop } from "./frameLoop.ts";
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

const afterwards = async () => {
  const [after] = await Promise.all([import("./after.ts"), loadLaterTexts()]);
  return after;
};

/** An endpoint's pace is its own, and what was done there is not undone from here. */
const ATTACHED = { locked: ["speed"], hidden: ["edit"] };

/** An endpoint's run is kept by the endpoint. */
const showAttached = async (
  runtime: Runtime,
  address: string,
  hello: Promise<Hello>,
): Promise<void> => {
  window.addEventListener("hashchange", () => location.reload());
  const { tellDeaths, startExpiry, watchEndpoint } = await afterwards();
  tellDeaths(runtime, true);
  startExpiry(runtime);
  watchEndpoint(runtime, address);
  const { log, speed } = await hello;
  const view = { ...ATTACHED, speed };
  runtime.actions.openLog(log, 0, view, { playing: true, endpoints: true });
};

/** What keeps the run is not needed for the first picture. */
const showOwn = async (runtime: Runtime): Promise<void> => {
  const left = await openAddress(runtime, book.first);
  listenToAddress(runtime, book.first);
  await runtime.pulse.firstFrame();
  const after = await afterwards();
  const { startExpiry, startKeeping, startPuttingAside, tellDeaths, tellQuiet } = after;
  tellDeaths(runtime, false);
  tellQuiet(runtime);
  startExpiry(runtime);
  startPuttingAside(runtime, left);
  startKeeping(runtime);
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
  const runtime = createRuntime({
    session,
    book,
    draw: drawSeed,
    ...(address === undefined || line === undefined
      ? { start: preferences }
      : {
          start: { ...preferences, ...ATTACHED },
          endpoint: endpointOf(address),
          copyRun: line.copy,
        }),
  });
  keepPreferences(runtime);
  followLooks(runtime);
  openTestDoor(runtime);
  listenToKeys(runtime);
  startFrameLoop(session, runtime.pulse);
  if (address !== undefined && line) void showAttached(runtime, address, line.hello);
  else void showOwn(runtime);
  createRoot(root).render(
    <StrictMode>
      <RuntimeContext value={runtime}>
        <App />
      </RuntimeContext>
    </StrictMode>,
  );
};
