import type { AwsError, StreamRef } from "../../../aws/errors.ts";
import { resourceNotFound } from "../../../aws/errorsMore.ts";
import type { Tag } from "../../../aws/shapesMore.ts";
import type { World } from "../../core/world.ts";
import { consumerWithArn, settingsOf } from "../consumers.ts";
import { channelArnOf } from "./channelShape.ts";
import { findStream, refOf } from "./answer.ts";
import { tagRefusal, type Tags } from "./tags.ts";

/** What a stream, a consumer and a channel have in common. */
interface Holder {
  tags?: Record<string, string>;
  policy?: string;
}
interface Resource {
  /** Makes room for what is to be set. */
  readonly holder: () => Holder;
  /** What is set so far. */
  readonly held: Holder | undefined;
  readonly ref: StreamRef;
  readonly error?: undefined;
}
export type FoundResource = Resource | { readonly error: AwsError };

export const tagsOf = ({ held }: Resource): Tags | undefined => held?.tags;

/** The stream, consumer or channel with this ARN. */
export const findResource = (world: World, arn: string): FoundResource => {
  if (arn.includes("/consumer/")) {
    const found = consumerWithArn(world, arn);
    if (found.error) return found;
    const { consumer } = found;
    return { holder: () => consumer, held: consumer, ref: refOf(world, found.stream.name) };
  }
  if (arn.includes(":channel/")) {
    const channel = world.settings?.channels.find((each) => channelArnOf(world, each) === arn);
    if (!channel) return { error: resourceNotFound(arn) };
    return { holder: () => channel, held: channel, ref: refOf(world, channel.name) };
  }
  const { stream, error } = findStream(world, { StreamARN: arn });
  if (error) return { error };
  const ref = refOf(world, stream.name);
  return { holder: () => settingsOf(stream), held: stream.settings, ref };
};

/** Tags by key, as they are listed. */
export const tagList = (tags: Tags | undefined): Tag[] =>
  Object.entries(tags ?? {})
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([Key, Value]) => ({ Key, Value }));

/** Adds tags or says why not. */
export const addTags = (
  holder: () => Holder,
  before: Tags | undefined,
  ref: StreamRef,
  added: Tags,
): AwsError | undefined => {
  const error = tagRefusal(ref, before, added);
  if (!error) holder().tags = { ...before, ...added };
  return error;
};

/** Keys that are not there are passed over. */
export const removeTags = (
  holder: () => Holder,
  before: Tags | undefined,
  keys: readonly string[],
): void => {
  if (!before || !keys.some((key) => Object.hasOwn(before, key))) return;
  holder().tags = Object.fromEntries(Object.entries(before).filter(([key]) => !keys.includes(key)));
};
