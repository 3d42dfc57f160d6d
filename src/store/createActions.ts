import { emptyLog, type Command, type Log } from "../protocol/log.ts";
import type { GoalWish, Session } from "../session/session.ts";
import { createSignal } from "../session/signal.ts";
import { setLanguage } from "../i18n/i18n.ts";
import { textOf } from "../i18n/useText.ts";
import type { Outcome } from "../protocol/frame.ts";
import type { Actions, OpenOptions } from "./actions.ts";
import type { Book } from "./book.ts";
import type { Notices } from "./notices.ts";
import { shownStream } from "./shown.ts";
import {
  initialUi,
  SPEED_MAX,
  SPEED_MIN,
  TRACKED_MAX,
  type UiStore,
  type ViewState,
} from "./ui.ts";

export interface ActionParts {
  readonly session: Session;
  readonly ui: UiStore;
  readonly notices: Notices;
  readonly book: Book;
  /** A new seed, unsigned 32-bit. */
  readonly draw: () => number;
  /** Set where the run is an endpoint's. */
  readonly endpoint?: string;
}

type Playback = Pick<
  Actions,
  "play" | "pause" | "toggle" | "stop" | "seek" | "step" | "event" | "setSpeed"
>;
type Looking = Pick<
  Actions,
  | "select"
  | "setFocus"
  | "showStream"
  | "track"
  | "untrack"
  | "follow"
  | "setWindow"
  | "setScale"
  | "setZoom"
  | "setHighlight"
  | "setPanel"
  | "setLens"
  | "setTheme"
  | "setLang"
  | "setPresent"
  | "setStageSize"
>;

export const createActions = (parts: ActionParts): Actions => ({
  ...playback(parts),
  ...looking(parts),
  ...editing(parts),
});

const playback = ({ session, ui }: ActionParts): Playback => {
  const play = (): void => {
    session.aim({ mode: "play", speed: ui.getState().speed });
    ui.setState({ goalMode: "play" });
  };
  const pause = (): void => {
    const { goalMode } = ui.getState();
    if (goalMode === "play" || goalMode === "pause") session.aim({ mode: "pause" });
    else session.stop();
    ui.setState({ goalMode: "pause" });
  };
  const stop = (): void => {
    session.stop();
    ui.setState({ goalMode: "pause" });
  };
  return {
    play,
    pause,
    stop,
    toggle: () => {
      const { goalMode } = ui.getState();
      if (goalMode === "pause" || (goalMode === "seek" && session.opening())) play();
      else pause();
    },
    seek: (us) => {
      session.aim({ mode: "seek", toUs: Math.max(0, Math.round(us)) });
      ui.setState({ goalMode: "seek" });
    },
    step: (direction) => {
      session.aim({ mode: "step", direction });
      ui.setState({ goalMode: "step" });
    },
    event: (direction) => {
      session.aim({ mode: "event", direction });
      ui.setState({ goalMode: "event" });
    },
    setSpeed: (wanted) => {
      const speed = Math.min(SPEED_MAX, Math.max(SPEED_MIN, wanted));
      ui.setState({ speed });
      if (ui.getState().goalMode === "play") session.aim({ mode: "play", speed });
    },
  };
};

const looking = ({ ui, session }: ActionParts): Looking => {
  const showStream = (name: string): void => {
    const topology = session.topology();
    const at = topology?.streams.findIndex((each) => each.name === name) ?? -1;
    if (at < 0 || name === shownStream(ui.getState().stream, topology)) return;
    ui.setState({ stream: at === 0 ? "" : name, selection: undefined, highlight: [] });
  };
  return {
    select: (selection) => {
      if (selection) ui.setState({ selection, panel: "inspector" });
      else ui.setState({ selection });
    },
    setFocus: (focus) => {
      const actor = session.topology()?.actors.find(({ id }) => id === focus);
      if (actor) showStream(actor.stream);
      ui.setState({ focus });
    },
    showStream,
    track: (key) => {
      const others = ui.getState().tracked.filter((each) => each !== key);
      ui.setState({ tracked: [key, ...others].slice(0, TRACKED_MAX), given: undefined });
    },
    untrack: (key) => {
      const tracked = ui.getState().tracked.filter((each) => each !== key);
      ui.setState({ tracked, given: undefined });
    },
    follow: (key) => {
      const { given, tracked } = ui.getState();
      if (!given) return;
      const first = key === undefined ? [] : [key];
      const next = [...first, ...given.filter((each) => each !== key)].slice(0, TRACKED_MAX);
      if (JSON.stringify(next) !== JSON.stringify(tracked)) ui.setState({ tracked: next });
    },
    setWindow: (windowUs) => {
      ui.setState({ windowUs });
    },
    setScale: (scale) => {
      ui.setState({ scale });
    },
    setZoom: (zoom) => {
      ui.setState({ zoom });
    },
    setHighlight: (highlight) => {
      ui.setState({ highlight });
    },
    setPanel: (panel) => {
      ui.setState({ panel });
    },
    setLens: (lens) => {
      ui.setState({ lens });
    },
    setTheme: (theme) => {
      ui.setState({ theme });
    },
    setLang: (lang) => {
      setLanguage(lang);
      ui.setState({ lang });
    },
    setPresent: (present) => {
      ui.setState({ present });
    },
    setStageSize: (heightPx, dotsMax) => {
      ui.setState({ heightPx, dotsMax });
    },
  };
};

