import { policyMalformed } from "../../../aws/errorsMore.ts";
import { note } from "../../core/state.ts";
import { done, refused, type Operation } from "./answer.ts";
import { findResource } from "./resource.ts";

const isObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** Keeps the policy of a stream, consumer or channel. Who may do what is not decided by it yet. */
export const PutResourcePolicy: Operation<"PutResourcePolicy"> = (run, input) => {
  const found = findResource(run.world, input.ResourceARN);
  if (found.error) return refused(found.error);
  if (!isObject(input.Policy)) return refused(policyMalformed());
  found.holder().policy = input.Policy;
  note(run, "call", { operation: "PutResourcePolicy", stream: found.ref.stream });
  return done<"PutResourcePolicy">({});
};
