import "@fontsource-variable/inter/wght.css";
import "../../ui/tokens.css";
import "./gallery.css";
import { createRoot } from "react-dom/client";
import { setLanguage } from "../../i18n/i18n.ts";
import type { Frame } from "../../protocol/frame.ts";
import type { Session } from "../../session/session.ts";
import { createSignal } from "../../session/signal.ts";
import type { Actions } from "../../store/actions.ts";
import { createNotices } from "../../store/notices.ts";
import { createPulse } from "../../store/pulse.ts";
import { RuntimeContext, type Runtime } from "../../store/runtime.ts";
import { createUiStore, type UiState } from "../../store/ui.ts";
import Stage from "../../views/stage/Stage.tsx";
import { CASES } from "./cases.ts";
import { frameOf, topologyOf } from "./frames.ts";

const asked = new URLSearchParams(location.search);
const spec = CASES.find((each) => each.name === asked.get("case")) ?? CASES[0]!;
const root = document.documentElement;
if (asked.has("theme")) root.dataset["theme"] = asked.get("theme")!;
if (asked.has("present")) root.dataset["present"] = "true";
setLanguage(asked.get("lang") === "ko" ? "ko" : "en");

const topology = topologyOf(spec);
let frame = frameOf(spec, topology);
const ui = createUiStore({
  ...spec.ui,
  present: asked.has("present"),
  lang: asked.get("lang") === "ko" ? "ko" : "en",
});

const onFrame = createSignal<{ frame: Frame; asked: boolean }>();
const fake = {
  frame: () => frame,
  topology: () => topology,
  onFrame,
  onStatus: createSignal(),
  onLog: createSignal(),
  onReached: createSignal(),
  status: () => ({ phase: "ready", canUndo: false, canRedo: false, deaths: 0, deathReason: "" }),
  asks: { add: () => () => undefined },
  standing: () => !asked.has("play"),
} as unknown as Session;

const pulse = createPulse(fake);
const set = (part: Partial<UiState>) => () => ui.setState(part);
const actions = {
  send: () =>
    Promise.resolve({
      ok: false,
      error: {
        name: "ResourceInUseException",
        message: "Stream orders under account 123456789012 not ACTIVE, instead in state UPDATING",
      },
    }),
  setFocus: (focus: number) => set({ focus })(),
  select: () => undefined,
  setStageSize: () => undefined,
  setWindow: (windowUs: number) => set({ windowUs })(),
  setScale: (scale: "linear" | "log") => set({ scale })(),
  setZoom: (zoom: [number, number]) => set({ zoom })(),
} as unknown as Actions;
const runtime: Runtime = { session: fake, ui, notices: createNotices(), pulse, actions };

const stats: number[] = [];
Object.assign(window, { gallery: { stats, ui } });
let start = performance.now();
const loop = (now: number): void => {
  if (asked.has("play")) {
    const passed = (now - start) * 1_000;
    start = now;
    frame = { ...frame, atUs: frame.atUs + passed };
  }
  onFrame.fire({ frame, asked: false });
  const before = performance.now();
  pulse.beat(now, true);
  stats.push(performance.now() - before);
  requestAnimationFrame(loop);
};
requestAnimationFrame(loop);

createRoot(document.getElementById("root")!).render(
  <RuntimeContext value={runtime}>
    <Stage />
  </RuntimeContext>,
);
