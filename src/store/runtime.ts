import { createContext, useContext } from "react";
import type { Session } from "../session/session.ts";
import type { Actions } from "./actions.ts";
import { createActions, type ActionParts } from "./createActions.ts";
import { createNotices, type Notices } from "./notices.ts";
import { createPulse, type Pulse } from "./pulse.ts";
import { readersOf } from "./shown.ts";
import { createUiStore, type UiState, type UiStore } from "./ui.ts";

/** What the hooks read: one for the page, one for each test that mounts a view. */
export interface Runtime {
  readonly session: Session;
  readonly ui: UiStore;
  readonly notices: Notices;
  readonly pulse: Pulse;
  readonly actions: Actions;
  /** The address of the endpoint whose run this is; without it the run is the page's own. */
  readonly endpoint?: string;
  /** The endpoint's run so far as the text of a file; undefined when it cannot be had. */
  readonly copyRun?: () => Promise<string | undefined>;
}

export interface RuntimeParts
  extends Pick<ActionParts, "session" | "book" | "draw" | "endpoint">, Pick<Runtime, "copyRun"> {
  readonly start?: Partial<UiState>;
}

export const createRuntime = ({ start, ...parts }: RuntimeParts): Runtime => {
  const { session, endpoint, copyRun } = parts;
  const ui = createUiStore(start);
  const notices = createNotices();
  const pulse = createPulse(session);
  const actions = createActions({ ...parts, ui, notices });
  linkView(session, ui);
  return {
    session,
    ui,
    notices,
    pulse,
    actions,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(copyRun ? { copyRun } : {}),
  };
};

/** The viewport follows the page; a focus that is not of the stream shown gives way. */
const linkView = (session: Session, ui: UiStore): void => {
  const look = (state: UiState): void => {
    const { stream, windowUs, scale, heightPx, zoom, focus, tracked, dotsMax } = state;
    session.setView({ stream, windowUs, scale, heightPx, zoom, focus, tracked, dotsMax });
  };
  look(ui.getState());
  ui.subscribe(look);
  session.onReached.on(() => {
    ui.setState({ goalMode: "pause" });
  });
  session.onStatus.on(({ phase }) => {
    if (phase === "failed") ui.setState({ goalMode: "pause" });
  });
  let due = false;
  session.onFrame.on(({ frame }) => {
    due ||= frame.topology !== undefined;
    // On the way to a moment there may not be yet what the moment has.
    if (!due || (session.goal().mode === "seek" && !frame.goal.done)) return;
    due = false;
    followTopology(session, ui);
  });
};

const followTopology = (session: Session, ui: UiStore): void => {
  const topology = session.topology();
  if (!topology) return;
  const { focus, stream } = ui.getState();
  const readers = readersOf(topology, stream);
  if (readers.some((actor) => actor.id === focus)) return;
  ui.setState({ focus: readers[0]?.id ?? 0 });
};

export const RuntimeContext = createContext<Runtime | undefined>(undefined);

export const useRuntime = (): Runtime => {
  const runtime = useContext(RuntimeContext);
  if (!runtime) throw new Error("No runtime: wrap the view in RuntimeContext.");
  return runtime;
};
