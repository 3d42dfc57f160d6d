import { LIMIT_MORE } from "../../../aws/limitValuesMore.ts";
import { done, findStream, refused, type Operation } from "./answer.ts";
import { tagList } from "./resource.ts";

/** Tags by key, at most 50 a page. */
export const ListTagsForStream: Operation<"ListTagsForStream"> = (run, input) => {
  const { stream, error } = findStream(run.world, input);
  if (error) return refused(error);
  const { ExclusiveStartTagKey: after, Limit: limit = LIMIT_MORE.listTagsPageMax } = input;
  const left = tagList(stream.settings?.tags).filter(
    ({ Key }) => after === undefined || Key > after,
  );
  return done<"ListTagsForStream">({
    Tags: left.slice(0, limit),
    HasMoreTags: left.length > limit,
  });
};
