/** The order of checks and the answers to broken requests are kinesalite's record of production. */
import { internalFailure } from "../aws/errors.ts";
import { utcText } from "../aws/time.ts";
import type { Outcome } from "../protocol/frame.ts";
import { readBody } from "./bodies.ts";
import { encodeInitialResponse, EVENT_STREAM } from "./eventStream.ts";
import { readTarget } from "./operations.ts";
import { extendedIdOf } from "./requestId.ts";
import {
  accessDenied,
  answered,
  bare,
  formerJson,
  raw,
  refused,
  unknownOperation,
} from "./responses.ts";
import { readSignature } from "./signature.ts";
import {
  type Ask,
  BODY_BYTES_MAX,
  CONTENT_TYPE,
  type Protocol,
  type WireRequest,
  type WireResponse,
} from "./types.ts";

/**
 * Answers any request and never throws; `ask` is called at most once. `nowMs`, epoch milliseconds,
 * gives the answer its `date`.
 */
export const answer = (
  request: WireRequest,
  ask: Ask,
  requestId: string,
  nowMs?: number,
): WireResponse => {
  if (request.body.length > BODY_BYTES_MAX) return tooLarge();
  const preflight = request.method === "OPTIONS" && request.headers["origin"] !== undefined;
  const response = preflight ? raw(200, "") : answerCall(request, ask);
  const { headers } = response;
  headers["x-amzn-requestid"] = requestId;
  if (!preflight) headers["x-amz-id-2"] = extendedIdOf(requestId);
  if (nowMs !== undefined) headers["date"] = httpDate(nowMs);
  if (request.headers["origin"] !== undefined) allowOrigin(request, headers, preflight);
  return response;
};

/** A body of more than BODY_BYTES_MAX; whoever reads it may say so before its end. */
export const tooLarge = (): WireResponse => raw(413, "");

/** `Thu, 22 Jan 2015 01:22:02 GMT`. */
const httpDate = (nowMs: number): string => {
  const [weekday, month, day, time, , year] = utcText(Math.floor(nowMs)).split(" ");
  return `${weekday}, ${day} ${month} ${year} ${time} GMT`;
};

const EXPOSED =
  "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date";

const allowOrigin = (
  request: WireRequest,
  headers: Record<string, string>,
  preflight: boolean,
): void => {
  headers["access-control-allow-origin"] = "*";
  if (!preflight) {
    headers["access-control-expose-headers"] = EXPOSED;
    return;
  }
  const wantedHeaders = request.headers["access-control-request-headers"];
  const wantedMethod = request.headers["access-control-request-method"];
  if (wantedHeaders) headers["access-control-allow-headers"] = wantedHeaders;
  if (wantedMethod) headers["access-control-allow-methods"] = wantedMethod;
  headers["access-control-max-age"] = "172800";
};

const FORMER_JSON = "application/json";

const answerCall = (request: WireRequest, ask: Ask): WireResponse => {
  if (request.method !== "POST") return accessDenied();
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim();
  const target = readTarget(request.headers["x-amz-target"]);
  if (request.body.length === 0) {
    const protocol = type === CONTENT_TYPE.json ? "json" : "cbor";
    return bare(protocol, target.known ? "SerializationException" : "UnknownOperationException");
  }
  const protocol = protocolOf(type);
  if (protocol === undefined && type !== FORMER_JSON) {
    return target.service && target.operation ? unknownOperation() : accessDenied();
  }
  const input = readBody(protocol ?? "json", target.operation, request.body);
  const readable = typeof input === "object" && input !== null;
  if (protocol === undefined) {
    return readable
      ? formerJson(404, "UnknownOperationException")
      : formerJson(400, "SerializationException");
  }
  if (!readable) return bare(protocol, "SerializationException");
  if (!target.known) return bare(protocol, "UnknownOperationException");
  return answerInput(request, protocol, target.operation, input, ask);
};

const protocolOf = (contentType: string | undefined): Protocol | undefined => {
  if (contentType === CONTENT_TYPE.json) return "json";
  return contentType === CONTENT_TYPE.cbor ? "cbor" : undefined;
};

const answerInput = (
  request: WireRequest,
  protocol: Protocol,
  operation: string,
  input: object,
  ask: Ask,
): WireResponse => {
  const signed = readSignature(request);
  if (!signed.ok) return refused(protocol, signed);
  const userAgent = request.headers["user-agent"] ?? request.headers["x-amz-user-agent"];
  const caller = {
    ...(signed.accessKeyId === undefined ? {} : { accessKeyId: signed.accessKeyId }),
    ...(userAgent === undefined ? {} : { userAgent }),
  };
  try {
    return answerOutcome(protocol, operation, ask(operation, input, caller));
  } catch {
    return refused(protocol, internalFailure());
  }
};

const answerOutcome = (protocol: Protocol, operation: string, outcome: Outcome): WireResponse => {
  if (!outcome.ok) return refused(protocol, outcome.error);
  if (operation !== "SubscribeToShard") return answered(protocol, outcome.output);
  const { subscription } = outcome.output as { readonly subscription?: number };
  if (subscription === undefined) return refused(protocol, internalFailure());
  return {
    status: 200,
    headers: { "content-type": EVENT_STREAM },
    body: encodeInitialResponse(protocol),
    stream: { subscription, protocol },
  };
};
