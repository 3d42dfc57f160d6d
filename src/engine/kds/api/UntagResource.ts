import { note } from "../../core/state.ts";
import { done, refused, type Operation } from "./answer.ts";
import { findResource, removeTags, tagsOf } from "./resource.ts";

/** Removes tags from a stream, consumer or channel; a key that is not there is no fault. */
export const UntagResource: Operation<"UntagResource"> = (run, input) => {
  const found = findResource(run.world, input.ResourceARN);
  if (found.error) return refused(found.error);
  removeTags(found.holder, tagsOf(found), input.TagKeys);
  note(run, "call", { operation: "UntagResource", stream: found.ref.stream });
  return done<"UntagResource">({});
};