/** The first consumer that the log adds, or 0. */
export const firstConsumer = (log: Log): number => {
  for (const { command } of log.entries) {
    if (command.type === "AddActor" && command.role === "consumer") return command.id;
  }
  return 0;
};

/** The view a log opens with: what it asks for over the page's own beginning. */
const openingView = (log: Log, view: ViewState): ViewState => ({
  stream: "",
  focus: firstConsumer(log),
  tracked: [],
  selection: undefined,
  windowUs: initialUi.windowUs,
  scale: initialUi.scale,
  zoom: initialUi.zoom,
  lens: 1,
  speed: 1,
  locked: [],
  hidden: [],
  ...view,
});

const lockedOutcome = (): Outcome => ({
  ok: false,
  error: { name: textOf("app", "lockedName"), message: textOf("app", "lockedText") },
});

type Editing = Omit<Actions, keyof Playback | keyof Looking>;

/** Tells whether the log has changed since the one that `opens` named came to stand. */
const watchEdits = (session: Session) => {
  let opened: Log | undefined;
  let awaited: readonly [log: Log, base: Log] | undefined;
  session.onLog.on((log) => {
    if (log === awaited?.[0]) opened = awaited[1];
  });
  return {
    edited: (): boolean =>
      opened !== undefined &&
      JSON.stringify(session.log().entries) !== JSON.stringify(opened.entries),
    opens: (log: Log, base: Log): void => {
      opened = undefined;
      awaited = [log, base];
    },
  };
};

/** What cannot be missed is told with the way back, until the next edit. */
const tellDeleted = ({ session, notices, endpoint }: ActionParts, command: Command): void => {
  // What an endpoint's run has lost is not brought back from here.
  if (endpoint !== undefined) return;
  if (command.type !== "Call" || command.operation !== "DeleteStream") return;
  const id = notices.tell({
    tone: "info",
    text: textOf("app", "deleted"),
    offer: { label: textOf("toolbar", "undo"), take: () => session.undo() },
  });
  const off = session.onLog.on(() => {
    off();
    notices.dismiss(id);
  });
};

const editing = (parts: ActionParts): Editing => {
  const { session, ui, notices, book, draw } = parts;
  const leaving = createSignal<undefined>();
  let origin: Log = session.log();
  const { edited, opens } = watchEdits(session);
  const wish = (playing: boolean): GoalWish =>
    playing ? { mode: "play", speed: ui.getState().speed } : { mode: "pause" };
  const restart = (log: Log): void => {
    const playing = ui.getState().goalMode === "play";
    session.rewrite(log, 0, wish(playing));
    ui.setState({ goalMode: playing ? "play" : "seek", selection: undefined, highlight: [] });
  };
  const openLog: Actions["openLog"] = (log, atUs, view = {}, options: OpenOptions = {}) => {
    const playing = options.playing ?? false;
    if (parts.endpoint !== undefined && !options.endpoints) {
      notices.tell({ tone: "refusal", text: textOf("after", "notOpenedHere") });
      return;
    }
    if (edited()) leaving.fire(undefined);
    origin = options.origin ?? log;
    opens(log, options.mine ? (options.origin ?? emptyLog(0)) : log);
    const usual = book.find(options.scenario ?? "")?.view.tracked ?? [];
    const { tracked = [] } = view;
    ui.setState({
      ...openingView(log, view),
      given: JSON.stringify(tracked) === JSON.stringify(usual) ? usual : undefined,
      scenario: options.scenario ?? "",
      highlight: [],
      goalMode: playing ? "play" : "seek",
    });
    session.open(log, atUs, wish(playing));
  };
  return {
    send: async (command) => {
      const outcome = ui.getState().locked.includes("edit")
        ? lockedOutcome()
        : await session.send(command);
      if (!outcome.ok) {
        const { name, message } = outcome.error;
        notices.tell({ tone: "refusal", text: `${name}: ${message}` });
      } else tellDeleted(parts, command);
      return outcome;
    },
    undo: () => {
      session.undo();
    },
    redo: () => {
      session.redo();
    },
    reset: () => {
      restart(origin);
    },
    reseed: () => {
      restart({ ...session.log(), seed: draw() });
    },
    openScenario: (name) => {
      const found = book.find(name);
      if (!found) return;
      openLog(found.log, found.startUs, found.view, { playing: true, scenario: name });
    },
    openLog,
    edited,
    onLeaving: leaving.on,
  };
};
