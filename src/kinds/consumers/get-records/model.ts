import { reserve } from "../../../base/columns.ts";
import { FRONT_STATES, type FrontState } from "../../../protocol/frame.ts";
import {
  isExpired,
  makeCursor,
  makeReadResult,
  PHASE,
  seekEnd,
  seekTime,
  horizonUs,
  type Actor,
  type ActorContext,
  type ConsumerModel,
  type Cursor,
  type Stream,
} from "../../../engine/public.ts";
import { getRecordsMeta } from "./meta.ts";
import { makeGetRecordsState, type GetRecordsState } from "./state.ts";

const EVENT = { list: 1, serve: 2, answer: 3, done: 4, restart: 5 } as const;
const PURPOSE = { firstPoll: 1, backoff: 2 } as const;
const LIST_SUB = 4294967295;
const ITERATOR_TTL_US = 300_000_000;
/** A stream that is not there yet is looked for this often. */
const LOOK_AGAIN_US = 100_000;

const codeOf = (state: FrontState): number => 1 + FRONT_STATES.indexOf(state);
const READING = codeOf("reading");
const FINISHED = codeOf("finished");
const CRASHED = codeOf("crashed");
const THROTTLED = codeOf("throttled");
const EXPIRED = codeOf("expired-iterator");

const result = makeReadResult();
const cursor = makeCursor();

const stateOf = (actor: Actor): GetRecordsState => actor.state as GetRecordsState;

const load = (state: GetRecordsState, shard: number, fetched: boolean): Cursor => {
  cursor.index = fetched ? state.fetchedIndex[shard]! : state.index[shard]!;
  cursor.segment = fetched ? state.fetchedSegment[shard]! : state.segment[shard]!;
  cursor.local = fetched ? state.fetchedLocal[shard]! : state.local[shard]!;
  return cursor;
};

const storeProcessed = (state: GetRecordsState, shard: number, from: Cursor): void => {
  state.index[shard] = from.index;
  state.segment[shard] = from.segment;
  state.local[shard] = from.local;
};

const storeFetched = (state: GetRecordsState, shard: number, from: Cursor): void => {
  state.fetchedIndex[shard] = from.index;
  state.fetchedSegment[shard] = from.segment;
  state.fetchedLocal[shard] = from.local;
};

const fit = (state: GetRecordsState, count: number): void => {
  const before = state.count;
  if (before >= count) return;
  reserve(state, count);
  state.checkpointIndex.fill(-1, before, count);
  state.count = count;
};

const scheduleServe = (
  ctx: ActorContext,
  state: GetRecordsState,
  shard: number,
  waitUs: number,
): void => {
  const delayUs = waitUs + ctx.latencyUs("request", state.messages);
  ctx.schedule(delayUs, PHASE.read, EVENT.serve, shard, state.incarnation);
};

const scheduleList = (ctx: ActorContext, state: GetRecordsState, delayUs: number): void => {
  const wholeUs = Math.max(1, Math.round(delayUs));
  state.listUs = ctx.nowUs + wholeUs;
  ctx.schedule(wholeUs, PHASE.read, EVENT.list, LIST_SUB, state.incarnation);
};

/** Its stream was deleted; another may have the name by now. */
const lostStream = (ctx: ActorContext, state: GetRecordsState): boolean =>
  state.stream >= 0 && ctx.stream?.number !== state.stream;

/** Places and checkpoints of a deleted stream mean nothing: as when the application was made. */
const beginAgain = (ctx: ActorContext, state: GetRecordsState): void => {
  const { messages, waits } = state;
  const incarnation = state.incarnation + 1;
  Object.assign(state, makeGetRecordsState(waits), { incarnation, messages });
  scheduleList(ctx, state, LOOK_AGAIN_US);
};

