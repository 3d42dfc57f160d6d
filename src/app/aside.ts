import { formatClock } from "../i18n/format.ts";
import { textOf, type TextKey } from "../i18n/useText.ts";
import { parseFile, printFile } from "../scenario/file.ts";
import type { LinkState } from "../scenario/state.ts";
import { asides } from "../store/asides.ts";
import type { Runtime } from "../store/runtime.ts";
import { takeBack } from "../views/share/opening.ts";
import { stateOf } from "../views/share/stateOf.ts";
import { readKept } from "./kept.ts";

const ASIDE_KEY = "shardscope.asides";
const ASIDE_MAX = 5;

const parse = (text: string): readonly LinkState[] => {
  try {
    const files: unknown = JSON.parse(text);
    if (!Array.isArray(files)) return [];
    return files.flatMap((file) => {
      const result = parseFile(String(file));
      return result.ok ? [result.state] : [];
    });
  } catch {
    return [];
  }
};

/** As many as this browser takes, the newest first; the page itself has them all. */
const keep = (states: readonly LinkState[]): void => {
  const files = states.map((state) => printFile(state));
  for (let count = files.length; count >= 0; count -= 1) {
    try {
      localStorage.setItem(ASIDE_KEY, JSON.stringify(files.slice(0, count)));
      return;
    } catch {
      continue;
    }
  }
};

const sameRun = (a: LinkState, b: LinkState): boolean =>
  a.scenario === b.scenario && JSON.stringify(a.log) === JSON.stringify(b.log);

const tell = (runtime: Runtime, state: LinkState): void => {
  const name =
    state.scenario === undefined
      ? textOf("toolbar", "scenarioOwn")
      : textOf("scenario", `${state.scenario}.title` as TextKey<"scenario">);
  runtime.notices.tell({
    tone: "info",
    text: textOf("after", "putAside", { name, at: formatClock(state.atUs ?? 0) }),
    offer: {
      label: textOf("after", "backToIt"),
      take: () => {
        takeBack(runtime, state);
      },
    },
  });
};

/**
 * A run with edits of the person's own that gives way to another is put aside, told with the way
 * back, and told again when what it grew from is opened anew. `left` is such a run of the last
 * visit.
 */
export const startPuttingAside = (runtime: Runtime, left: LinkState | undefined): void => {
  const putAside = (state: LinkState): void => {
    const others = asides.getState().filter((each) => !sameRun(each, state));
    asides.setState([state, ...others].slice(0, ASIDE_MAX), true);
    tell(runtime, state);
  };
  asides.setState(parse(readKept(ASIDE_KEY) ?? ""), true);
  asides.subscribe(keep);
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === ASIDE_KEY) asides.setState(parse(newValue ?? ""), true);
  });
  runtime.actions.onLeaving(() => {
    putAside(stateOf(runtime));
  });
  runtime.ui.subscribe(({ scenario }, before) => {
    const [newest] = asides.getState();
    if (scenario !== before.scenario && scenario !== "" && newest?.scenario === scenario) {
      tell(runtime, newest);
    }
  });
  if (left) putAside(left);
};
