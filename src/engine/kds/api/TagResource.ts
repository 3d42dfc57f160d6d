import { note } from "../../core/state.ts";
import { done, refused, type Operation } from "./answer.ts";
import { addTags, findResource, tagsOf } from "./resource.ts";

/** Adds tags to a stream, consumer or channel. */
export const TagResource: Operation<"TagResource"> = (run, input) => {
  const found = findResource(run.world, input.ResourceARN);
  if (found.error) return refused(found.error);
  const refusal = addTags(found.holder, tagsOf(found), found.ref, input.Tags);
  if (refusal) return refused(refusal);
  note(run, "call", { operation: "TagResource", stream: found.ref.stream });
  return done<"TagResource">({});
};
