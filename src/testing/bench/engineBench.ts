import { advance, command, createRun, type Run } from "../../engine/public.ts";
import { models } from "../../kinds/registry.engine.ts";
import { emptyLog, type Command, type Params } from "../../protocol/log.ts";

export interface Load {
  readonly shards: number;
  readonly keys: number;
  readonly params?: Params;
}

const given = (run: Run, each: Command): void => {
  const outcome = command(run, each);
  if (!outcome.ok) throw new Error(`${outcome.error.name}: ${outcome.error.message}`);
};

/** A stream at 0.9 of every shard's record limit with one lineage-respecting consumer. */
export const makeLoad = ({ shards, keys, params = {} }: Load): Run => {
  const run = createRun(emptyLog(1), models);
  given(run, {
    type: "Call",
    operation: "CreateStream",
    input: { StreamName: "bench", ShardCount: shards },
  });
  advance(run, 2_000_000);
  const put: Params = {
    ratePerS: shards * 900,
    keyShape: "even",
    keys,
    evenOver: shards,
    bytes: 100,
    bytesMax: 100,
    batch: 500,
    lingerMs: 1_000,
    maxInFlight: 256,
    ...params,
  };
  given(run, {
    type: "AddActor",
    id: 1,
    role: "producer",
    kind: "sdk",
    name: "p",
    letter: "P",
    stream: "bench",
    params: put,
  });
  given(run, {
    type: "AddActor",
    id: 2,
    role: "consumer",
    kind: "get-records",
    name: "k",
    letter: "K",
    stream: "bench",
    params: { pollMs: 1_000 },
  });
  return run;
};

/** Records accepted and delivered a wall second, over `simulatedUs` after one second's warm-up. */
export const throughput = (load: Load, simulatedUs: number): number => {
  const run = makeLoad(load);
  advance(run, run.world.nowUs + 2_500_000);
  const app = run.world.actors[1]!.application!;
  const before = app.delivered;
  const began = performance.now();
  advance(run, run.world.nowUs + simulatedUs);
  const seconds = (performance.now() - began) / 1000;
  const delivered = app.delivered - before;
  if (app.late > 0) throw new Error("a lineage-respecting consumer had late records");
  return delivered / seconds;
};
