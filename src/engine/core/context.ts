import { draw, streamOf } from "../../base/prng.ts";
import { admit } from "../kds/admit.ts";
import { deliver, type Delivery } from "../kds/deliver.ts";
import { keepCase, makeEvidenceRing, type Case } from "../kds/evidence.ts";
import { internKeys } from "../kds/keys.ts";
import { serveGetRecords, serveNothing, type ReadResult } from "../kds/read.ts";
import type { Cursor } from "../kds/cursor.ts";
import type { CallInfo, Seats } from "../kds/admit.ts";
import type { Stream } from "../kds/stream.ts";
import type { Target, TickType } from "../../protocol/frame.ts";
import type { ActorContext, ConsumerModel, ProducerModel } from "./actor.ts";
import { addTick, tickShard } from "./chronicle.ts";
import { modelOf } from "./models.ts";
import { orderOf, push, whatOf } from "./queue.ts";
import { note, type Run } from "./state.ts";
import type { Actor, World } from "./world.ts";

/** A pause this long ends an episode of refusals, µs. */
export const EPISODE_US = 2_000_000;
/** A block after a large result is told of from this length on, µs. */
const BLOCK_TOLD_US = 1_000_000;
const NETWORK = { request: 1001, response: 1002 } as const;

/** The one context of a run, bound to an actor before each of its methods runs. */
export const makeContext = (run: Run): Run["context"] => new BoundContext(run);

class BoundContext implements ActorContext {
  private readonly run: Run;
  actor!: Actor;
  stream: Stream | undefined;
  private place = -1;
  private restores = -1;
  private model!: ProducerModel | ConsumerModel;
  private requestStream = 0;
  private responseStream = 0;

  constructor(run: Run) {
    this.run = run;
  }

  /** Looks up again only what may be another by now; after a restore that is everything. */
  bind(actor: Actor): ProducerModel | ConsumerModel {
    const { run, stream } = this;
    const { streams } = run.world;
    const { restores } = run.checkpoints;
    const same = this.actor === actor && this.restores === restores;
    if (same && stream !== undefined && streams[this.place] === stream) return this.model;
    this.actor = actor;
    this.restores = restores;
    this.place = streams.findIndex(({ name }) => name === actor.stream);
    this.stream = streams[this.place];
    this.model = modelOf(run.models, actor);
    this.requestStream = streamOf(run.world.seed, actor.id, NETWORK.request);
    this.responseStream = streamOf(run.world.seed, actor.id, NETWORK.response);
    return this.model;
  }

  get world(): Run["world"] {
    return this.run.world;
  }

  get nowUs(): number {
    return this.run.world.nowUs;
  }

  schedule(delayUs: number, phase: number, type: number, sub: number, argument: number): void {
    const { world } = this.run;
    const atUs = world.nowUs + (delayUs < 1 ? 1 : Math.round(delayUs));
    push(world.queue, atUs, orderOf(phase, this.actor.id, sub), whatOf(type, argument));
  }

  latencyUs(leg: "request" | "response", n: number): number {
    const stream = leg === "request" ? this.requestStream : this.responseStream;
    return legUs(this.run.world, leg, stream, n);
  }

  draw(purpose: number, n: number): number {
    return draw(streamOf(this.run.world.seed, this.actor.id, purpose), n);
  }

  internKeys(texts: readonly string[]): Int32Array {
    return internKeys(this.run.world, texts);
  }

  putRecords(seats: Seats, call: CallInfo): number {
    const { world } = this.run;
    world.visibleUs = world.nowUs;
    const refused = admit(world, this.stream!, seats, call);
    if (refused > 0) noteRefusals(this.run, this.stream!, seats);
    return refused;
  }

