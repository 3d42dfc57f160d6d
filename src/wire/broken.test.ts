// @vitest-environment node
import { cbor } from "@smithy/core/cbor";
import { expect, test } from "vitest";
import { answer } from "./answer.ts";
import { utf8 } from "./bodies.ts";
import { requestIdOf } from "./requestId.ts";
import { BODY_BYTES_MAX, type WireRequest, type WireResponse } from "./types.ts";
import { AUTHORIZATION, callOf, nobody, textOf } from "./wire.testing.ts";

/**
 * A request is a method and a path, headers (`json`, `cbor`, `signed` and `for` stand for the usual
 * ones) and a body after `body` or, as CBOR, `body-cbor`. Its answer is behind `>`.
 */
const BROKEN = String.raw`
GET /
signed
> 403
> <AccessDeniedException>
>   <Message>Unable to determine service/operation name to be authorized</Message>
> </AccessDeniedException>

DELETE /
> 403
> <AccessDeniedException>
>   <Message>Unable to determine service/operation name to be authorized</Message>
> </AccessDeniedException>

OPTIONS /
> 403
> <AccessDeniedException>
>   <Message>Unable to determine service/operation name to be authorized</Message>
> </AccessDeniedException>

POST /
> 400 application/x-amz-cbor-1.1
> {"__type":"UnknownOperationException"}

POST /
signed
content-type: application/x-amz-json-1.0
> 400 application/x-amz-cbor-1.1
> {"__type":"UnknownOperationException"}

POST /
signed
for Kinesis_20131202.ListStreams
> 400 application/x-amz-cbor-1.1
> {"__type":"SerializationException"}

POST /
signed
body {}
> 403
> <AccessDeniedException>
>   <Message>Unable to determine service/operation name to be authorized</Message>
> </AccessDeniedException>

POST /
signed
content-type: text/plain
for Kinesis_20131202.ListStreams
body {}
> 404
> <UnknownOperationException/>

POST /
json
> 400 application/x-amz-json-1.1
> {"__type":"UnknownOperationException"}

POST /
json
for Kinesis_20131202.ListStreams
> 400 application/x-amz-json-1.1
> {"__type":"SerializationException"}

POST /
json
for Kinesis_20131202.ListStreams
body hello
> 400 application/x-amz-json-1.1
> {"__type":"SerializationException"}

POST /
json
for Kinesis_20131202.ListStreams
body null
> 400 application/x-amz-json-1.1
> {"__type":"SerializationException"}

POST /
json
signed
for Kinesis_20131202.ListStream
body {}
> 400 application/x-amz-json-1.1
> {"__type":"UnknownOperationException"}

POST /
json
signed
for Kinesis_20131202.constructor
body {}
> 400 application/x-amz-json-1.1
> {"__type":"UnknownOperationException"}

POST /
json
signed
for DynamoDB_20120810.ListStreams
body {}
> 400 application/x-amz-json-1.1
> {"__type":"UnknownOperationException"}

POST /
content-type: application/json
for Kinesis_20131202.ListStreams
body hello
> 400 application/json
> {"Output":{"__type":"com.amazon.coral.service#SerializationException"},"Version":"1.0"}

POST /
content-type:    application/json   ; charset=utf-8
signed
for Kinesis_20131202.ListStreams
body {}
> 404 application/json
> {"Output":{"__type":"com.amazon.coral.service#UnknownOperationException"},"Version":"1.0"}

POST /
json
for Kinesis_20131202.ListStreams
body {}
> 400 application/x-amz-json-1.1
> {"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}

POST /
cbor
for Kinesis_20131202.ListStreams
body-cbor {}
> 400 application/x-amz-cbor-1.1
> {"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}

POST /
cbor
signed
for Kinesis_20131202.ListStreams
body {}
> 400 application/x-amz-cbor-1.1
> {"__type":"SerializationException"}

POST /
json
for Kinesis_20131202.ListStreams
authorization: X
body {}
> 400 application/x-amz-json-1.1
> {"__type":"IncompleteSignatureException","message":"Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=X"}

POST /
json
for Kinesis_20131202.ListStreams
authorization: AWS4- Signature=b Credential=a
date: a
body {}
> 400 application/x-amz-json-1.1
> {"__type":"IncompleteSignatureException","message":"Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4- Signature=b Credential=a"}

POST /
json
for Kinesis_20131202.ListStreams
authorization: AWS4- Signature=b,Credential=a
date: a
body {}
> 400 application/x-amz-json-1.1
> {"__type":"IncompleteSignatureException","message":"Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4- Signature=b,Credential=a"}

POST /?X-Amz-Algorithm
json
for Kinesis_20131202.ListStreams
authorization: X
body {}
> 400 application/x-amz-json-1.1
> {"__type":"InvalidSignatureException","message":"Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header."}

POST /?X-Amz-Algorithm
json
for Kinesis_20131202.ListStreams
body {}
> 400 application/x-amz-json-1.1
> {"__type":"IncompleteSignatureException","message":"AWS query-string parameters must include 'X-Amz-Algorithm'. AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters."}

POST /?X-Amz-Algorithm=a&X-Amz-Credential=b&X-Amz-Signature=c&X-Amz-Date=d
json
for Kinesis_20131202.ListStreams
body {}
> 400 application/x-amz-json-1.1
> {"__type":"IncompleteSignatureException","message":"AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the query-string parameters."}

POST /?X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d
json
for Kinesis_20131202.ListStreams
body {}
> 400 application/x-amz-json-1.1
> {"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}
`;

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  json: { "content-type": "application/x-amz-json-1.1" },
  cbor: { "content-type": "application/x-amz-cbor-1.1" },
  signed: { authorization: AUTHORIZATION, "x-amz-date": "20261123T000000Z" },
};

