import { formatClock } from "../../i18n/format.ts";
import { loadLaterTexts } from "../../i18n/i18n.ts";
import { textOf, type TextKey, type TextValues } from "../../i18n/useText.ts";
import type { LinkFault } from "../../scenario/faults.ts";
import type { LinkState, LinkView } from "../../scenario/state.ts";
import type { LinkResult } from "../../scenario/link.ts";
import { scenarioByName } from "../../scenario/library/index.ts";
import { offered, openDialog } from "../../store/dialog.ts";
import { asides } from "../../store/asides.ts";
import type { Runtime } from "../../store/runtime.ts";
import type { ViewState } from "../../store/ui.ts";

/** A link's view without what is no part of the page's. */
const viewOf = ({ view, selection, locked, hidden }: LinkState): ViewState => {
  const { playing: _playing, lang: _lang, ...shown }: LinkView = view;
  return {
    ...shown,
    ...(selection ? { selection } : {}),
    ...(locked ? { locked } : {}),
    ...(hidden ? { hidden } : {}),
  };
};

/** Stands at the link's moment, compares the state there with the sender's, then plays if asked to. */
const compare = async (runtime: Runtime, state: LinkState): Promise<void> => {
  const { session, pulse, notices, actions } = runtime;
  const release = session.asks.add("stateHash", true);
  await pulse.idle();
  const frame = session.frame();
  release();
  const hash = frame?.answers.stateHash;
  const differs =
    frame?.atUs === (state.atUs ?? 0) && hash !== undefined && !hash.startsWith(state.hash24 ?? "");
  if (differs) {
    const text = textOf("app", "otherEngine", { at: formatClock(frame.atUs) });
    notices.tell({ tone: "info", text });
  }
  if (playsOf(state)) actions.play();
};

/** A link that says nothing of playing plays from the start and stands at a moment. */
const playsOf = ({ view, scenario, atUs }: LinkState): boolean =>
  view.playing ?? (atUs === undefined || atUs === (scenarioByName(scenario ?? "")?.startUs ?? 0));

/** Opens what a link or a file carries; `mine` when it is the person's own run again. */
export const openState = (runtime: Runtime, state: LinkState, mine = false): void => {
  const { actions } = runtime;
  const playing = playsOf(state);
  const scenario = state.scenario === undefined ? undefined : scenarioByName(state.scenario);
  if (state.view.lang) actions.setLang(state.view.lang);
  actions.openLog(state.log, state.atUs ?? 0, viewOf(state), {
    playing: playing && state.hash24 === undefined,
    mine,
    ...(scenario
      ? {
          scenario: scenario.name,
          origin: { ...scenario.log(scenario.seed), seed: state.log.seed },
        }
      : {}),
  });
  if (state.hash24 !== undefined) void compare(runtime, state);
};

/** Opens a run of the person's own as it was left, standing. */
export const openAgain = (runtime: Runtime, state: LinkState, mine = true): void => {
  openState(runtime, { ...state, view: { ...state.view, playing: false } }, mine);
};

/** Opens a run that was put aside. */
export const takeBack = (runtime: Runtime, state: LinkState): void => {
  asides.setState(
    asides.getState().filter((each) => each !== state),
    true,
  );
  openAgain(runtime, state);
};

const faultWords = async (fault: LinkFault): Promise<string> => {
  const [{ faultText }] = await Promise.all([
    import("../../scenario/messages.ts"),
    loadLaterTexts(),
  ]);
  return faultText(fault, (key: TextKey<"scenario">, values?: TextValues) =>
    textOf("scenario", key, values),
  );
};

/** Opens a result, or says what is wrong with it and where; what the person had stays. */
const openResult = async (
  runtime: Runtime,
  result: LinkResult,
  refusal: (why: string) => string,
  say?: (text: string) => void,
): Promise<boolean> => {
  if (result.ok) {
    openState(runtime, result.state);
    return true;
  }
  const why = await faultWords(result.error);
  const text = refusal(why);
  const had = runtime.session.log().entries.length > 0;
  const said = had ? textOf("app", "kept", { text }) : text;
  if (say) say(said);
  else runtime.notices.tell({ tone: "refusal", text: said });
  return false;
};

/** The part of a pasted address or fragment that is the link. */
export const fragmentOf = (pasted: string): string => {
  const text = pasted.trim();
  const at = text.indexOf("#");
  return at >= 0 ? text.slice(at) : text;
};

/**
 * Opens a fragment, or an address with one. Resolves to whether it could be opened; a refusal is
 * told by `say`, or as a notice.
 */
export const openLink = async (
  runtime: Runtime,
  link: string,
  say?: (text: string) => void,
): Promise<boolean> => {
  const { decodeLink } = await import("../../scenario/link.ts");
  const result = await decodeLink(fragmentOf(link));
  return openResult(runtime, result, (why) => textOf("app", "badLink", { why }), say);
};

/** The address of the run that another page handed over. */
export const HANDED = "#copy";

/** Opens it, or says that it is not there any more. */
export const openHanded = async (runtime: Runtime): Promise<boolean> => {
  const [{ handedOver }, { parseFile }] = await Promise.all([
    import("../../store/handed.ts"),
    import("../../scenario/file.ts"),
  ]);
  const text = await handedOver().catch(() => undefined);
  if (text === undefined) {
    runtime.notices.tell({ tone: "refusal", text: textOf("app", "notHanded") });
    return false;
  }
  return openResult(runtime, parseFile(text), (why) => textOf("app", "badLink", { why }));
};

/** A file that the AWS CLI wrote, not this page. */
const FROM_AWS = /"(Shards|StreamDescription(Summary)?)"\s*:/;

/** Opens a file's text, as `openLink` does a link. */
export const openFile = async (
  runtime: Runtime,
  name: string,
  text: string,
  say?: (text: string) => void,
): Promise<boolean> => {
  if (FROM_AWS.test(text)) {
    offered.text = text;
    openDialog("exchange");
    return false;
  }
  const { parseFile } = await import("../../scenario/file.ts");
  const opened = await openResult(
    runtime,
    parseFile(text),
    (why) => textOf("app", "badFile", { name, why }),
    say,
  );
  if (opened) runtime.notices.tell({ tone: "info", text: textOf("app", "opened", { name }) });
  return opened;
};
