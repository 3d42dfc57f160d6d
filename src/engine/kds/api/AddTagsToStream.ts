import { note } from "../../core/state.ts";
import { settingsOf } from "../consumers.ts";
import { done, findStream, refOf, refused, type Operation } from "./answer.ts";
import { addTags } from "./resource.ts";

/** Adds tags or gives those there are new values; 50 in all. */
export const AddTagsToStream: Operation<"AddTagsToStream"> = (run, input) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const ref = refOf(world, stream.name);
  const refusal = addTags(() => settingsOf(stream), stream.settings?.tags, ref, input.Tags);
  if (refusal) return refused(refusal);
  note(run, "call", { operation: "AddTagsToStream", stream: stream.name });
  return done<"AddTagsToStream">({});
};
