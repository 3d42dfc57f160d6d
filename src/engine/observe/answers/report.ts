import { shardIdOf } from "../../../aws/shardId.ts";
import type { Report, ReportShard } from "../../../protocol/frame.ts";
import { METRICS } from "../../cloudwatch/metricIndex.ts";
import { modelOf } from "../../core/models.ts";
import type { Run } from "../../core/state.ts";
import { stateHash } from "../../core/travel.ts";
import type { Actor } from "../../core/world.ts";
import { endOf, startOf } from "../../kds/reshard.ts";
import { isExpired, type Stream } from "../../kds/stream.ts";
import { lagMs } from "../lag.ts";
import { answerEvidence } from "./evidence.ts";

/** The whole run in numbers; `records` and `bytes` of a shard are all it ever took. */
export const makeReport = (run: Run, scenario: string): Report => {
  const { world } = run;
  return {
    scenario,
    atUs: world.nowUs,
    stateHash: stateHash(run),
    streams: world.streams.map((stream) => ({
      name: stream.name,
      shards: Array.from({ length: stream.shards.count }, (_, shard) =>
        shardOf(run, stream, shard),
      ),
    })),
    producers: world.actors.flatMap((actor) => producerOf(run, actor)),
    consumers: world.actors.flatMap((actor) => consumerOf(run, actor)),
    metrics: Object.fromEntries(world.streams.map((stream) => [stream.name, metricsOf(stream)])),
  };
};

const idOrNull = (shard: number): string | null => (shard < 0 ? null : shardIdOf(shard));

const shardOf = (run: Run, stream: Stream, shard: number): ReportShard => {
  const { shards } = stream;
  const closed = isExpired(stream, shard, run.world.nowUs) ? "EXPIRED" : "CLOSED";
  return {
    shardId: shardIdOf(shard),
    parentShardId: idOrNull(shards.parent[shard]!),
    adjacentParentShardId: idOrNull(shards.adjacentParent[shard]!),
    hashKeyRange: {
      StartingHashKey: startOf(stream, shard).toString(),
      EndingHashKey: endOf(stream, shard).toString(),
    },
    state: shards.closedUs[shard]! < 0 ? "OPEN" : closed,
    records: shards.records[shard]!,
    bytes: shards.bytes[shard]!,
    throttled: shards.throttled[shard]!,
  };
};

const producerOf = (run: Run, actor: Actor): Report["producers"] => {
  const model = modelOf(run.models, actor);
  if (!("gauge" in model)) return [];
  const { attempted, accepted, throttled, retried, duplicated, reordered, abandoned } = model.gauge(
    run.world,
    actor,
  );
  const counts = { attempted, accepted, throttled, retried, duplicated, reordered, abandoned };
  return [{ name: actor.name, kind: actor.kind, ...counts }];
};

const consumerOf = (run: Run, actor: Actor): Report["consumers"] => {
  const app = actor.application;
  if (!app) return [];
  return [
    {
      name: actor.name,
      kind: actor.kind,
      delivered: app.delivered,
      applied: app.applied,
      reReads: app.reReads,
      producerCopies: app.producerCopies,
      late: app.late,
      unverified: app.unverified,
      millisBehindLatest: lagMs(run, actor),
      evidence: answerEvidence(run, actor.id),
    },
  ];
};

/** Totals since the start; an iterator age has none. */
const metricsOf = (stream: Stream): Record<string, number> =>
  Object.fromEntries(
    METRICS.flatMap((name, at) =>
      name === "GetRecords.IteratorAgeMilliseconds" ? [] : [[name, stream.totals[at]!]],
    ),
  );
