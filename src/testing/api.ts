import type { InputOf, OperationName, OutputOf } from "../aws/shapes.ts";
import { moreOperations } from "../engine/kds/api/more.ts";
import { call } from "../engine/kds/api/index.ts";
import { advance, createRun } from "../engine/core/run.ts";
import type { Run } from "../engine/core/state.ts";
import type { Stream } from "../engine/kds/stream.ts";
import type { Outcome } from "../protocol/frame.ts";
import { emptyLog } from "../protocol/log.ts";

export const ACCOUNT = "123456789012";
export const SECOND_US = 1_000_000;
export const HOUR_US = 3_600 * SECOND_US;

/** An account with nobody in it but the caller: calls, and waiting. */
export interface Api {
  readonly run: Run;
  call(operation: string, input: object): Outcome;
  /** The output; fails the test when the call is refused. */
  ok<O extends OperationName>(operation: O, input: InputOf<O>): OutputOf<O>;
  /** `Name: message` of a refusal; fails the test when the call is accepted. */
  refusal(operation: OperationName, input: object): string;
  wait(forUs: number): void;
  stream(name: string): Stream;
}

/** An account, with ACTIVE streams of these many shards by name. */
export const makeApi = (streams: Readonly<Record<string, number>> = {}, seed = 1): Api => {
  const models = { producers: {}, consumers: {}, operations: moreOperations };
  const run = createRun(emptyLog(seed), models);
  const api: Api = {
    run,
    call: (operation, input) => call(run, operation, input, { principal: "test" }),
    ok(operation, input) {
      const outcome = api.call(operation, input);
      if (!outcome.ok) throw new Error(`${outcome.error.name}: ${outcome.error.message}`);
      return outcome.output as OutputOf<typeof operation>;
    },
    refusal(operation, input) {
      const outcome = api.call(operation, input);
      if (outcome.ok)
        throw new Error(`${operation} was accepted: ${JSON.stringify(outcome.output)}`);
      return `${outcome.error.name}: ${outcome.error.message}`;
    },
    wait: (forUs) => void advance(run, run.world.nowUs + forUs),
    stream(name) {
      const found = run.world.streams.find((each) => each.name === name);
      if (!found) throw new Error(`no stream ${name}`);
      return found;
    },
  };
  for (const [StreamName, ShardCount] of Object.entries(streams)) {
    api.ok("CreateStream", { StreamName, ShardCount });
    api.wait(2 * SECOND_US);
  }
  return api;
};

/** Base64 of this many bytes. */
export const dataOf = (bytes: number): string => btoa("x".repeat(bytes));

/** What `list-shards` shows, as a picture: parents in brackets, `*` for closed. */
export const lineage = (api: Api, StreamName: string): string =>
  api
    .ok("ListShards", { StreamName })
    .Shards.map((shard) => {
      const short = (id: string): string => String(Number(id.slice(8)));
      const parents = [shard.ParentShardId, shard.AdjacentParentShardId]
        .filter((id) => id !== undefined)
        .map(short);
      const closed = shard.SequenceNumberRange.EndingSequenceNumber === undefined ? "" : "*";
      const from = parents.length > 0 ? `(${parents.join("+")})` : "";
      return `${short(shard.ShardId)}${closed}${from}`;
    })
    .join(" ");
