import { preferredLanguage, setLanguage } from "../i18n/i18n.ts";
import type { Runtime } from "../store/runtime.ts";
import type { UiState } from "../store/ui.ts";

type Preferences = Pick<UiState, "theme" | "lang">;

const KEY = "shardscope.preferences";

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const kept = (): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
};

/** Theme and language as chosen before, else as the browser has them. */
export const readPreferences = (): Preferences => {
  const { theme, lang } = kept();
  return {
    theme: theme === "light" || theme === "dark" ? theme : "system",
    lang: lang === "en" || lang === "ko" ? lang : preferredLanguage(navigator.languages),
  };
};

/** Applies the language now and keeps both from here on. */
export const keepPreferences = ({ ui }: Runtime): void => {
  setLanguage(ui.getState().lang);
  ui.subscribe(({ theme, lang }, before) => {
    if (theme === before.theme && lang === before.lang) return;
    try {
      localStorage.setItem(KEY, JSON.stringify({ theme, lang }));
    } catch {
      // A browser that keeps nothing asks again next time.
    }
  });
};
