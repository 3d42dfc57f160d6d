import { isDeepStrictEqual } from "node:util";
import type { Case } from "./case.ts";
import { isOfConnection, Lab } from "./lab.ts";
import { Unobservable, type Target } from "./target.ts";

export type Result =
  | { readonly type: "same" }
  | { readonly type: "differs"; readonly observed: unknown }
  | { readonly type: "unobservable"; readonly why: string };

/** What a case shows at a target, as JSON. */
export const observe = async (target: Target, each: Case, prefix: string): Promise<unknown> => {
  const lab = new Lab(target, prefix);
  try {
    return lab.shown(await each.observe(lab));
  } finally {
    await lab.clear();
  }
};

const ATTEMPTS = 3;

/** Where a connection fails, the case is begun again under other names. */
export const runCase = async (target: Target, each: Case, number: number): Promise<Result> => {
  for (let attempt = 1; ; attempt++) {
    try {
      const observed = await observe(target, each, `c${number}r${attempt}-`);
      return isDeepStrictEqual(observed, each.expected)
        ? { type: "same" }
        : { type: "differs", observed };
    } catch (error) {
      if (error instanceof Unobservable) return { type: "unobservable", why: error.message };
      if (isOfConnection(error) && attempt < ATTEMPTS) continue;
      const { name, message } = error as Error;
      return { type: "differs", observed: `the case could not go on: ${name}: ${message}` };
    }
  }
};