/** ListShards: places are taken in shards that may be read now. */
const onList = (ctx: ActorContext, state: GetRecordsState): void => {
  const { stream } = ctx;
  const { params } = ctx.actor;
  if (ctx.nowUs !== state.listUs) return;
  if (!stream || stream.open.length === 0) return scheduleList(ctx, state, LOOK_AGAIN_US);
  state.stream = stream.number;
  const first = !state.listed;
  state.listed = true;
  fit(state, stream.shards.count);
  const latest = first && params["startPosition"] === "LATEST";
  for (let shard = 0; shard < stream.shards.count; shard++) {
    if (state.state[shard] !== 0) continue;
    if (latest) startOrSkip(ctx, state, stream, shard);
    else if (mayStart(ctx, state, stream, shard)) start(ctx, state, shard, false);
  }
  if (params["order"] === "naive")
    scheduleList(ctx, state, (params["listShardsMs"] as number) * 1000);
};

/** At LATEST only open shards are read; closed ones count as done. */
const startOrSkip = (
  ctx: ActorContext,
  state: GetRecordsState,
  stream: Stream,
  shard: number,
): void => {
  if (stream.shards.closedUs[shard]! < 0) return start(ctx, state, shard, true);
  state.state[shard] = FINISHED;
  seekEnd(stream, shard, cursor);
  storeProcessed(state, shard, cursor);
  storeFetched(state, shard, cursor);
};

const mayStart = (
  ctx: ActorContext,
  state: GetRecordsState,
  stream: Stream,
  shard: number,
): boolean => {
  if (isExpired(stream, shard, ctx.nowUs)) return false;
  if (ctx.actor.params["order"] === "naive") return true;
  const read = (parent: number): boolean =>
    parent < 0 || state.state[parent] === FINISHED || isExpired(stream, parent, ctx.nowUs);
  return read(stream.shards.parent[shard]!) && read(stream.shards.adjacentParent[shard]!);
};

const start = (ctx: ActorContext, state: GetRecordsState, shard: number, latest: boolean): void => {
  state.state[shard] = READING;
  state.latest[shard] = latest ? 1 : 0;
  place(ctx, state, shard);
  if (state.checkpointUs[shard] === 0) state.checkpointUs[shard] = ctx.nowUs;
  const spread = ctx.draw(PURPOSE.firstPoll, shard) / 4294967296;
  const waitUs = (ctx.actor.params["pollMs"] as number) * 1000 * spread;
  state.iteratorUs[shard] = ctx.nowUs;
  scheduleServe(ctx, state, shard, waitUs + ctx.latencyUs("response", state.messages++));
};

/** Puts both cursors at the checkpoint, or where the application starts without one. */
const place = (ctx: ActorContext, state: GetRecordsState, shard: number): void => {
  const stream = ctx.stream!;
  if (state.checkpointIndex[shard]! >= 0) {
    cursor.index = state.checkpointIndex[shard]!;
    cursor.segment = state.checkpointSegment[shard]!;
    cursor.local = state.checkpointLocal[shard]!;
  } else if (state.latest[shard] === 1) seekEnd(stream, shard, cursor);
  else seekTime(stream, shard, horizonUs(stream, ctx.nowUs), cursor);
  storeProcessed(state, shard, cursor);
  storeFetched(state, shard, cursor);
  state.batch[shard] = 0;
};

