import type { AwsError, ShardRef, StreamRef } from "../../../aws/errors.ts";
import { streamNamesDisagree, streamNotFound, streamNotNamed } from "../../../aws/errors.ts";
import type { CallRate } from "../../../aws/callRates.ts";
import type { Fields } from "../../../aws/constraints.ts";
import type { InputOf, OperationName, OutputOf, StreamNaming } from "../../../aws/shapes.ts";
import type { EngineError, Outcome, Target } from "../../../protocol/frame.ts";
import type { SimUs } from "../../../protocol/log.ts";
import type { fanOutMetrics } from "../../cloudwatch/fanOut.ts";
import { streamNamed, type World } from "../../core/world.ts";
import type { Run } from "../../core/state.ts";
import type { actorBehind, numberSeats, settleSeats } from "../outside.ts";
import type { Stream } from "../stream.ts";

/** Who calls: the console, or the actor in whose name a program outside does. */
export interface Caller {
  readonly principal: string;
  readonly actor?: number;
}

/** Operations beyond the core, and what they need done by the rest of the engine. */
export interface MoreOperations {
  /** By the API's names. */
  readonly table: Readonly<Record<string, AnyOperation>>;
  /** Service events of types that the core does not know. */
  onEvent(run: Run, type: number, argument: number): void;
  /** A client closed its connection; false where there is no such subscription. */
  endSubscription(run: Run, subscription: number): boolean;
  readonly fanOut: typeof fanOutMetrics;
  /** Puts of programs outside the engine. */
  readonly outside: {
    readonly actorBehind: typeof actorBehind;
    readonly numberSeats: typeof numberSeats;
    readonly settleSeats: typeof settleSeats;
  };
}

export interface AnyOperation {
  readonly fields: Fields;
  readonly rate: CallRate | undefined;
  readonly run: (run: Run, input: never, caller: Caller) => Outcome;
}

/** One API operation: reads a validated input, may change the world, answers at once. */
export type Operation<O extends OperationName> = (
  run: Run,
  input: InputOf<O>,
  caller: Caller,
) => Outcome;

export const done = <O extends OperationName>(output: OutputOf<O>): Outcome => ({
  ok: true,
  output,
});

export const refused = (error: EngineError): Outcome => ({ ok: false, error });

/** A refusal that is ours and not Kinesis's, in words that say so. */
export const notOurs = (message: string): EngineError => ({ name: "ShardscopeLimit", message });

/** A stream, or why there is none. */
export type Found =
  | { readonly stream: Stream; readonly error?: undefined }
  | { readonly stream?: undefined; readonly error: AwsError };

export const refOf = (world: World, name: string): StreamRef => ({
  stream: name,
  account: world.account,
});

export const shardRefOf = (world: World, name: string, shardId: string): ShardRef => ({
  ...refOf(world, name),
  shardId,
});

export const arnOf = (world: World, stream: Stream): string => `${arnHead(world)}${stream.name}`;

const arnHead = (world: World): string =>
  `arn:aws:kinesis:${world.region}:${world.account}:stream/`;

/** The stream that StreamName or StreamARN names; both must agree. */
export const findStream = (world: World, input: StreamNaming): Found => {
  const { StreamName: name, StreamARN: arn } = input;
  const arnName = arn?.slice(arn.indexOf(":stream/") + 8);
  const named = name ?? arnName;
  if (named === undefined) return { error: streamNotNamed() };
  if (arn !== undefined && name !== undefined && arnName !== name) {
    return { error: streamNamesDisagree(name, arn) };
  }
  const ours = arn === undefined || arn === `${arnHead(world)}${named}`;
  const stream = ours ? streamNamed(world, named) : undefined;
  return stream ? { stream } : { error: streamNotFound(refOf(world, named)) };
};

/** Epoch seconds with a fraction of milliseconds, as timestamps are answered. */
export const timestampOf = (world: World, atUs: SimUs): number =>
  (world.epochMs + Math.floor(atUs / 1000)) / 1000;

/** Simulated instant of a timestamp, to the millisecond. */
export const instantOf = (world: World, timestamp: number): SimUs =>
  (Math.round(timestamp * 1000) - world.epochMs) * 1000;

export const targetsOf = (shards: readonly number[]): Target[] =>
  shards.map((shard) => ({ type: "shard", shard }));

/** Open shards of the account, and those that a stream in CREATING will have. */
export const openShardsOf = (world: World): number =>
  world.streams.reduce(
    (sum, stream) =>
      sum + (stream.status === "CREATING" ? stream.shardsWanted : stream.open.length),
    0,
  );
