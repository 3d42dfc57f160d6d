import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

export type DialogName = "none" | "share" | "help" | "open" | "exchange";

const dialogs = createStore<DialogName>(() => "none");

export const openDialog = (name: DialogName): void => {
  dialogs.setState(name, true);
};

/** Text dropped on the page, for the dialog that takes it. */
export const offered = { text: "" };

/** Which modal window is open; at most one. */
export const useDialog = (): {
  readonly shown: DialogName;
  readonly open: (name: DialogName) => void;
} => ({ shown: useStore(dialogs), open: openDialog });
