import type { Command } from "../protocol/log.ts";

type Shape = Record<string, unknown>;

const isShape = (value: unknown): value is Shape =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === "string";
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

const isParams = (value: unknown): boolean =>
  isShape(value) &&
  Object.values(value).every((each) => ["number", "string", "boolean"].includes(typeof each));

const isTimes = (value: unknown): boolean =>
  isShape(value) && Object.values(value).every((each) => isWhole(each) && each >= 0);

const CHECKS: Readonly<Record<Command["type"], (given: Shape) => boolean>> = {
  Call: ({ operation, input, caller }) =>
    isText(operation) && isShape(input) && (caller === undefined || isWhole(caller)),
  AddActor: ({ id, role, kind, name, letter, stream, params }) =>
    isWhole(id) &&
    (role === "producer" || role === "consumer") &&
    [kind, name, letter, stream].every(isText) &&
    isParams(params),
  UpdateActor: ({ id, params }) => isWhole(id) && isParams(params),
  RemoveActor: ({ id }) => isWhole(id),
  EndSubscription: ({ subscription }) => isWhole(subscription),
  Signal: ({ id, signal }) => isWhole(id) && isText(signal),
  ImportStream: ({ name, mode, retentionHours, shards }) =>
    [name, mode, shards].every(isText) && isWhole(retentionHours),
  Assume: ({ assumptions }) => isTimes(assumptions),
};

/** Whether what came over the line is a command by its shape; the engine judges the rest. */
export const isCommand = (value: unknown): value is Command => {
  if (!isShape(value) || !isText(value["type"]) || !Object.hasOwn(CHECKS, value["type"])) {
    return false;
  }
  return CHECKS[value["type"] as Command["type"]](value);
};
