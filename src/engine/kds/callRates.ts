import type { CallRate } from "../../aws/callRates.ts";
import { rateExceededForAccount, rateExceededForStream, type AwsError } from "../../aws/errors.ts";
import type { StreamNaming } from "../../aws/shapes.ts";
import type { World } from "../core/world.ts";
import { findStream, refOf } from "./api/answer.ts";

const SECOND_US = 1_000_000;

/**
 * Takes one of `calls` a second from the bucket of this name, which holds a second's worth: its value
 * is until when the calls so far have used it up. False, and nothing taken, when it is empty.
 */
export const takeCall = (world: World, bucket: string, calls: number, look = false): boolean => {
  const { nowUs } = world;
  const untilUs = Math.max(world.callRates?.[bucket] ?? 0, nowUs) + SECOND_US / calls;
  if (untilUs > nowUs + SECOND_US) return false;
  if (!look) spend((world.callRates ??= {}), bucket, untilUs, nowUs);
  return true;
};

/** A bucket that is full again needs no entry. */
const spend = (
  rates: Record<string, number>,
  bucket: string,
  untilUs: number,
  nowUs: number,
): void => {
  for (const each of Object.keys(rates)) if (rates[each]! <= nowUs) delete rates[each];
  rates[bucket] = untilUs;
};

/** The one door of the control plane's rates; a stream that is not found has none. */
export const rateRefusal = (
  world: World,
  operation: string,
  input: StreamNaming,
  rate: CallRate | undefined,
  look = false,
): AwsError | undefined => {
  if (!rate) return undefined;
  const { calls, per } = rate;
  if (per === "account") {
    if (takeCall(world, operation, calls, look)) return undefined;
    return rateExceededForAccount(world.account);
  }
  const { stream } = findStream(world, input);
  if (!stream || takeCall(world, `${operation} ${stream.number}`, calls, look)) return undefined;
  return rateExceededForStream(refOf(world, stream.name));
};

/** The instants of the last rolling day. */
export const lastDay = (instants: readonly number[] | undefined, nowUs: number): number[] =>
  (instants ?? []).filter((atUs) => nowUs - atUs < 86_400 * SECOND_US);
