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

/** Heap and array buffers over ten simulated minutes at full load, and after two more. */
export const memory = (shards: number): Line[] => {
  const run = startLoad({ shards, keys: 10_000 });
  let peak = 0;
  const runOn = (minutes: number): void => {
    const endUs = run.world.nowUs + minutes * MINUTE_US;
    while (run.world.nowUs < endUs) {
      advance(run, Math.min(endUs, run.world.nowUs + LOOK_US));
      peak = Math.max(peak, heldMb());
    }
  };
  runOn(10);
  const ten = { peak, end: collectedMb() };
  runOn(2);
  return [
    figure("memory-peak", shards, ten.peak, "MB"),
    figure("memory-end", shards, ten.end, "MB"),
    figure("memory-growth", shards, collectedMb() - ten.end, "MB"),
  ];
};
