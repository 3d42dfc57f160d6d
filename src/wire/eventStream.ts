/**
 * SubscribeToShard's answer: messages of application/vnd.amazon.eventstream, the initial response
 * first. Header names and the JSON events' content type as recorded from production in 2018.
 */
import { EventStreamCodec } from "@smithy/eventstream-codec";
import { utf8, writePayload } from "./bodies.ts";
import { CONTENT_TYPE, type Protocol } from "./types.ts";

export const EVENT_STREAM = "application/vnd.amazon.eventstream";

const PAYLOAD_TYPE: Readonly<Record<Protocol, string>> = {
  json: "application/json",
  cbor: CONTENT_TYPE.cbor,
};

const decoder = new TextDecoder();
const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === "string" ? bytes : decoder.decode(bytes)),
  utf8,
);

/** One event, such as `SubscribeToShardEvent`; `payload` in AWS JSON shapes. */
export const encodeEvent = (
  type: string,
  payload: object,
  protocol: Protocol = "json",
): Uint8Array => encode(":event-type", type, "event", payload, protocol);

/** What a stream begins with. */
export const encodeInitialResponse = (protocol: Protocol = "json"): Uint8Array =>
  encodeEvent("initial-response", {}, protocol);

/** An exception within a stream; nothing may follow it. */
export const encodeStreamException = (
  name: string,
  message: string,
  protocol: Protocol = "json",
): Uint8Array => encode(":exception-type", name, "exception", { message }, protocol);

const encode = (
  typeHeader: string,
  type: string,
  messageType: string,
  payload: object,
  protocol: Protocol,
): Uint8Array =>
  codec.encode({
    headers: {
      [typeHeader]: { type: "string", value: type },
      ":content-type": { type: "string", value: PAYLOAD_TYPE[protocol] },
      ":message-type": { type: "string", value: messageType },
    },
    body: writePayload(protocol, payload),
  });
