import { figure, type Line } from "./line.ts";
import { loadLog, type Load } from "./load.ts";
import { Player } from "./player.ts";
import { median, p95, repeat } from "./statistics.ts";

const PULLS = 100;

/** As many records as the dots drawn need; 10,000 full shards would show no other picture. */
export const viewedLoad = (shards: number): Load => ({
  shards,
  keys: shards === 10_000 ? 60_000 : 10_000,
  params: { ratePerS: Math.min(1_000_000, shards * 900) },
});

/** From a pull's receipt to its answer, the run playing, everything in view. */
export const pull = (shards: number): Line[] => {
  const player = new Player(loadLog(viewedLoad(shards)), {
    queries: {
      lane: { key: "user-0", consumer: 60_000, count: 60 },
      table: { sort: "throttled", descending: true, from: 0, count: 60, closed: true },
      topKeys: { count: 10 },
    },
  });
  player.seekMs(20_000_000);
  const round = (): number => {
    const taken: number[] = [];
    for (let at = 0; at < PULLS; at++) {
      taken.push(player.pull({ mode: "play", speed: 1 }));
      player.work();
    }
    return p95(taken);
  };
  return [figure("pull", shards, median(repeat(round)), "ms")];
};
