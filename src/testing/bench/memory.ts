import { advance } from "../../engine/public.ts";
import { figure, type Line } from "./line.ts";
import { startLoad } from "./load.ts";

const MINUTE_US = 60_000_000;
const LOOK_US = 2_000_000;

const heldMb = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1_000_000;
};

const collectedMb = (): number => {
  if (!global.gc) throw new Error("run with --expose-gc");
  global.gc();
  return heldMb();
};

/**
 * Heap and array buffers over ten simulated minutes at full load. Checkpoints come and go with the
 * segments they hold, so growth compares the most held after a collection in minutes 10 to 12 with
 * the most in minutes 8 to 10.
 */
export const memory = (shards: number): Line[] => {
  const run = startLoad({ shards, keys: 10_000 });
  let peak = 0;
  let collected = 0;
  const runOn = (minutes: number): void => {
    const endUs = run.world.nowUs + minutes * MINUTE_US;
    collected = 0;
    while (run.world.nowUs < endUs) {
      advance(run, Math.min(endUs, run.world.nowUs + LOOK_US));
      peak = Math.max(peak, heldMb());
      collected = Math.max(collected, collectedMb());
    }
  };
  runOn(8);
  runOn(2);
  const ten = { peak, end: collectedMb(), most: collected };
  runOn(2);
  return [
    figure("memory-peak", shards, ten.peak, "MB"),
    figure("memory-end", shards, ten.end, "MB"),
    figure("memory-growth", shards, collected - ten.most, "MB"),
  ];
};
