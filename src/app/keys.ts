import { textOf } from "../i18n/useText.ts";
import { middleOf, shardIdOf } from "../views/actors/hottest.ts";
import { nextSpeed } from "../views/toolbar/speeds.ts";
import { openDialog } from "../store/dialog.ts";
import type { Runtime } from "../store/runtime.ts";
import { readersOf } from "../store/shown.ts";

/** Inputs that a person types into; sliders, boxes and buttons are not. */
const NOT_TEXT = ["range", "checkbox", "radio", "button", "submit", "reset", "color", "file"];

const isTyping = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !NOT_TEXT.includes(target.type);
};

/** Arrows belong to what has focus when that understands them. */
const wantsArrows = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest(
    "input, select, [role=slider], [role=grid], [role=listbox], [role=tablist], [data-arrows]",
  ) !== null;

type Act = (runtime: Runtime, event: KeyboardEvent) => void;

const undoOrRedo: Act = ({ actions, ui }, event) => {
  if (ui.getState().locked.includes("edit")) return;
  if (event.shiftKey) actions.redo();
  else actions.undo();
};

const focusConsumer: Act = ({ actions, session, ui }, event) => {
  const topology = session.topology();
  if (!topology) return;
  const chosen = readersOf(topology, ui.getState().stream)[Number(event.key) - 1];
  if (chosen) actions.setFocus(chosen.id);
};

/** Splits the selected shard in the middle of its range; a refusal is told as any other. */
const splitSelected: Act = ({ actions, session, ui, notices }) => {
  const { selection, locked } = ui.getState();
  if (locked.includes("edit")) return;
  const shards = session.topology()?.shards;
  const shard = selection?.type === "shard" ? selection.shard : -1;
  const middle = shards ? middleOf(shards, shard) : undefined;
  const stream = session.frame()?.stream.name;
  if (middle === undefined || stream === undefined) {
    notices.tell({ tone: "info", text: textOf("app", "selectShard") });
    return;
  }
  const input = {
    StreamName: stream,
    ShardToSplit: shardIdOf(shard),
    NewStartingHashKey: middle,
  };
  void actions.send({ type: "Call", operation: "SplitShard", input });
};

const present: Act = ({ actions, ui }) => {
  actions.setPresent(!ui.getState().present);
};

const moving = (act: Act): Act => {
  return (runtime, event) => {
    if (!runtime.ui.getState().locked.includes("time")) act(runtime, event);
  };
};

const speeding = (direction: 1 | -1): Act => {
  return ({ actions, ui }) => {
    const { speed, locked } = ui.getState();
    if (!locked.includes("speed")) actions.setSpeed(nextSpeed(speed, direction));
  };
};

const KEYS: Readonly<Record<string, Act>> = {
  n: moving(({ actions }, event) => {
    actions.event(event.shiftKey ? -1 : 1);
  }),
  f: present,
  p: present,
  l: () => {
    openDialog("share");
  },
  "?": () => {
    openDialog("help");
  },
  "[": speeding(-1),
  "]": speeding(1),
  s: splitSelected,
  z: undoOrRedo,
};

const ARROWS: Readonly<Record<string, Act>> = {
  ArrowLeft: moving(({ actions }) => {
    actions.step(-1);
  }),
  ArrowRight: moving(({ actions }) => {
    actions.step(1);
  }),
};

/** Letters by their place on the keyboard where the script is not Latin. */
const keyOf = (event: KeyboardEvent): string => {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  return /^[\p{ASCII}]$/u.test(event.key) || !letter
    ? event.key.toLowerCase()
    : letter.toLowerCase();
};

const actOf = (event: KeyboardEvent): Act | undefined => {
  if (event.key in ARROWS) return wantsArrows(event.target) ? undefined : ARROWS[event.key];
  if (/^[1-9]$/.test(event.key)) return focusConsumer;
  return KEYS[keyOf(event)];
};

/** What the key went to, in a shadow root too. */
const targetOf = (event: KeyboardEvent): EventTarget | null =>
  event.composedPath()[0] ?? event.target;

const isBusyElsewhere = (target: EventTarget | null): boolean =>
  isTyping(target) || document.querySelector("dialog[open]") !== null;

/** A box that only the space bar can tick keeps it. */
const needsSpace = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && (target.type === "checkbox" || target.type === "radio");

const spaceIsOurs = (event: KeyboardEvent): boolean =>
  event.key === " " && !isBusyElsewhere(targetOf(event)) && !needsSpace(targetOf(event));

/** The page's keys. Space pauses whatever has focus, except a text field or an open dialog. */
export const listenToKeys = (runtime: Runtime): (() => void) => {
  const spaceDown = (event: KeyboardEvent): void => {
    if (!spaceIsOurs(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) runtime.actions.toggle();
  };
  // A button is pressed when the space bar goes up; here the space bar is for the run alone.
  const spaceUp = (event: KeyboardEvent): void => {
    if (spaceIsOurs(event)) event.preventDefault();
  };
  const down = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isBusyElsewhere(targetOf(event))) return;
    const undoing = (event.ctrlKey || event.metaKey) && keyOf(event) === "z";
    if ((event.ctrlKey || event.metaKey || event.altKey) && !undoing) return;
    const leave: Act | undefined =
      event.key === "Escape" && runtime.ui.getState().present ? present : undefined;
    const act = leave ?? actOf(event);
    if (!act) return;
    event.preventDefault();
    act(runtime, event);
  };
  window.addEventListener("keydown", spaceDown, true);
  window.addEventListener("keyup", spaceUp, true);
  window.addEventListener("keydown", down);
  return () => {
    window.removeEventListener("keydown", spaceDown, true);
    window.removeEventListener("keyup", spaceUp, true);
    window.removeEventListener("keydown", down);
  };
};
