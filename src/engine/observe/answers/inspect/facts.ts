import type { Inspection } from "../../../../protocol/frame.ts";

type Fact = Inspection["facts"][number];

/** Facts in the order given; one without a value does not apply and is left out. */
export const factsOf = (
  rows: readonly (readonly [string, string | number | undefined])[],
): Fact[] =>
  rows.flatMap(([id, value]) => (value === undefined || value === "" ? [] : [{ id, value }]));

/** The value where it is a place in time or a number that applies, else undefined. */
export const known = (value: number | undefined): number | undefined =>
  value === undefined || value < 0 ? undefined : value;
