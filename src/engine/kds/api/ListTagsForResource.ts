import { done, refused, type Operation } from "./answer.ts";
import { findResource, tagList, tagsOf } from "./resource.ts";

/** All tags of a stream, consumer or channel, by key. */
export const ListTagsForResource: Operation<"ListTagsForResource"> = (run, input) => {
  const found = findResource(run.world, input.ResourceARN);
  if (found.error) return refused(found.error);
  return done<"ListTagsForResource">({ Tags: tagList(tagsOf(found)) });
};
