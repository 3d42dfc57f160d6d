import { isDeepStrictEqual } from "node:util";
import type { Case } from "./case.ts";
import { Lab } from "./lab.ts";
import { Unobservable, type Target } from "./target.ts";

export type Result =
  | { readonly type: "same" }
  | { readonly type: "differs"; readonly observed: unknown }
  | { readonly type: "unobservable"; readonly why: string };

/** What a case shows at a target, as JSON. */
export const observe = async (target: Target, each: Case, number: number): Promise<unknown> => {
  const lab = new Lab(target, `c${number}-`);
  try {
    return lab.shown(await each.observe(lab));
  } finally {
    await lab.clear();
  }
};

export const runCase = async (target: Target, each: Case, number: number): Promise<Result> => {
  try {
    const observed = await observe(target, each, number);
    return isDeepStrictEqual(observed, each.expected)
      ? { type: "same" }
      : { type: "differs", observed };
  } catch (error) {
    if (error instanceof Unobservable) return { type: "unobservable", why: error.message };
    const { name, message } = error as Error;
    return { type: "differs", observed: `the case could not go on: ${name}: ${message}` };
  }
};
