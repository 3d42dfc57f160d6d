import type { EngineError, Outcome } from "../protocol/frame.ts";
import { OUTSIDE_LIMITS, type ToEngine } from "../protocol/outside.ts";

/** A call as it was taken in: plain JSON, or why it cannot be made. */
export interface Call {
  readonly type: "call";
  readonly callId: number;
  readonly operation: string;
  readonly input: object;
  readonly characters: number;
  readonly fault?: Outcome;
}

export type Message = Exclude<ToEngine, { type: "call" }> | Call;

type Fields = Readonly<Record<string, unknown>>;

const ACTOR_MAX = 65_535;
const OPERATION_CHARS = 64;
/** An hour short of 2^53 µs never comes. */
const TIMER_US_MAX = 4_503_599_627_370_496;

const isActor = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= ACTOR_MAX;

/** A message of a program, which may send anything; undefined when it is none that the contract knows. */
export const readMessage = (data: unknown): Message | undefined => {
  if (typeof data !== "object" || data === null) return undefined;
  const fields = data as Fields;
  switch (fields["type"]) {
    case "wait":
    case "leave":
      return { type: fields["type"] };
    case "join": {
      const { producer, consumer } = fields;
      return isActor(producer) && isActor(consumer)
        ? { type: "join", producer, consumer }
        : undefined;
    }
    case "clearTimer": {
      const { timerId } = fields;
      return Number.isInteger(timerId)
        ? { type: "clearTimer", timerId: timerId as number }
        : undefined;
    }
    case "close": {
      const { subscription } = fields;
      return Number.isInteger(subscription)
        ? { type: "close", subscription: subscription as number }
        : undefined;
    }
    case "timer":
      return readTimer(fields);
    case "call":
      return readCall(fields);
    default:
      return undefined;
  }
};

const readTimer = ({ timerId, us }: Fields): Message | undefined => {
  if (!Number.isInteger(timerId) || typeof us !== "number" || Number.isNaN(us)) return undefined;
  const wholeUs = Math.min(TIMER_US_MAX, Math.max(1, Math.round(us)));
  return { type: "timer", timerId: timerId as number, us: wholeUs };
};

const readCall = ({ callId, operation, input }: Fields): Message | undefined => {
  if (!Number.isInteger(callId) || typeof operation !== "string") return undefined;
  const call = { type: "call", callId: callId as number } as const;
  const text = textOf(input);
  const named = operation.length <= OPERATION_CHARS && text !== undefined;
  if (!named) return { ...call, operation: "", input: {}, characters: 0, fault: unreadable };
  const characters = text.length;
  if (characters > OUTSIDE_LIMITS.charactersOfMessage) {
    return { ...call, operation, input: {}, characters: 0, fault: tooLarge };
  }
  return { ...call, operation, input: JSON.parse(text) as object, characters };
};

/** JSON of an input, so that what the log keeps is plain data; undefined when it is no object of it. */
const textOf = (input: unknown): string | undefined => {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return undefined;
  try {
    return JSON.stringify(input);
  } catch {
    return undefined;
  }
};

const refusal = (error: EngineError): Outcome => ({ ok: false, error });

const unreadable = refusal({
  name: "SerializationException",
  message: "The input of the call is not a JSON object.",
});

const tooLarge = refusal({
  name: "ShardscopeLimit",
  message: `Shardscope takes at most ${OUTSIDE_LIMITS.charactersOfMessage} characters of JSON in one call.`,
});
