import type { TextKey } from "../../i18n/useText.ts";
import { libraryMessages } from "../../scenario/library/messages.ts";

export type ScenarioPart = "title" | "question" | "try" | "see";

/** The key of a stock scenario's text, or undefined for a scenario of the person's own. */
export const scenarioKey = (name: string, part: ScenarioPart): TextKey<"scenario"> | undefined => {
  const known = Object.hasOwn(libraryMessages.en, `${name}.title`);
  return known ? (`${name}.${part}` as TextKey<"scenario">) : undefined;
};