const onServe = (ctx: ActorContext, state: GetRecordsState, shard: number): void => {
  const { params } = ctx.actor;
  const message = state.messages++;
  const pollUs = (params["pollMs"] as number) * 1000;
  if (ctx.nowUs - state.iteratorUs[shard]! > ITERATOR_TTL_US) return renew(ctx, state, shard);
  const answerUs = ctx.latencyUs("response", message);
  if (ctx.pollNothing(shard, state.fetchedIndex[shard]!)) {
    state.state[shard] = READING;
    state.iteratorUs[shard] = ctx.nowUs + answerUs;
    return scheduleServe(ctx, state, shard, answerUs + pollUs);
  }
  ctx.getRecords(shard, load(state, shard, true), params["limit"] as number, result);
  if (result.throttled) {
    state.state[shard] = THROTTLED;
    const share = 0.5 + ctx.draw(PURPOSE.backoff, message) / 4294967296;
    return scheduleServe(ctx, state, shard, answerUs + pollUs * share);
  }
  state.state[shard] = READING;
  state.iteratorUs[shard] = ctx.nowUs + answerUs;
  if (result.lost > 0) storeProcessed(state, shard, result.from);
  storeFetched(state, shard, result.to);
  if (result.count === 0 && !result.atEnd) {
    if (result.lost > 0) storeProcessed(state, shard, result.to);
    return scheduleServe(ctx, state, shard, answerUs + pollUs);
  }
  state.batch[shard] = result.count;
  state.batchUs[shard] = 0;
  ctx.schedule(answerUs, PHASE.response, EVENT.answer, shard, state.incarnation);
};

/** ExpiredIteratorException: a new iterator after the last record fetched. */
const renew = (ctx: ActorContext, state: GetRecordsState, shard: number): void => {
  ctx.note("iteratorExpired", { shard }, "iteratorExpired");
  state.state[shard] = EXPIRED;
  const thereUs = ctx.latencyUs("response", state.messages++);
  state.iteratorUs[shard] = ctx.nowUs + thereUs;
  scheduleServe(ctx, state, shard, 2 * thereUs);
};

const onAnswer = (ctx: ActorContext, state: GetRecordsState, shard: number): void => {
  const rate = ctx.actor.params["ratePerS"] as number;
  state.batchUs[shard] = ctx.nowUs;
  const count = state.batch[shard]!;
  if (count === 0 || rate <= 0) return complete(ctx, state, shard);
  const delayUs = Math.ceil((count / rate) * 1_000_000);
  ctx.schedule(delayUs, PHASE.timer, EVENT.done, shard, state.incarnation);
};

/** The whole batch is processed: delivered, perhaps checkpointed, and the next poll is due. */
const complete = (ctx: ActorContext, state: GetRecordsState, shard: number): void => {
  const { params } = ctx.actor;
  const stream = ctx.stream!;
  const count = state.batch[shard]!;
  if (count > 0) {
    const from = load(state, shard, false);
    ctx.deliver(shard, from, count);
    storeProcessed(state, shard, from);
    state.batch[shard] = 0;
  }
  const atEnd =
    stream.shards.closedUs[shard]! >= 0 && state.index[shard]! >= stream.shards.records[shard]!;
  if (atEnd) return finish(ctx, state, stream, shard);
  const dueUs = state.checkpointUs[shard]! + (params["checkpointMs"] as number) * 1000;
  if (ctx.nowUs >= dueUs) checkpoint(ctx, state, shard);
  scheduleServe(ctx, state, shard, (params["pollMs"] as number) * 1000);
};

const checkpoint = (ctx: ActorContext, state: GetRecordsState, shard: number): void => {
  state.checkpointIndex[shard] = state.index[shard]!;
  state.checkpointSegment[shard] = state.segment[shard]!;
  state.checkpointLocal[shard] = state.local[shard]!;
  state.checkpointUs[shard] = ctx.nowUs;
};

/** NextShardIterator is null: the shard's end is checkpointed and ChildShards may be started. */
const finish = (ctx: ActorContext, state: GetRecordsState, stream: Stream, shard: number): void => {
  checkpoint(ctx, state, shard);
  state.state[shard] = FINISHED;
  ctx.note("shardEnd", { shard });
  fit(state, stream.shards.count);
  startChildren(ctx, state, stream, shard);
};

/** Children of a shard that is done, or of a child that expired before its turn came. */
const startChildren = (
  ctx: ActorContext,
  state: GetRecordsState,
  stream: Stream,
  shard: number,
): void => {
  const { parent, adjacentParent, count } = stream.shards;
  for (let child = shard + 1; child < count; child++) {
    if (parent[child] !== shard && adjacentParent[child] !== shard) continue;
    if (state.state[child] !== 0) continue;
    if (mayStart(ctx, state, stream, child)) start(ctx, state, child, false);
    else if (isExpired(stream, child, ctx.nowUs)) startChildren(ctx, state, stream, child);
  }
};

