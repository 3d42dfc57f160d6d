import { advance, createRun, type Run } from "../../engine/public.ts";
import { models } from "../../headless/models.ts";
import { emptyLog, type Command, type Entry, type Log, type Params } from "../../protocol/log.ts";

export interface Load {
  readonly shards: number;
  /** Partition keys, dealt evenly to the shards unless `params` say otherwise. */
  readonly keys: number;
  /** Producers that share the rate; one unless given. */
  readonly producers?: number;
  readonly params?: Params;
}

const STREAM = "bench";
/** When the stream is there and the actors begin. */
const BEGIN_US = 2_000_000;

const producer = (load: Load, id: number): Command => ({
  type: "AddActor",
  id,
  role: "producer",
  kind: "sdk",
  name: `p${id}`,
  letter: "P",
  stream: STREAM,
  params: {
    ratePerS: (load.shards * 900) / (load.producers ?? 1),
    keyShape: "even",
    keys: load.keys,
    evenOver: load.shards,
    bytes: 100,
    bytesMax: 100,
    batch: 500,
    lingerMs: 1_000,
    maxInFlight: 256,
    ...load.params,
  },
});

const CONSUMER_ID = 60_000;

const consumer: Command = {
  type: "AddActor",
  id: CONSUMER_ID,
  role: "consumer",
  kind: "get-records",
  name: "k",
  letter: "K",
  stream: STREAM,
  params: { pollMs: 1_000 },
};

/** A stream at 0.9 of every shard's record limit with one lineage-respecting consumer. */
export const loadLog = (load: Load): Log => {
  const create: Command = {
    type: "Call",
    operation: "CreateStream",
    input: { StreamName: STREAM, ShardCount: load.shards },
  };
  const later: Entry[] = [];
  for (let id = 1; id <= (load.producers ?? 1); id++) {
    later.push({ atUs: BEGIN_US, command: producer(load, id) });
  }
  later.push({ atUs: BEGIN_US, command: consumer });
  return { ...emptyLog(1), entries: [{ atUs: 0, command: create }, ...later] };
};

const applicationOf = (run: Run) => {
  const found = run.world.actors.find(({ id }) => id === CONSUMER_ID)?.application;
  if (!found) throw new Error("the load has no consumer");
  return found;
};

/** The load at full flow: every shard has been polled, records are delivered as they come. */
export const startLoad = (load: Load): Run => {
  const run = createRun(loadLog(load), models);
  advance(run, BEGIN_US + 2_500_000);
  return run;
};

/** Records accepted and delivered a wall second while the load runs on for `simulatedUs`. */
export const throughput = (run: Run, simulatedUs: number): number => {
  const app = applicationOf(run);
  const before = app.delivered;
  const began = performance.now();
  advance(run, run.world.nowUs + simulatedUs);
  const seconds = (performance.now() - began) / 1000;
  if (app.late > 0) throw new Error("a lineage-respecting consumer had late records");
  if (app.delivered === before) throw new Error("nothing was delivered");
  return (app.delivered - before) / seconds;
};
