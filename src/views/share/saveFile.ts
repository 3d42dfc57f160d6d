import { FILE_SUFFIX, printFile } from "../../scenario/file.ts";
import type { LinkState } from "../../scenario/state.ts";
import type { Runtime } from "../../store/runtime.ts";
import { stateOf } from "./stateOf.ts";

/** Hands the person the run as a file, the same thing that a link carries. */
export const saveFile = (runtime: Runtime, state: LinkState = stateOf(runtime)): void => {
  const url = URL.createObjectURL(new Blob([printFile(state)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${state.scenario ?? "run"}${FILE_SUFFIX}`;
  link.click();
  URL.revokeObjectURL(url);
};
