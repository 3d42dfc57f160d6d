// @vitest-environment node
import { KinesisClient, SubscribeToShardCommand } from "@aws-sdk/client-kinesis";
import { cbor } from "@smithy/core/cbor";
import { EventStreamCodec } from "@smithy/eventstream-codec";
import { expect, test } from "vitest";
import { answer } from "./answer.ts";
import { encodeEvent, encodeInitialResponse, encodeStreamException } from "./eventStream.ts";
import { requestIdOf } from "./requestId.ts";
import { type SdkRequest, toSdkResponse, toWireRequest } from "./sdk.ts";
import type { Ask } from "./types.ts";
import { callOf } from "./wire.testing.ts";

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString(),
  (text) => Buffer.from(text),
);
const id = requestIdOf(1, 1);
const subscribed: Ask = () => ({ ok: true, output: { subscription: 7 } });

const record = {
  SequenceNumber: "49588630796424512596616347529113745994736297474709782530",
  ApproximateArrivalTimestamp: 1_538_160_219.636,
  Data: "V2VzbGV5",
  PartitionKey: "key",
};
const event = { Records: [record], ContinuationSequenceNumber: "1", MillisBehindLatest: 0 };

const clientOf = (ask: Ask, events: () => AsyncIterable<Uint8Array>): KinesisClient =>
  new KinesisClient({
    region: "us-east-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: SdkRequest) => {
        const response = answer(toWireRequest(request), ask, id);
        const stream = response.stream === undefined ? undefined : events();
        return { response: toSdkResponse(response, stream) };
      },
    } as never,
  });

const command = new SubscribeToShardCommand({
  ConsumerARN: "arn:aws:kinesis:us-east-1:123456789012:stream/s/consumer/c:1",
  ShardId: "shardId-000000000000",
  StartingPosition: { Type: "LATEST" },
});

test("an accepted subscription answers the beginning of a stream", () => {
  const { status, headers, body, stream } = answer(
    callOf("SubscribeToShard", "{}"),
    subscribed,
    id,
  );
  expect([status, headers["content-type"]]).toEqual([200, "application/vnd.amazon.eventstream"]);
  expect(headers).not.toHaveProperty("content-length");
  expect(body).toEqual(encodeInitialResponse());
  expect(stream).toEqual({ subscription: 7, protocol: "json" });
});

test("the SDK reads events, and an exception within the stream", async () => {
  async function* events() {
    yield encodeEvent("SubscribeToShardEvent", event);
    const whole = encodeEvent("SubscribeToShardEvent", { ...event, MillisBehindLatest: 5 });
    yield whole.subarray(0, 5);
    yield whole.subarray(5);
    yield encodeStreamException("ResourceInUseException", "taken over");
  }
  const { EventStream } = await clientOf(subscribed, events).send(command);
  const seen: unknown[] = [];
  const reading = (async () => {
    for await (const each of EventStream!) seen.push(each.SubscribeToShardEvent);
  })();
  await expect(reading).rejects.toMatchObject({
    name: "ResourceInUseException",
    message: "taken over",
  });
  const Records = [
    {
      ...record,
      Data: Uint8Array.from(Buffer.from("Wesley")),
      ApproximateArrivalTimestamp: new Date(1_538_160_219_636),
    },
  ];
  expect(seen).toEqual([
    { ...event, Records },
    { ...event, Records, MillisBehindLatest: 5 },
  ]);
});

test("a refused subscription is an error like any other", async () => {
  const error = { name: "ResourceInUseException", message: "another" };
  async function* none(): AsyncGenerator<Uint8Array> {}
  const client = clientOf(() => ({ ok: false, error }), none);
  await expect(client.send(command)).rejects.toMatchObject(error);
});

test("headers of JSON messages are as recorded; CBOR payloads hold bytes and milliseconds", () => {
  const inJson = codec.decode(encodeEvent("SubscribeToShardEvent", event));
  expect(Object.fromEntries(Object.entries(inJson.headers).map(([k, v]) => [k, v.value]))).toEqual({
    ":event-type": "SubscribeToShardEvent",
    ":content-type": "application/json",
    ":message-type": "event",
  });
  expect(JSON.parse(Buffer.from(inJson.body).toString())).toEqual(event);
  const inCbor = codec.decode(encodeEvent("SubscribeToShardEvent", event, "cbor"));
  expect(inCbor.headers[":content-type"]?.value).toBe("application/x-amz-cbor-1.1");
  const [read] = cbor.deserialize(inCbor.body).Records;
  expect(Buffer.from(read.Data).toString()).toBe("Wesley");
  expect(read.ApproximateArrivalTimestamp).toMatchObject({ tag: 1, value: 1_538_160_219_636 });
});
