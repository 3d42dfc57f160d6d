import { fractionOf } from "../../base/u128.ts";
import type {
  ConsumerGauge,
  ProducerGauge,
  Rings,
  StreamGauge,
  Ticks,
} from "../../protocol/frame.ts";
import type { Viewport } from "../../protocol/viewport.ts";
import type { Ring } from "../core/actor.ts";
import { modelOf } from "../core/models.ts";
import type { Run } from "../core/state.ts";
import { keyIdOf } from "../kds/keys.ts";
import { isExpired, type Stream } from "../kds/stream.ts";
import { lagMs, unreadOf } from "./lag.ts";

/** Rings drawn for each producer, at most; beyond it there is a number. */
const RINGS = 240;
const TICKS_A_FRAME = 20_000;

export const producerGauges = (run: Run): ProducerGauge[] =>
  run.world.actors.flatMap((actor) => {
    const model = modelOf(run.models, actor);
    return "gauge" in model ? [{ id: actor.id, ...model.gauge(run.world, actor) }] : [];
  });

export const consumerGauges = (run: Run): ConsumerGauge[] =>
  run.world.actors.flatMap((actor) => {
    const model = modelOf(run.models, actor);
    const app = actor.application;
    if (!app || !("places" in model)) return [];
    return [
      {
        id: actor.id,
        running: model.running(run.world, actor),
        delivered: app.delivered,
        applied: app.applied,
        reReads: app.reReads,
        producerCopies: app.producerCopies,
        late: app.late,
        unverified: app.unverified,
        lost: app.lost,
        throttledCalls: app.throttledCalls,
        unread: unreadOf(run, actor),
        millisBehindLatest: lagMs(run, actor),
      },
    ];
  });

export const streamGauge = (run: Run, stream: Stream | undefined): StreamGauge => {
  if (!stream) return NO_STREAM;
  const { shards } = stream;
  let closed = 0;
  let records = 0;
  let bytes = 0;
  for (let at = 0; at < shards.count; at++) {
    records += shards.records[at]!;
    bytes += shards.bytes[at]!;
    if (shards.closedUs[at]! >= 0 && !isExpired(stream, at, run.world.nowUs)) closed += 1;
  }
  return {
    name: stream.name,
    number: stream.number,
    status: stream.status,
    openShards: stream.open.length,
    closedShards: closed,
    records,
    bytes,
    retentionHours: stream.retentionUs / 3_600_000_000,
    stepEndsUs: stream.stepEndsUs,
    stepsLeft: Math.max(0, stream.steps.length - 1),
    stepsDone: stream.steps.length > 0 ? stepsSince(stream, stream.updateCountUs.at(-1)) : 0,
  };
};

/** Splits and merges that have ended after a moment: two new shards are a split, one is a merge. */
const stepsSince = ({ shards }: Stream, fromUs = Infinity): number => {
  let halves = 0;
  for (let at = shards.count - 1; at >= 0 && shards.openedUs[at]! > fromUs; at--) {
    halves += shards.adjacentParent[at]! >= 0 ? 2 : 1;
  }
  return halves / 2;
};

const NO_STREAM: StreamGauge = {
  name: "",
  number: -1,
  status: "",
  openShards: 0,
  closedShards: 0,
  records: 0,
  bytes: 0,
  retentionHours: 0,
  stepEndsUs: 0,
  stepsLeft: 0,
  stepsDone: 0,
};

/** Rejected records waiting for their next attempt. */
export const makeRings = (run: Run, stream: Stream | undefined, viewport: Viewport): Rings => {
  const rows: (Ring & { producer: number })[] = [];
  const waiting: { producer: number; records: number }[] = [];
  for (const actor of run.world.actors) {
    const model = modelOf(run.models, actor);
    if (!("waiting" in model) || actor.stream !== stream?.name) continue;
    const records = model.waiting(run.world, actor, RINGS, (ring) =>
      rows.push({ ...ring, producer: actor.id }),
    );
    waiting.push({ producer: actor.id, records });
  }
  const tracks = new Map(viewport.tracked.map((key, at) => [keyIdOf(run.world, key), at + 1]));
  const { words } = run.world.keys;
  return {
    count: rows.length,
    producer: Int32Array.from(rows, (row) => row.producer),
    shard: Int32Array.from(rows, (row) => row.shard),
    y: Float32Array.from(rows, (row) => fractionOf(words, row.key * 4)),
    attempt: Uint8Array.from(rows, (row) => row.attempt),
    track: Uint8Array.from(rows, (row) => tracks.get(row.key) ?? 0),
    rejectedUs: Float64Array.from(rows, (row) => row.rejectedUs),
    retryUs: Float64Array.from(rows, (row) => row.retryUs),
    waiting,
  };
};

/** Ticks from a row on, future ones of this branch too. */
export const ticksFrom = (run: Run, from: number): Ticks => {
  const { ticks } = run.chronicle;
  const start = Math.min(from, ticks.count);
  const end = Math.min(ticks.count, start + TICKS_A_FRAME);
  return {
    from: start,
    atUs: ticks.atUs.slice(start, end),
    type: ticks.type.slice(start, end),
    subject: ticks.subject.slice(start, end),
  };
};