  getRecords(shard: number, cursor: Cursor, limit: number, result: ReadResult): void {
    const { world } = this.run;
    serveGetRecords(world, this.stream!, shard, cursor, limit, result);
    if (result.throttled) this.refusedRead(shard);
    else if (result.count > 0) {
      world.visibleUs = world.nowUs;
      const untilUs = this.stream!.shards.readBlockedUs[shard]!;
      if (untilUs >= world.nowUs + BLOCK_TOLD_US) {
        this.note("readBlocked", { shard, bytes: result.bytes, untilUs });
      }
    }
    if (result.lost > 0) this.loseRecords(shard, result.lost);
  }

  pollNothing(shard: number, index: number): boolean {
    return serveNothing(this.run.world, this.stream!, shard, index);
  }

  private refusedRead(shard: number): void {
    const { world, chronicle } = this.run;
    const { readRefusedUs } = this.stream!.shards;
    world.visibleUs = world.nowUs;
    this.actor.application!.throttledCalls += 1;
    if (world.nowUs - readRefusedUs[shard]! > EPISODE_US) {
      addTick(world, chronicle, "readThrottle", tickShard(this.stream!, shard));
      this.note("readThrottle", { shard, actor: this.actor.id });
    }
    readRefusedUs[shard] = world.nowUs;
  }

  private loseRecords(shard: number, count: number): void {
    this.actor.application!.lost += count;
    addTick(this.run.world, this.run.chronicle, "expired", tickShard(this.stream!, shard));
    this.note("lost", { shard, actor: this.actor.id, count });
  }

  deliver(shard: number, cursor: Cursor, count: number): Delivery {
    const { world } = this.run;
    const app = this.actor.application!;
    world.visibleUs = world.nowUs;
    const result = deliver(world, this.stream!, app, shard, cursor, count);
    if (result.late > 0) this.noteEpisode("late", shard, result.late);
    if (result.reRead > 0) this.noteEpisode("reRead", shard, result.reRead);
    if (result.copies > 0) this.noteEpisode("copy", shard, result.copies);
    return result;
  }

  private noteEpisode(type: TickType, shard: number, count: number): void {
    this.note(type, { shard, actor: this.actor.id, count }, type);
  }

  keepReorder(kept: Case): void {
    keepCase((this.actor.reorders ??= makeEvidenceRing()), kept);
  }

  note(type: string, values: Readonly<Record<string, string | number>>, tick?: TickType): void {
    const targets: Target[] = [{ type: "actor", id: this.actor.id }];
    if (typeof values["shard"] === "number")
      targets.push({ type: "shard", shard: values["shard"] });
    note(this.run, type, values, targets, tick, this.actor.id);
  }
}

const legUs = (world: World, leg: "request" | "response", stream: number, n: number): number => {
  const { assumptions } = world;
  const base = leg === "request" ? assumptions.requestUs : assumptions.responseUs;
  const swingUs = (base * assumptions.jitterPercent) / 100;
  const us = Math.floor(base + (draw(stream, n) / 2147483648 - 1) * swingUs + 0.5);
  return us < 1 ? 1 : us;
};

/** The drawn request or response time of the n-th message of a program in an actor's name, µs. */
export const networkUs = (
  world: World,
  actor: number,
  leg: "request" | "response",
  n: number,
): number => legUs(world, leg, streamOf(world.seed, actor, NETWORK[leg]), n);

/** Marks where an episode of write refusals begins, once a shard. */
export const noteRefusals = (run: Run, stream: Stream, seats: Seats): void => {
  const { world } = run;
  const { writeRefusedUs } = stream.shards;
  for (let at = 0; at < seats.count; at++) {
    if (seats.refused[at] === 0) continue;
    const shard = seats.shard[at]!;
    const sinceUs = world.nowUs - writeRefusedUs[shard]!;
    writeRefusedUs[shard] = world.nowUs;
    if (sinceUs > EPISODE_US) {
      stream.shards.episodeUs[shard] = world.nowUs;
      stream.shards.episodeThrottled[shard] = stream.shards.throttled[shard]! - 1;
      const values = { stream: stream.name, shard };
      const at = tickShard(stream, shard);
      note(run, "throttleStart", values, [{ type: "shard", shard }], "throttle", at);
    }
  }
};
