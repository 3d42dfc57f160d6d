import { CALL_RATES, type CallRate } from "../../../aws/callRates.ts";
import { CONSTRAINTS } from "../../../aws/constraints.ts";
import type { CoreOperationName, StreamNaming } from "../../../aws/shapes.ts";
import { validate, validateFields } from "../../../aws/validate.ts";
import type { EngineError, Outcome } from "../../../protocol/frame.ts";
import type { Run } from "../../core/state.ts";
import { rateRefusal } from "../callRates.ts";
import { refused, type AnyOperation, type Caller, type Operation } from "./answer.ts";
import { CreateStream } from "./CreateStream.ts";
import { checkMergeShards, MergeShards } from "./MergeShards.ts";
import { PutRecord } from "./PutRecord.ts";
import { PutRecords } from "./PutRecords.ts";
import { checkSplitShard, SplitShard } from "./SplitShard.ts";
import { UpdateShardCount } from "./UpdateShardCount.ts";

export type { Caller } from "./answer.ts";

const OPERATIONS: { readonly [O in CoreOperationName]: Operation<O> } = {
  CreateStream,
  PutRecord,
  PutRecords,
  SplitShard,
  MergeShards,
  UpdateShardCount,
};

/** Those of the worker's first chunk; all others come with `more.ts`. */
export const isCore = (name: string): name is CoreOperationName => Object.hasOwn(OPERATIONS, name);

/** The console, or the actor in whose name a program outside calls. */
export const callerOf = (actor: number | undefined): Caller =>
  actor === undefined ? { principal: "console" } : { principal: "program", actor };

const rates: Partial<Record<string, CallRate>> = CALL_RATES;

const operationNamed = (run: Run, name: string): AnyOperation | undefined => {
  if (isCore(name)) return { fields: CONSTRAINTS[name], rate: rates[name], run: OPERATIONS[name] };
  const { table = {} } = run.models.operations ?? {};
  return Object.hasOwn(table, name) ? table[name] : undefined;
};

/**
 * Validates `input`, counts the call against its rate and runs the operation at the run's present
 * moment. Never throws.
 */
export const call = (run: Run, name: string, input: object, caller: Caller): Outcome => {
  const operation = operationNamed(run, name);
  if (!operation) return refused(unknownOperation(name));
  const checked = validateFields(operation.fields, input);
  if (!checked.ok) return refused(checked.error);
  const slow = rateRefusal(run.world, name, checked.input as StreamNaming, operation.rate);
  return slow ? refused(slow) : operation.run(run, checked.input as never, caller);
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
  const checked = validate(operation, input);
  if (!checked.ok) return checked.error;
  const { world } = run;
  const slow = rateRefusal(world, operation, checked.input, CALL_RATES[operation], true);
  if (slow) return slow;
  return operation === "SplitShard"
    ? checkSplitShard(run, checked.input as never).error
    : checkMergeShards(run, checked.input as never).error;
};
