import { note } from "../../core/state.ts";
import { settingsOf } from "../consumers.ts";
import { done, findStream, refused, type Operation } from "./answer.ts";
import { removeTags } from "./resource.ts";

/** Removes tags by key; a key that is not there is no fault. */
export const RemoveTagsFromStream: Operation<"RemoveTagsFromStream"> = (run, input) => {
  const { stream, error } = findStream(run.world, input);
  if (error) return refused(error);
  removeTags(() => settingsOf(stream), stream.settings?.tags, input.TagKeys);
  note(run, "call", { operation: "RemoveTagsFromStream", stream: stream.name });
  return done<"RemoveTagsFromStream">({});
};
