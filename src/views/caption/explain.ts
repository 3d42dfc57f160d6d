import type { Text, TextKey } from "../../i18n/useText.ts";
import type { StoryFact } from "../../protocol/frame.ts";
import type { SimUs } from "../../protocol/log.ts";
import { happeningMessages } from "./happeningMessages.ts";
import { count } from "./narrate.ts";
import { type Source, SOURCES } from "./sources.ts";
import { readable } from "./values.ts";

/** A story fact in full: why it is so, what one does about it, and where that is written. */
export interface Explanation {
  readonly title: string;
  readonly why: string;
  readonly advice: string;
  readonly source: Source;
}

const extras = ({ values }: StoryFact, t: Text<"happening">): Record<string, string> => {
  const limit = values["limit"] === "bytes" ? "bytes" : "records";
  const sink = values["sink"];
  const known = sink === "sequenceNumber" || sink === "recordId" ? sink : "none";
  return {
    limitText: t(`limit.${limit}`),
    sinkText: t(`sink.${known}`),
    lateSoFar: t("lateSoFar", { count: count(values, "late") }),
    copiesSoFar: t("copiesSoFar", { count: count(values, "copies") }),
  };
};

const isKey = (key: string): key is TextKey<"happening"> =>
  Object.hasOwn(happeningMessages.en, key);

const adviceKey = ({ id, values }: StoryFact): TextKey<"happening"> => {
  const byCause = `${id}.do.${String(values["cause"])}`;
  return isKey(byCause) ? byCause : `${id}.do`;
};

/** The explanation of a fact at the frame's instant. */
export const explain = (fact: StoryFact, atUs: SimUs, t: Text<"happening">): Explanation => {
  const values = { ...readable(fact, atUs), ...extras(fact, t) };
  return {
    title: t(`${fact.id}.title`, values),
    why: t(`${fact.id}.why`, values),
    advice: t(adviceKey(fact), values),
    source: SOURCES[fact.id],
  };
};
