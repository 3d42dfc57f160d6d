import { expiredNextToken, invalidNextToken } from "../../../aws/errorsRead.ts";
import type { AwsError } from "../../../aws/errors.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import type { World } from "../../core/world.ts";
import { seal, type OpaqueKind } from "../opaque.ts";
import { unseal } from "../unseal.ts";

/** A page of a list in the order of its names. */
export type Page<T> =
  | { readonly shown: readonly T[]; readonly NextToken?: string; readonly error?: undefined }
  | { readonly error: AwsError };

interface Asked {
  readonly kind: OpaqueKind;
  /** What the token must have been given out for. */
  readonly of: string;
  readonly most: number;
  readonly MaxResults: number | undefined;
  readonly NextToken: string | undefined;
}

/** The next names of a list, and a token for more that holds for 300 s. */
export const pageOf = <T extends { readonly name: string }>(
  world: World,
  list: readonly T[],
  { kind, of, most, MaxResults, NextToken }: Asked,
): Page<T> => {
  let after = "";
  if (NextToken !== undefined) {
    const [name = "", given, issued] = unseal(world, kind, NextToken) ?? [];
    const issuedUs = Number(issued);
    if (given !== of || !(issuedUs <= world.nowUs)) return { error: invalidNextToken() };
    const ttlUs = LIMIT.nextTokenTtlSeconds * 1_000_000;
    if (world.nowUs - issuedUs > ttlUs) return { error: expiredNextToken() };
    after = name;
  }
  const left = list
    .filter((each) => each.name > after)
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const shown = left.slice(0, Math.min(MaxResults ?? most, most));
  if (shown.length === left.length) return { shown };
  return { shown, NextToken: seal(world, kind, [shown.at(-1)!.name, of, world.nowUs]) };
};
