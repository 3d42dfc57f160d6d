import type { OperationName } from "../../../aws/shapes.ts";
import { validate } from "../../../aws/validate.ts";
import type { EngineError, Outcome } from "../../../protocol/frame.ts";
import type { Run } from "../../core/state.ts";
import { refused, type Caller, type Operation } from "./answer.ts";
import { CreateStream } from "./CreateStream.ts";
import { DecreaseStreamRetentionPeriod } from "./DecreaseStreamRetentionPeriod.ts";
import { DeleteStream } from "./DeleteStream.ts";
import { DescribeStream } from "./DescribeStream.ts";
import { DescribeStreamSummary } from "./DescribeStreamSummary.ts";
import { GetRecords } from "./GetRecords.ts";
import { GetShardIterator } from "./GetShardIterator.ts";
import { IncreaseStreamRetentionPeriod } from "./IncreaseStreamRetentionPeriod.ts";
import { ListShards } from "./ListShards.ts";
import { ListStreams } from "./ListStreams.ts";
import { checkMergeShards, MergeShards } from "./MergeShards.ts";
import { PutRecord } from "./PutRecord.ts";
import { PutRecords } from "./PutRecords.ts";
import { checkSplitShard, SplitShard } from "./SplitShard.ts";
import { UpdateShardCount } from "./UpdateShardCount.ts";

export type { Caller } from "./answer.ts";

const OPERATIONS: { readonly [O in OperationName]: Operation<O> } = {
  CreateStream,
  DeleteStream,
  DescribeStream,
  DescribeStreamSummary,
  ListStreams,
  ListShards,
  PutRecord,
  PutRecords,
  GetShardIterator,
  GetRecords,
  SplitShard,
  MergeShards,
  UpdateShardCount,
  IncreaseStreamRetentionPeriod,
  DecreaseStreamRetentionPeriod,
};

const isOperation = (name: string): name is OperationName => Object.hasOwn(OPERATIONS, name);

/** The console, or the actor in whose name a program outside calls. */
export const callerOf = (actor: number | undefined): Caller =>
  actor === undefined ? { principal: "console" } : { principal: "program", actor };

/** Validates `input` and runs the operation at the run's present moment. Never throws. */
export const call = (run: Run, operation: string, input: object, caller: Caller): Outcome => {
  if (!isOperation(operation)) return refused(unknownOperation(operation));
  return callKnown(run, operation, input, caller);
};

const callKnown = <O extends OperationName>(
  run: Run,
  operation: O,
  input: object,
  caller: Caller,
): Outcome => {
  const checked = validate(operation, input);
  if (!checked.ok) return refused(checked.error);
  return OPERATIONS[operation](run, checked.input, caller);
};

const unknownOperation = (operation: string): EngineError => ({
  name: "UnknownOperationException",
  message: `Unknown operation: ${operation}`,
});

/** Why SplitShard or MergeShards would refuse now, without doing it; undefined if it would not. */
export const wouldRefuse = (
  run: Run,
  operation: "SplitShard" | "MergeShards",
  input: object,
): EngineError | undefined => {
  if (operation === "SplitShard") {
    const checked = validate(operation, input);
    return checked.ok ? checkSplitShard(run, checked.input).error : checked.error;
  }
  const checked = validate(operation, input);
  return checked.ok ? checkMergeShards(run, checked.input).error : checked.error;
};