const requestOf = (block: string): WireRequest => {
  const [first = "", ...lines] = block.split("\n").filter((line) => !line.startsWith(">"));
  const [method = "", path = ""] = first.split(" ");
  const headers: Record<string, string> = {};
  let body = new Uint8Array(0);
  for (const line of lines) {
    const { word = "", rest = "" } = /^(?<word>\S+) ?(?<rest>.*)$/.exec(line)?.groups ?? {};
    if (word in WORDS) Object.assign(headers, WORDS[word]);
    else if (word === "for") headers["x-amz-target"] = rest;
    else if (word === "body") body = new Uint8Array(utf8(rest));
    else if (word === "body-cbor") body = new Uint8Array(cbor.serialize(JSON.parse(rest)));
    else headers[word.replace(/:$/, "")] = rest;
  }
  return { method, path, headers, body };
};

const answerText = (response: WireResponse): string => {
  const type = response.headers["content-type"];
  const text =
    type === "application/x-amz-cbor-1.1"
      ? JSON.stringify(cbor.deserialize(response.body))
      : textOf(response).trimEnd();
  const head = type === undefined ? String(response.status) : `${response.status} ${type}`;
  return [head, ...text.split("\n")].map((line) => `> ${line}`).join("\n");
};

const id = requestIdOf(1, 1);

test("broken requests are answered as production was recorded", () => {
  const blocks = BROKEN.trim().split("\n\n");
  const played = blocks.map((block) => {
    const asked = block.split("\n").filter((line) => !line.startsWith(">"));
    return [...asked, answerText(answer(requestOf(block), nobody, id))].join("\n");
  });
  expect(played.join("\n\n")).toBe(blocks.join("\n\n"));
});

test("every answer says who it is, how long and, when told, of what time", () => {
  const { status, headers, body } = answer(callOf("Nothing", "{}"), nobody, id, 1_421_889_722_000);
  expect(status).toBe(400);
  expect(headers).toEqual({
    "content-type": "application/x-amz-json-1.1",
    "content-length": String(body.length),
    "x-amzn-requestid": id,
    "x-amz-id-2": expect.stringMatching(/^[A-Za-z0-9+/]{96}$/),
    date: "Thu, 22 Jan 2015 01:22:02 GMT",
  });
});

test("a preflight is answered to any origin, with what it asked for", () => {
  const headers = {
    origin: "http://localhost",
    "access-control-request-headers": "a, b, c",
    "access-control-request-method": "POST",
  };
  const request = { method: "OPTIONS", path: "/", headers, body: new Uint8Array(0) };
  expect(answer(request, nobody, id)).toEqual({
    status: 200,
    headers: {
      "content-length": "0",
      "x-amzn-requestid": id,
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "a, b, c",
      "access-control-allow-methods": "POST",
      "access-control-max-age": "172800",
    },
    body: new Uint8Array(0),
  });
});

test("an answer to a page lets it read the headers", () => {
  const call = callOf("ListStreams", "{}");
  const request = { ...call, headers: { ...call.headers, origin: "http://localhost" } };
  const { headers } = answer(request, () => ({ ok: true, output: { StreamNames: [] } }), id);
  expect(headers["access-control-allow-origin"]).toBe("*");
  expect(headers["access-control-expose-headers"]).toBe(
    "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date",
  );
});

test("a body over the limit is refused unread, one at the limit is read", () => {
  const spaces = new Uint8Array(BODY_BYTES_MAX + 1).fill(0x20);
  expect(answer(callOf("ListStreams", spaces), nobody, id)).toMatchObject({ status: 413 });
  const fits = answer(callOf("ListStreams", spaces.subarray(1)), nobody, id);
  expect(textOf(fits)).toBe('{"__type":"SerializationException"}');
});

test.each([
  ["ValidationException", 400, '{"__type":"ValidationException","message":"why"}'],
  ["SerializationException", 400, '{"__type":"SerializationException","Message":"why"}'],
  ["AccessDeniedException", 400, '{"__type":"AccessDeniedException","message":"why"}'],
  ["InternalFailureException", 500, '{"__type":"InternalFailureException","message":"why"}'],
  ["UnknownOperationException", 400, '{"__type":"UnknownOperationException"}'],
])("an operation's %s is answered with status %i", (name, status, body) => {
  const error = { name, message: "why" };
  const response = answer(callOf("ListStreams", "{}"), () => ({ ok: false, error }), id);
  expect([response.status, textOf(response)]).toEqual([status, body]);
});

test("an operation that throws is an internal failure", () => {
  const response = answer(callOf("ListStreams", "{}"), nobody, id);
  expect(response.status).toBe(500);
  expect(textOf(response)).toBe(
    '{"__type":"InternalFailureException","message":"Internal Service Failure"}',
  );
});

const QUERY =
  "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDQUERY%2F20261123%2Fus-east-1%2Fkinesis" +
  "%2Faws4_request&X-Amz-Date=20261123T000000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=abc";

test.each([
  ["header", "/", AUTHORIZATION, "AKIDEXAMPLE"],
  ["query", `/?${QUERY}`, "", "AKIDQUERY"],
])("the caller is told from the %s", (_, path, authorization, accessKeyId) => {
  const call = callOf("ListStreams", "{}");
  const headers = { ...call.headers, authorization, "user-agent": "tool/1" };
  const told: unknown[] = [];
  const response = answer(
    { ...call, path, headers },
    (...asked) => {
      told.push(asked);
      return { ok: true, output: {} };
    },
    id,
  );
  expect(response.status).toBe(200);
  expect(response.body).toHaveLength(0);
  expect(told).toEqual([["ListStreams", {}, { accessKeyId, userAgent: "tool/1" }]]);
});
