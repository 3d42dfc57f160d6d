import fc from "fast-check";
import { expect, test } from "vitest";
import { models } from "../kinds/registry.engine.ts";
import { emptyLog } from "../protocol/log.ts";
import { WorkerSession } from "./session.ts";

const viewport = {
  stream: "",
  windowUs: 30_000_000,
  scale: "linear",
  heightPx: 900,
  zoom: [0, 1],
  focus: 0,
  tracked: [],
  dotsMax: 0,
  topologyVersion: -1,
  ticksFrom: 0,
  queries: {},
} as const;

/** A session that plays, and how it is pulled. */
const playing = () => {
  const session = new WorkerSession(models, () => 0);
  const pull = (wallDtMs: number, speed: number, id = 1): void => {
    session.pull({ commands: [], goal: { id, mode: "play", speed }, wallDtMs, viewport });
  };
  const paused = { id: 0, mode: "pause" } as const;
  const open = { log: emptyLog(1), atUs: 0 };
  session.pull({ open, commands: [], goal: paused, wallDtMs: 0, viewport });
  while (!session.work());
  return { session, pull };
};

const reached = ({ session }: ReturnType<typeof playing>): number => {
  while (!session.work());
  return session.run.world.nowUs;
};

test("a pull that comes before the last one's time is reached adds to it", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 5 }), (steps) => {
      const player = playing();
      for (const ms of steps) player.pull(ms, 1_000);
      const wishedMs = steps.reduce((sum, ms) => sum + ms, 0);
      expect(reached(player)).toBe(wishedMs * 1_000_000);
    }),
  );
});

test("a stall is not made up for beyond a tenth of a second", () => {
  const player = playing();
  for (let turn = 0; turn < 50; turn++) player.pull(5_000, 10);
  expect(reached(player)).toBe(2_000_000);
});

test("what was asked for at one speed is not owed at another", () => {
  const player = playing();
  player.pull(100, 1_000);
  player.pull(16, 1, 2);
  player.pull(16, 1, 2);
  expect(reached(player)).toBe(32_000);
});
