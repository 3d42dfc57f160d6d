import type { Run } from "../../engine/public.ts";
import { compared, figure, type Line } from "./line.ts";
import { startLoad, throughput, type Load } from "./load.ts";
import { referenceLoop } from "./reference.ts";
import { median, repeat, RUNS } from "./statistics.ts";

export const UNIT = "rec/s";
const RECORDS_A_RUN = 4_000_000;
const REFERENCE_RECORDS = 10_000_000;

const loadOf = (shards: number): Load => ({ shards, keys: shards === 10_000 ? 60_000 : 10_000 });

/** Whole seconds in which the load makes some four million records, so that each shard is polled. */
const spanUs = ({ shards }: Load): number =>
  Math.max(1, Math.round(RECORDS_A_RUN / (shards * 900))) * 1_000_000;

const runs = (run: Run, us: number): number[] => repeat(() => throughput(run, us));

/** The engine beside the bare loop, by turns. */
export const engine = (shards: number): Line[] => {
  const load = loadOf(shards);
  const run = startLoad(load);
  const engines: number[] = [];
  const loops: number[] = [];
  for (let turn = 0; turn <= RUNS; turn++) {
    engines.push(throughput(run, spanUs(load)));
    loops.push(referenceLoop(shards, load.keys, REFERENCE_RECORDS));
  }
  const value = median(engines.slice(1));
  return [compared(figure("engine", shards, value, UNIT), median(loops.slice(1)))];
};

/** Keys drawn uniformly, so that some shards throttle, and four attempts. */
export const throttled = (shards: number): Line[] => {
  const load = { ...loadOf(shards), params: { keyShape: "uniform", attempts: 4 } };
  return [figure("engine-throttled", shards, median(runs(startLoad(load), spanUs(load))), UNIT)];
};

/** PutRecord, one record a call, from as many producers as that takes. */
export const single = (shards: number): Line[] => {
  const load = { ...loadOf(shards), producers: 40, params: { operation: "PutRecord", batch: 1 } };
  return [figure("engine-put-record", shards, median(runs(startLoad(load), 1_000_000)), UNIT)];
};
