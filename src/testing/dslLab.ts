import { advance, createRun } from "../engine/core/run.ts";
import type { Run } from "../engine/core/state.ts";
import { admit, makeSeats, type CallInfo } from "../engine/kds/admit.ts";
import { makeCursor, type Cursor } from "../engine/kds/cursor.ts";
import { internKeys } from "../engine/kds/keys.ts";
import { makeReadResult, serveGetRecords, type ReadResult } from "../engine/kds/read.ts";
import type { Stream } from "../engine/kds/stream.ts";
import { moreOperations } from "../engine/kds/api/more.ts";
import { call } from "../engine/kds/api/index.ts";
import { emptyLog } from "../protocol/log.ts";

/** One record to put: `shard` stands for an ExplicitHashKey in that shard's range. */
export interface Put {
  readonly key?: string;
  readonly bytes?: number;
  readonly shard?: number;
}

/** What became of a put: its ordinal, or -1 when refused. */
export interface Seat {
  readonly shard: number;
  readonly ordinal: number;
}

/** One stream and nobody but the test: puts and reads at the engine's own face. */
export interface Lab {
  readonly run: Run;
  readonly stream: Stream;
  readonly nowUs: number;
  /** Goes on to this moment, counted from when the stream was ACTIVE. */
  at(us: number): void;
  put(records: readonly Put[], operation?: CallInfo["operation"]): Seat[];
  read(shard: number, cursor: Cursor, limit?: number): ReadResult;
  ok(operation: string, input: object): void;
}

const BASE_US = 2_000_000;

/** A stream "s" of this many shards, ACTIVE for a second at moment 0. */
export const makeLab = (shards: number, recordBudget = emptyLog(1).recordBudget): Lab => {
  const models = { producers: {}, consumers: {}, operations: moreOperations };
  const run = createRun({ ...emptyLog(1), recordBudget }, models);
  const ok = (operation: string, input: object): void => {
    const outcome = call(run, operation, { StreamName: "s", ...input }, { principal: "test" });
    if (!outcome.ok) throw new Error(`${outcome.error.name}: ${outcome.error.message}`);
  };
  ok("CreateStream", { ShardCount: shards });
  advance(run, BASE_US);
  const stream = run.world.streams[0]!;
  let number = 0;
  return {
    run,
    stream,
    ok,
    get nowUs() {
      return run.world.nowUs - BASE_US;
    },
    at(us) {
      advance(run, BASE_US + us);
    },
    put(records, operation = "PutRecords") {
      const seats = makeSeats(records.length);
      seats.count = records.length;
      seats.key.set(
        internKeys(
          run.world,
          records.map((each) => each.key ?? "k"),
        ),
      );
      records.forEach((each, at) => {
        seats.size[at] = each.bytes ?? 100;
        seats.n[at] = number + at;
        seats.target[at] = each.shard ?? -1;
      });
      admit(run.world, stream, seats, { operation, producer: 1, attempt: 1, number: number });
      number += records.length;
      return records.map((_, at) => ({
        shard: seats.shard[at]!,
        ordinal: seats.refused[at] === 1 ? -1 : seats.ordinal[at]!,
      }));
    },
    read(shard, cursor, limit = 10_000) {
      const result = makeReadResult();
      serveGetRecords(run.world, stream, shard, cursor, limit, result);
      return result;
    },
  };
};

/** `count` equal records. */
export const times = (count: number, put: Put): Put[] => Array.from({ length: count }, () => put);

export const start = makeCursor;
