import type { StoryFact, StoryId, Target } from "../../protocol/frame.ts";
import type { SimUs } from "../../protocol/log.ts";
import { formatNumber } from "../../i18n/format.ts";
import type { Text, TextKey } from "../../i18n/useText.ts";
import { captionMessages } from "./messages.ts";
import { readable } from "./values.ts";

/** A story fact in one line; text and highlight come from the one object. */
export interface Narration {
  readonly id: StoryId;
  /** What it is about; alike while only its numbers change. */
  readonly subject: string;
  /** One or two sentences; `**` marks bold. */
  readonly line: string;
  readonly targets: readonly Target[];
  readonly fact: StoryFact;
}

type Values = StoryFact["values"];
export const count = (values: Values, name: string): number => Number(values[name] ?? 0);

/** Records until which a run is still beginning. */
const BEGINNING = 40;

/** Share of retention from which the rest is a matter of rounding. */
const USED_UP = 0.995;

const calmVariant = (values: Values): string => {
  if (count(values, "records") === 0) return "empty";
  if (count(values, "records") <= 2 && values["key"] !== undefined) return "first";
  if (count(values, "delivered") > 0) {
    return count(values, "records") <= BEGINNING ? "reading" : "steady";
  }
  const unread = count(values, "consumers") === 0 && count(values, "records") > BEGINNING;
  return unread ? "unread" : "filling";
};

/** A rate that is as good as none: six in an hour. */
const LEAST_PER_S = 6 / 3_600;

/** Which of the texts of an id fits its values; an id not listed has one text. */
const VARIANTS: Partial<Record<StoryId, (values: Values) => string>> = {
  orderBroken: (values) => String(values["reason"]),
  writeThrottled: (values) => String(values["limit"]),
  readThrottled: (values) => String(values["limit"]),
  resharding: (values) =>
    values["operation"] === "UpdateShardCount" && count(values, "stepsLeft") === 0
      ? "last"
      : String(values["operation"]),
  fallingBehind: (values) =>
    values["cause"] === "processing" &&
    Math.min(count(values, "writtenPerS"), count(values, "deliveredPerS")) < LEAST_PER_S
      ? "slow"
      : String(values["cause"]),
  retentionNear: (values) => (count(values, "share") >= USED_UP ? "full" : ""),
  producerCopies: (values) => String(values["cause"]),
  noProducers: (values) => (count(values, "unread") > 0 ? "unread" : ""),
  reReading: (values) => (count(values, "due") > 0 ? "due" : ""),
  noStream: (values) => {
    if (values["status"] !== "") return String(values["status"]);
    return "plannedUs" in values ? "planned" : "none";
  },
  calm: calmVariant,
};

/** What a variant falls back to when the engine says one that has no text. */
const DEFAULT_VARIANT: Partial<Record<StoryId, string>> = {
  orderBroken: "child-before-parent",
  writeThrottled: "records",
  readThrottled: "calls",
  resharding: "SplitShard",
  fallingBehind: "processing",
  noStream: "none",
};

const isKey = (key: string): key is TextKey<"caption"> => Object.hasOwn(captionMessages.en, key);

/** The key of the fact's line. */
export const lineKey = (fact: Pick<StoryFact, "id" | "values">): TextKey<"caption"> => {
  const variant = VARIANTS[fact.id]?.(fact.values);
  const keys = [variant, DEFAULT_VARIANT[fact.id]].map((each) => `${fact.id}.line.${each}`);
  const found = [...keys, `${fact.id}.line`].find(isKey);
  if (!found) throw new Error(`no line for ${fact.id}`);
  return found;
};

const RATES = ["deliveredPerS", "writtenPerS", "recordsPerS"] as const;
/** Under so many a second people count by the minute. */
const SLOW_PER_S = 0.95;

/** Rates of records that are told beside each other: by the minute where the quickest is slow. */
const slowRates = (values: Values, t: Text<"caption">): Record<string, string> => {
  const told = RATES.filter((name) => name in values);
  const quickest = Math.max(0, ...told.map((name) => count(values, name)));
  if (quickest === 0 || quickest >= SLOW_PER_S) return {};
  return Object.fromEntries(
    told.map((name) => [
      name,
      t("perMinute", { n: formatNumber(Math.round(count(values, name) * 600) / 10) }),
    ]),
  );
};

const SUBJECTS = ["consumer", "producer", "shard", "key"] as const;

/** Words for a fact at the frame's instant. */
export const narrate = (fact: StoryFact, atUs: SimUs, t: Text<"caption">): Narration => {
  const values = { ...readable(fact, atUs), ...slowRates(fact.values, t) };
  return {
    id: fact.id,
    subject: [lineKey(fact), ...SUBJECTS.map((name) => fact.values[name] ?? "")].join(" "),
    line: t(lineKey(fact), values),
    targets: fact.targets,
    fact,
  };
};
