import { LIMIT_MORE } from "../../aws/limitValuesMore.ts";
import { consumerNotFound, consumerNotNamed } from "../../aws/errorsMore.ts";
import type { AwsError } from "../../aws/errors.ts";
import type { ConsumerNaming, ConsumerShape } from "../../aws/shapesMore.ts";
import type { Run } from "../core/state.ts";
import type { World } from "../core/world.ts";
import { arnOf, findStream, timestampOf } from "./api/answer.ts";
import { hasCommitment } from "./api/account.ts";
import type { AccountSettings, Consumer, StreamSettings } from "./settings.ts";
import type { Stream } from "./stream.ts";

export const settingsOf = (stream: Stream): StreamSettings => (stream.settings ??= {});

export const accountOf = (world: World): AccountSettings =>
  (world.settings ??= {
    consumers: 0,
    subscriptions: 0,
    channelNumbers: 0,
    channels: [],
    subscribed: [],
  });

export const consumersOf = (stream: Stream): readonly Consumer[] =>
  stream.settings?.consumers ?? [];

/** Second of its creation, the last part of a consumer's ARN. */
export const consumerCreatedS = (world: World, { createdUs }: Consumer): number =>
  Math.floor(timestampOf(world, createdUs));

export const consumerArnOf = (world: World, stream: Stream, consumer: Consumer): string =>
  `${arnOf(world, stream)}/consumer/${consumer.name}:${consumerCreatedS(world, consumer)}`;

export const consumerShapeOf = (
  world: World,
  stream: Stream,
  consumer: Consumer,
): ConsumerShape => ({
  ConsumerName: consumer.name,
  ConsumerARN: consumerArnOf(world, stream, consumer),
  ConsumerStatus: consumer.status,
  ConsumerCreationTimestamp: timestampOf(world, consumer.createdUs),
});

export const consumersMost = (world: World, stream: Stream): number =>
  stream.mode === "ON_DEMAND" && hasCommitment(world)
    ? LIMIT_MORE.consumersPerStreamAdvantage
    : LIMIT_MORE.consumersPerStream;

/** A consumer and its stream, or why there is none. */
export type FoundConsumer =
  | { readonly stream: Stream; readonly consumer: Consumer; readonly error?: undefined }
  | { readonly error: AwsError };

export const consumerWithArn = (world: World, arn: string): FoundConsumer => {
  for (const stream of world.streams) {
    const consumer = consumersOf(stream).find((each) => consumerArnOf(world, stream, each) === arn);
    if (consumer) return { stream, consumer };
  }
  const name = arn.slice(arn.indexOf("/consumer/") + 10).replace(/:.*/, "");
  return { error: consumerNotFound(name, world.account) };
};

/** By ConsumerARN, or by StreamARN and ConsumerName; all that are given must agree. */
export const findConsumer = (world: World, input: ConsumerNaming): FoundConsumer => {
  const { ConsumerARN: arn, ConsumerName: name, StreamARN } = input;
  if (arn === undefined && (name === undefined || StreamARN === undefined)) {
    return { error: consumerNotNamed() };
  }
  if (arn !== undefined) {
    const found = consumerWithArn(world, arn);
    if (found.error) return found;
    const agrees =
      (name ?? found.consumer.name) === found.consumer.name &&
      (StreamARN ?? arnOf(world, found.stream)) === arnOf(world, found.stream);
    return agrees ? found : { error: consumerNotNamed() };
  }
  const { stream, error } = findStream(world, { StreamARN: StreamARN! });
  if (error) return { error };
  const consumer = consumersOf(stream).find((each) => each.name === name);
  return consumer ? { stream, consumer } : { error: consumerNotFound(name!, world.account) };
};

/** The consumer with this number and its stream, while they are there. */
export const consumerNumbered = (
  run: Run,
  number: number,
): { readonly stream: Stream; readonly consumer: Consumer } | undefined => {
  for (const stream of run.world.streams) {
    const consumer = consumersOf(stream).find((each) => each.number === number);
    if (consumer) return { stream, consumer };
  }
  return undefined;
};
