import type { Text, TextKey } from "../../i18n/useText.ts";
import type { Fault, Note } from "../../exchange/faults.ts";

type Say = Text<"exchange">;

/** A refusal in words. */
export const faultWords = ({ id, values }: Fault, t: Say): string => {
  const { expected } = values;
  const words =
    expected === undefined
      ? values
      : { ...values, expected: t(`expected.${expected}` as TextKey<"exchange">) };
  return t(`fault.${id}`, words);
};

/** What was assumed, in words; the same said of several shards once, with their number. */
export const noteWords = (notes: readonly Note[], t: Say): readonly string[] => [
  ...new Set(notes.map(({ id, values }) => t(`note.${id}`, values))),
];
