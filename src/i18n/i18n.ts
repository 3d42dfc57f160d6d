import i18next, { type i18n as Instance } from "i18next";
import { initReactI18next } from "react-i18next";
import { tables } from "./tables.ts";

export type Language = "en" | "ko";
export const LANGUAGES: readonly Language[] = ["en", "ko"];

const resourcesOf = (language: Language): Record<string, Readonly<Record<string, string>>> =>
  Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table[language]]));

/** The one instance; its tables are bundled, so it is ready as soon as this module is loaded. */
export const i18n: Instance = i18next.createInstance();
void i18n.use(initReactI18next).init({
  lng: "en",
  fallbackLng: false,
  resources: { en: resourcesOf("en"), ko: resourcesOf("ko") },
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

export const currentLanguage = (): Language => (i18n.language === "ko" ? "ko" : "en");

let later: Promise<void> | undefined;

/** Adds the strings of panels, dialogs and refusals; at once where they are there, again where not. */
export const loadLaterTexts = (): Promise<void> => {
  later ??= import("./laterTables.ts").then(
    ({ laterTables }) => {
      for (const [name, table] of Object.entries(laterTables)) {
        for (const language of LANGUAGES) {
          i18n.addResourceBundle(language, name, table[language], true, true);
        }
      }
    },
    (fault: unknown) => {
      later = undefined;
      throw fault;
    },
  );
  return later;
};

/** Switches every text and number on the page, and the document's own language. */
export const setLanguage = (language: Language): void => {
  void i18n.changeLanguage(language);
  if (typeof document !== "undefined") document.documentElement.lang = language;
};

/** The browser's language if it is one of ours, else English. */
export const preferredLanguage = (wanted: readonly string[]): Language => {
  for (const each of wanted) {
    if (each.toLowerCase().startsWith("ko")) return "ko";
    if (each.toLowerCase().startsWith("en")) return "en";
  }
  return "en";
};
