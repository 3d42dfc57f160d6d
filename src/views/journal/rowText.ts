import { formatDuration } from "../../i18n/format.ts";
import type { Text, TextKey } from "../../i18n/useText.ts";
import type { JournalRow } from "../../protocol/frame.ts";
import { readable } from "../caption/values.ts";
import { journalMessages } from "./messages.ts";

const isKey = (key: string): key is TextKey<"journal"> => Object.hasOwn(journalMessages.en, key);

/** The row in one sentence; a type without words shows its name and values, so nothing is hidden. */
export const rowText = (row: JournalRow, t: Text<"journal">): string => {
  const values: Record<string, string> = {
    ...readable({ values: row.values }, row.atUs),
  };
  const key = `row.${row.type}`;
  const limit = `limit.${row.values["limit"] ?? ""}`;
  if (isKey(limit)) values["limit"] = t(limit);
  const durationUs = row.values["durationUs"];
  if (typeof durationUs === "number") values["durationUs"] = formatDuration(durationUs);
  const text = isKey(key)
    ? t(key, values)
    : [row.type, ...Object.entries(values).map(([name, value]) => `${name} ${value}`)].join(", ");
  return text.trim();
};
