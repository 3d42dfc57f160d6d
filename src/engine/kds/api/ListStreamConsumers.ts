import { streamNotFound } from "../../../aws/errors.ts";
import { LIMIT_MORE } from "../../../aws/limitValuesMore.ts";
import { consumerShapeOf, consumersOf } from "../consumers.ts";
import { done, findStream, refOf, refused, timestampOf, type Operation } from "./answer.ts";
import { pageOf } from "./page.ts";

/** Consumers of a stream by name, at most 100 a page. */
export const ListStreamConsumers: Operation<"ListStreamConsumers"> = ({ world }, input) => {
  const { StreamARN, NextToken, MaxResults, StreamCreationTimestamp: created } = input;
  const { stream, error } = findStream(world, { StreamARN });
  if (error) return refused(error);
  if (created !== undefined && created !== timestampOf(world, stream.createdUs)) {
    return refused(streamNotFound(refOf(world, stream.name)));
  }
  const page = pageOf(world, consumersOf(stream), {
    kind: "listStreamConsumers",
    of: String(stream.number),
    most: LIMIT_MORE.listStreamConsumersPageMax,
    MaxResults,
    NextToken,
  });
  if (page.error) return refused(page.error);
  return done<"ListStreamConsumers">({
    Consumers: page.shown.map((each) => consumerShapeOf(world, stream, each)),
    ...(page.NextToken === undefined ? {} : { NextToken: page.NextToken }),
  });
};
