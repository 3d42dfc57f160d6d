import { connect, type Socket } from "node:net";
import * as http2 from "node:http2";
import { once } from "node:events";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { headersOf, startRig, type Rig } from "./rig.testing.ts";

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({
    bodyBytes: 100_000,
    heldBytes: 1_000_000,
    headersMs: 300,
    requestMs: 600,
    idleMs: 900,
  });
});
afterAll(() => rig.close());

const call = (operation: string, body: string, more: Record<string, string> = {}) =>
  fetch(rig.url, { method: "POST", body, headers: { ...headersOf(operation), ...more } });

const works = async (): Promise<void> => {
  const answer = await call("ListStreams", "{}");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ StreamNames: [], HasMoreStreams: false });
};

/** A reset is an end as good as any. */
const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.once("close", () => resolve()));

/** Sends bytes and gives back all that came until the connection was cut. */
const exchange = async (bytes: string | Uint8Array, end = false): Promise<string> => {
  const socket = connect(rig.port, "127.0.0.1");
  let out = "";
  socket.on("data", (chunk) => (out += chunk.toString("latin1")));
  socket.on("error", () => undefined);
  if (end) socket.end(bytes);
  else socket.write(bytes);
  await closed(socket);
  return out;
};

describe("a body over the limit", () => {
  const length = { "content-length": "100001" };

  test("is refused before it is read when it says its length", async () => {
    const head = Object.entries({ ...headersOf("PutRecord"), ...length, host: "x" });
    const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    const answer = await exchange(`POST / HTTP/1.1\r\n${lines}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test("is refused when it turns out so", async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(10_000)),
    });
    const answer = fetch(rig.url, {
      method: "POST",
      body,
      duplex: "half",
      headers: headersOf("PutRecord"),
    } as RequestInit);
    await expect(answer.then(({ status }) => status)).resolves.toBe(413);
    await works();
  });

  test("is refused over HTTP/2, and its connection goes on", async () => {
    const session = http2.connect(rig.url);
    const statusOf = async (bytes: number): Promise<number> => {
      const stream = session.request({ ":method": "POST", ...headersOf("ListStreams") });
      stream.on("error", () => undefined);
      stream.end(Buffer.alloc(bytes, "{} "));
      const [headers] = (await once(stream, "response")) as [http2.IncomingHttpHeaders];
      stream.resume();
      return Number(headers[":status"]);
    };
    expect(await statusOf(200_000)).toBe(413);
    expect(await statusOf(2)).not.toBe(413);
    session.destroy();
  });
});

test("a stream of HTTP/2 whose body never ends is cut, and its connection goes on", async () => {
  const session = http2.connect(rig.url);
  const slow = session.request({ ":method": "POST", ...headersOf("ListStreams") });
  slow.on("error", () => undefined);
  slow.write("{");
  await once(slow, "close");
  expect(slow.rstCode).toBe(http2.constants.NGHTTP2_CANCEL);
  const next = session.request({ ":method": "POST", ...headersOf("ListStreams") });
  next.end("{}");
  const [headers] = (await once(next, "response")) as [http2.IncomingHttpHeaders];
  expect(headers[":status"]).toBe(200);
  session.destroy();
});

describe("a slow client", () => {
  test.each([
    ["that says nothing", ""],
    ["that stops within the first bytes", "PO"],
    ["that stops within the HTTP/2 preface", "PRI * HT"],
    ["that stops within the headers", "POST / HTTP/1.1\r\nhost: x\r\n"],
    ["that stops within the body", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{"],
    ["that stops behind the HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  ])("%s is cut", async (_name, bytes) => {
    const fromMs = performance.now();
    await exchange(bytes);
    expect(performance.now() - fromMs).toBeLessThan(4_000);
  });

  test("that closes its half still gets its answer", async () => {
    const head = Object.entries({ ...headersOf("ListStreams"), "content-length": "2", host: "x" });
    const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    const answer = await exchange(`POST / HTTP/1.1\r\n${lines}\r\n{}`, true);
    expect(answer).toMatch(/^HTTP\/1\.1 200 .*"StreamNames":\[\]/s);
  });
});

describe("the endpoint's own addresses", () => {
  test.each([
    ["GET", "/__state", {}, 200],
    ["POST", "/__state", {}, 405],
    ["GET", "/__else", {}, 404],
    ["GET", "/__state", { origin: "https://elsewhere.example" }, 403],
    ["GET", "/__state", { origin: "http://localhost:4173" }, 200],
    ["GET", "/__state", { host: "elsewhere.example" }, 403],
  ])("%s %s with %j", async (method, path, headers, status) => {
    const lines = Object.entries({ host: "127.0.0.1", ...headers, connection: "close" });
    const text = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    const answer = await exchange(`${method} ${path} HTTP/1.1\r\n${text}\r\n`);
    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
  });

  test.each(["", "{}", '{"ms":-1}', '{"ms":"1"}', '{"ms":1e300}', "[", "null"])(
    "an advance by %j is refused",
    async (body) => {
      const answer = await fetch(`${rig.url}/__advance`, { method: "POST", body });
      expect(answer.status).toBe(400);
    },
  );

  test("an advance is answered when the run has got there, and others meanwhile", async () => {
    const before = rig.host.nowUs;
    const body = JSON.stringify({ ms: 3_600_000 });
    const advanced = fetch(`${rig.url}/__advance`, { method: "POST", body });
    await works();
    const { atUs } = (await (await advanced).json()) as { atUs: number };
    expect(atUs).toBeGreaterThanOrEqual(before + 3_600_000_000);
  });
});

const head = fc.constantFrom(
  "POST / HTTP/1.1\r\nhost: x\r\n",
  "GET / HTTP/1.1\r\n",
  "POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\n",
  "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "",
);
const malformed = fc.tuple(head, fc.uint8Array({ maxLength: 120 }));
const REQUESTS = 10_000;
const AT_ONCE = 100;

const send = async ([begin, rest]: [string, Uint8Array]): Promise<void> => {
  const socket: Socket = connect(rig.port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.resume();
  socket.end(Buffer.concat([Buffer.from(begin, "latin1"), rest]));
  await closed(socket);
};

test("10,000 malformed requests are answered or cut, and memory stays flat", async () => {
  const all = fc.sample(malformed, { numRuns: REQUESTS, seed: 1 });
  const sendUpTo = async (end: number): Promise<void> => {
    const workers = Array.from({ length: AT_ONCE }, async () => {
      while (all.length > REQUESTS - end) await send(all.pop()!);
    });
    await Promise.all(workers);
  };
  await sendUpTo(2_000);
  const before = process.memoryUsage().rss;
  await sendUpTo(REQUESTS);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1_048_576);
  await works();
});
