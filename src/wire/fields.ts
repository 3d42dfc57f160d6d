/** Which members are not plain JSON on the CBOR wire, by the service model of 2026-11-23. */

const TIMES: ReadonlySet<string> = new Set([
  "ApproximateArrivalTimestamp",
  "ChannelCreationTimestamp",
  "ConsumerCreationTimestamp",
  "EarliestAllowedEndAt",
  "EndedAt",
  "StartedAt",
  "StreamCreationTimestamp",
  "Timestamp",
]);

const WRITES: ReadonlySet<string> = new Set(["PutRecord", "PutRecords"]);

/** Operations whose input holds a map of free keys, which may be called anything. */
const TAGGED: ReadonlySet<string> = new Set([
  "AddTagsToStream",
  "CreateChannel",
  "CreateStream",
  "RegisterStreamConsumer",
  "TagResource",
]);

export type Kind = "blob" | "time" | "plain";

/** Of a member of an operation's input. */
export const inputKind = (operation: string, member: string): Kind => {
  if (member === "Data") return WRITES.has(operation) ? "blob" : "plain";
  return TIMES.has(member) && !TAGGED.has(operation) ? "time" : "plain";
};

/** Of a member of any output: none has a map of free keys. */
export const outputKind = (member: string): Kind => {
  if (member === "Data") return "blob";
  return TIMES.has(member) ? "time" : "plain";
};
