import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { decodeMessage, encodeMessage, type FromEndpoint } from "../protocol/attach.ts";
import type { Command } from "../protocol/log.ts";
import type { PullRequest } from "../protocol/session.ts";
import { startRig, TOKEN, type Rig } from "./rig.testing.ts";

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const urlOf = (token: string, page = "p"): string =>
  `ws://127.0.0.1:${rig.port}/__attach?token=${token}&page=${page}`;

const next = async (socket: WebSocket): Promise<FromEndpoint> => {
  const [data] = (await once(socket, "message")) as [Buffer];
  return decodeMessage(data) as FromEndpoint;
};

const requestOf = (commands: PullRequest["commands"]): PullRequest => ({
  commands,
  goal: { id: 7, mode: "play", speed: 1 },
  wallDtMs: 16,
  viewport: {
    stream: "live",
    windowUs: 30_000_000,
    scale: "linear",
    heightPx: 600,
    zoom: [0, 1],
    focus: 0,
    tracked: [],
    dotsMax: 1_000,
    topologyVersion: -1,
    ticksFrom: 0,
    queries: {},
  },
});

const create: Command = {
  type: "Call",
  operation: "CreateStream",
  input: { StreamName: "live", ShardCount: 3 },
};

test("a page pulls frames of the run, and its commands are obeyed once", async () => {
  let socket = new WebSocket(urlOf(TOKEN));
  const hello = await next(socket);
  expect(hello).toMatchObject({ type: "hello", speed: 1, log: { entries: [], seed: 1 } });
  const send = (n: number, commands: PullRequest["commands"]) => {
    socket.send(encodeMessage({ n, request: requestOf(commands) }));
    return next(socket);
  };
  const first = await send(1, [{ id: 1, command: create }]);
  if (first.type !== "frame") throw new Error("no frame");
  expect(first.n).toBe(1);
  expect(first.frame.results).toMatchObject([{ id: 1, outcome: { ok: true } }]);
  expect(first.frame.goal).toMatchObject({ id: 7, done: false });
  expect(first.frame.log).toEqual({ from: 0, entries: [] });
  socket.terminate();
  socket = new WebSocket(urlOf(TOKEN));
  await next(socket);
  await rig.host.advance(2_000_000);
  const second = await send(2, [{ id: 1, command: create }]);
  if (second.type !== "frame") throw new Error("no frame");
  expect(second.frame.results).toEqual(first.frame.results);
  const { shards } = second.frame.topology!;
  expect(shards.count).toBe(3);
  expect([...shards.start].map((each) => each.toFixed(2))).toEqual(["0.00", "0.33", "0.67"]);
  expect(second.frame.bands.y1).toBeInstanceOf(Float32Array);
  socket.terminate();
});

test.each([
  ["a wrong token", () => urlOf("x"), {}],
  ["a foreign origin", () => urlOf(TOKEN), { origin: "https://elsewhere.example" }],
  ["another address", () => urlOf(TOKEN).replace("__attach", "__else"), {}],
])("%s is refused", async (_name, url, headers) => {
  const socket = new WebSocket(url(), { headers });
  const [error] = (await once(socket, "error")) as [Error];
  expect(error.message).toMatch(/Unexpected server response: 40[34]/);
});

test.each([
  ["text", "hello"],
  ["no message", Buffer.from([0xc1])],
  ["no pull", Buffer.from(encodeMessage({} as never))],
  [
    "a command that is none",
    Buffer.from(
      encodeMessage({ n: 1, request: requestOf([{ id: 1, command: { type: "Burn" } as never }]) }),
    ),
  ],
])("a page that sends %s is cut", async (_name, bytes) => {
  const socket = new WebSocket(urlOf(TOKEN, "q"));
  await next(socket);
  socket.send(bytes);
  const [code] = (await once(socket, "close")) as [number];
  expect(code).toBe(1008);
});
