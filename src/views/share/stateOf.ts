import { scenarioByName } from "../../scenario/library/index.ts";
import type { LinkState, LinkView } from "../../scenario/state.ts";
import { firstConsumer } from "../../store/createActions.ts";
import type { Runtime } from "../../store/runtime.ts";
import { initialUi, type UiState } from "../../store/ui.ts";

const KEPT = [
  "stream",
  "focus",
  "tracked",
  "windowUs",
  "scale",
  "zoom",
  "speed",
  "panel",
  "present",
  "lens",
] as const satisfies readonly (keyof LinkView & keyof UiState)[];

const alike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What the page shows now, as a link or a file would carry it; nothing that opens so anyway. */
export const stateOf = ({ session, ui }: Runtime): LinkState => {
  const { given, ...shown } = ui.getState();
  const state: UiState = { ...shown, given, tracked: given ?? shown.tracked };
  const log = session.log();
  const usual: LinkView = {
    ...initialUi,
    focus: firstConsumer(log),
    ...scenarioByName(state.scenario)?.view,
  };
  const view = Object.fromEntries(
    KEPT.filter((key) => !alike(state[key], usual[key])).map((key) => [key, state[key]]),
  ) as LinkView;
  return {
    ...(state.scenario === "" ? {} : { scenario: state.scenario }),
    log,
    atUs: session.frame()?.atUs ?? 0,
    ...(state.selection ? { selection: state.selection } : {}),
    view: { ...view, playing: state.goalMode === "play" },
    ...(state.locked.length > 0 ? { locked: state.locked } : {}),
    ...(state.hidden.length > 0 ? { hidden: state.hidden } : {}),
  };
};