const crash = (ctx: ActorContext, state: GetRecordsState): void => {
  const { params } = ctx.actor;
  const rate = params["ratePerS"] as number;
  for (let shard = 0; shard < state.count; shard++) {
    if (state.state[shard] === 0 || state.state[shard] === FINISHED) continue;
    const begun = state.batch[shard]! > 0 && state.batchUs[shard]! > 0;
    if (begun && rate > 0 && !lostStream(ctx, state)) deliverPart(ctx, state, shard, rate);
    state.batch[shard] = 0;
    state.state[shard] = CRASHED;
  }
  state.alive = false;
  state.incarnation += 1;
  ctx.note("crash", {}, "crash");
  const restartMs = params["restartMs"] as number;
  if (restartMs <= 0) return;
  ctx.schedule(restartMs * 1000, PHASE.timer, EVENT.restart, LIST_SUB, state.incarnation);
};

/** What was processed of a batch by the time of the crash: rate times the time since it began. */
const deliverPart = (
  ctx: ActorContext,
  state: GetRecordsState,
  shard: number,
  rate: number,
): void => {
  const elapsedS = (ctx.nowUs - state.batchUs[shard]!) / 1_000_000;
  const count = Math.min(state.batch[shard]!, Math.floor(rate * elapsedS));
  if (count <= 0) return;
  const from = load(state, shard, false);
  ctx.deliver(shard, from, count);
  storeProcessed(state, shard, from);
};

const restart = (ctx: ActorContext, state: GetRecordsState): void => {
  state.alive = true;
  state.incarnation += 1;
  ctx.note("restart", {}, "restart");
  if (lostStream(ctx, state)) return beginAgain(ctx, state);
  scheduleList(ctx, state, ctx.latencyUs("request", state.messages++));
  for (let shard = 0; shard < state.count; shard++) {
    if (state.state[shard] === CRASHED) start(ctx, state, shard, state.latest[shard] === 1);
  }
};

export const getRecordsModel: ConsumerModel = {
  meta: getRecordsMeta,

  create(ctx) {
    const state = makeGetRecordsState(ctx.actor.params["order"] === "lineage");
    ctx.actor.state = state;
    scheduleList(ctx, state, ctx.latencyUs("request", state.messages++));
    return state;
  },

  update(ctx, before) {
    const state = stateOf(ctx.actor);
    const { order } = ctx.actor.params as { order: string };
    state.waits = order === "lineage";
    if (before["order"] !== order && state.alive) scheduleList(ctx, state, LOOK_AGAIN_US);
  },

  signal(ctx, signal) {
    const state = stateOf(ctx.actor);
    if (signal === "crash") {
      if (!state.alive) return `${ctx.actor.name} is down already.`;
      crash(ctx, state);
      return undefined;
    }
    if (state.alive) return `${ctx.actor.name} is running already.`;
    restart(ctx, state);
    return undefined;
  },

  on(ctx, type, sub, argument) {
    const state = stateOf(ctx.actor);
    if (argument !== state.incarnation) return;
    if (type === EVENT.restart) {
      if (!state.alive) restart(ctx, state);
    } else if (lostStream(ctx, state)) beginAgain(ctx, state);
    else if (type === EVENT.serve) onServe(ctx, state, sub);
    else if (type === EVENT.answer) onAnswer(ctx, state, sub);
    else if (type === EVENT.done) complete(ctx, state, sub);
    else onList(ctx, state);
  },

  places: (actor) => stateOf(actor),
  running: (_world, actor) => stateOf(actor).alive,
  sink: (actor) => actor.params["sink"] as "none" | "sequence-number" | "record-id",
};
