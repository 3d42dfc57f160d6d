import { policyNotFound } from "../../../aws/errorsMore.ts";
import { note } from "../../core/state.ts";
import { done, refused, type Operation } from "./answer.ts";
import { findResource } from "./resource.ts";

/** Takes the policy of a stream, consumer or channel away; there must be one. */
export const DeleteResourcePolicy: Operation<"DeleteResourcePolicy"> = (run, input) => {
  const found = findResource(run.world, input.ResourceARN);
  if (found.error) return refused(found.error);
  if (found.held?.policy === undefined) return refused(policyNotFound(input.ResourceARN));
  delete found.holder().policy;
  note(run, "call", { operation: "DeleteResourcePolicy", stream: found.ref.stream });
  return done<"DeleteResourcePolicy">({});
};
