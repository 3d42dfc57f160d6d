import type { Runtime } from "../store/runtime.ts";
import type { UiState } from "../store/ui.ts";

/** Theme and projector view stand on the root element, where the tokens look for them. */
export const followLooks = ({ ui }: Runtime): void => {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const look = ({ theme, present }: UiState): void => {
    const { dataset } = document.documentElement;
    dataset["theme"] = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
    dataset["present"] = String(present);
  };
  look(ui.getState());
  ui.subscribe(look);
  dark.addEventListener("change", () => {
    look(ui.getState());
  });
};
