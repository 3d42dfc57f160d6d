import { resourceNotFound, subscriptionActive } from "../../aws/errorsMore.ts";
import type { AwsError } from "../../aws/errors.ts";
import { LIMIT_MORE } from "../../aws/limitValuesMore.ts";
import { shardIdOf } from "../../aws/shardId.ts";
import type { SubscribeToShardEvent } from "../../aws/shapesMore.ts";
import { countEvent } from "../cloudwatch/fanOut.ts";
import type { SimUs } from "../../protocol/log.ts";
import { orderOf, PHASE, push, whatOf } from "../core/queue.ts";
import { note, type Run } from "../core/state.ts";
import { actorWithId } from "../core/world.ts";
import { shardRefOf } from "./api/answer.ts";
import { recordAt } from "./api/recordShape.ts";
import { childShardsOf } from "./api/shardShape.ts";
import { accountOf, consumerNumbered, consumersOf } from "./consumers.ts";
import { copyCursor, makeCursor, nextArrival, nextLocal, seekTime, type Cursor } from "./cursor.ts";
import { SERVICE_EVENT } from "./events.ts";
import { actorBehind, takeFor } from "./outside.ts";
import { arrivalIn, ordinalAt } from "./records.ts";
import { sequenceNumberOf, startingSequenceNumber } from "./sequence.ts";
import type { AccountSettings, Consumer, Subscription } from "./settings.ts";
import { horizonUs, READ_BYTES_FULL, type Stream } from "./stream.ts";

const RECORDS_MOST = 10_000;
/** An event comes this often even when there is nothing to push. */
const HEARTBEAT_US = 5_000_000;

type Closed = NonNullable<AccountSettings["closed"]>[number];

const holdsShard = ({ startedUs }: Closed, nowUs: SimUs): boolean =>
  nowUs - startedUs < LIMIT_MORE.subscriptionHeldUs;

const isRival = (each: Closed & { taken?: true }, consumer: Consumer, shard: number): boolean =>
  each.consumer === consumer.number && each.shard === shard && !each.taken;

/**
 * Why another subscription of this shard stands in the way; one of five seconds or more does not.
 * The five seconds are counted from the call, so one that its client closed still does.
 */
export const rivalOf = (
  run: Run,
  stream: Stream,
  consumer: Consumer,
  shard: number,
): AwsError | undefined => {
  const { world } = run;
  const { subscribed = [], closed = [] } = world.settings ?? {};
  const held = [...subscribed, ...closed].some(
    (each) => isRival(each, consumer, shard) && holdsShard(each, world.nowUs),
  );
  if (!held) return undefined;
  return subscriptionActive(shardRefOf(world, stream.name, shardIdOf(shard)), consumer.name);
};

/** Begins to push from the cursor on; an older subscription of the same shard is over. */
export const subscribe = (
  run: Run,
  stream: Stream,
  consumer: Consumer,
  shard: number,
  cursor: Cursor,
  actor: number,
): number => {
  const { world } = run;
  const account = accountOf(world);
  for (const each of account.subscribed) if (isRival(each, consumer, shard)) each.taken = true;
  const number = ++account.subscriptions;
  account.subscribed.push({
    number,
    stream: stream.number,
    consumer: consumer.number,
    shard,
    startedUs: world.nowUs,
    actor,
    ...cursor,
  });
  schedulePush(run, number, 1);
  return number;
};

const schedulePush = (run: Run, number: number, delayUs: number): void => {
  const { world } = run;
  const atUs = world.nowUs + delayUs;
  const sub = SERVICE_EVENT.push * 65_536 + (number % 65_536);
  push(world.queue, atUs, orderOf(PHASE.read, 0, sub), whatOf(SERVICE_EVENT.push, number));
};

/** A subscription's turn: pushes what is there, if anything, and comes again in 100 ms. */
export const onPushEvent = (run: Run, number: number): void => {
  const { world } = run;
  const held = world.settings?.subscribed.find((each) => each.number === number);
  if (!held) return;
  const stream = world.streams.find((each) => each.number === held.stream);
  const consumer = stream && consumersOf(stream).find((each) => each.number === held.consumer);
  if (!stream || !consumer || consumer.status === "DELETING") {
    return end(run, held, resourceNotFound(`subscription ${number}`));
  }
  if (held.taken) {
    const ref = shardRefOf(world, stream.name, shardIdOf(held.shard));
    return end(run, held, subscriptionActive(ref, consumer.name));
  }
  if (held.actor > 0 && !actorWithId(world, held.actor)) {
    end(run, held);
    return run.onPush?.(number, undefined, true);
  }
  if (pushTo(run, stream, consumer, held)) return end(run, held);
  schedulePush(run, number, LIMIT_MORE.pushEveryUs);
};

/** The subscription is over; `fault`, if there is one, is the last it tells. */
const end = (run: Run, held: Subscription, fault?: AwsError): void => {
  const account = accountOf(run.world);
  account.subscribed = account.subscribed.filter((each) => each !== held);
  if (fault) run.onPush?.(held.number, fault, true);
};

/**
 * Its client closed the connection: from now on nothing is pushed, and nobody is told. False where
 * there is no such subscription (any more).
 */
export const closeSubscription = (run: Run, number: number): boolean => {
  const { world } = run;
  const account = world.settings;
  const held = account?.subscribed.find((each) => each.number === number);
  if (!account || !held) return false;
  end(run, held);
  const { consumer, shard, startedUs, actor } = held;
  const closed = (account.closed ?? []).filter((each) => holdsShard(each, world.nowUs));
  if (!held.taken && holdsShard(held, world.nowUs)) closed.push({ consumer, shard, startedUs });
  account.closed = closed;
  const name = consumerNumbered(run, consumer)?.consumer.name ?? "";
  const targets = actor > 0 ? ([{ type: "actor", id: actor }] as const) : [];
  note(run, "edit", { command: "EndSubscription", actor, consumer: name, shard }, targets);
  return true;
};

const cursor = makeCursor();
const from = makeCursor();

/** Pushes what is readable within the consumer's own 2 MiB/s; true if it was the last event. */
const pushTo = (run: Run, stream: Stream, consumer: Consumer, held: Subscription): boolean => {
  const { world } = run;
  const { shard } = held;
  copyCursor(cursor, held);
  passExpired(run, stream, shard, cursor);
  copyCursor(from, cursor);
  const busyUs = Math.max(consumer.busyUs[shard] ?? 0, world.nowUs);
  const rate = LIMIT_MORE.pushBytesPerSecondPerShard;
  const room = Math.floor((READ_BYTES_FULL - (busyUs - world.nowUs) * rate) / 1_000_000);
  const { count, bytes } = take(run, stream, shard, cursor, room);
  copyCursor(held, cursor);
  if (bytes > 0) consumer.busyUs[shard] = busyUs + Math.ceil((bytes * 1_000_000) / rate);
  const { closedUs, records } = stream.shards;
  const unread = records[shard]! - cursor.index;
  const atEnd = unread <= 0 && closedUs[shard]! >= 0;
  const ageUs = world.nowUs - held.startedUs;
  const last = atEnd || ageUs >= LIMIT_MORE.subscriptionUs;
  if (count === 0 && !last && ageUs % HEARTBEAT_US >= LIMIT_MORE.pushEveryUs) return false;
  const actor = actorBehind(run, held.actor, stream);
  if (actor?.application) takeFor(run, actor, shard, from, count, atEnd);
  const behindMs = unread <= 0 ? 0 : behindMsOf(run, stream, shard, count);
  countEvent(run, stream.name, consumer.name, count, bytes, behindMs);
  run.onPush?.(held.number, eventOf(run, stream, shard, count, atEnd, behindMs), last);
  return last;
};

/** Moves a place over what has expired or is held as counts only. */
const passExpired = (run: Run, stream: Stream, shard: number, at: Cursor): void => {
  const folded = stream.shards.foldedRecords[shard]!;
  if (at.index < folded) {
    at.index = folded;
    at.segment = stream.log.lowest;
    at.local = -1;
  }
  const horizon = horizonUs(stream, run.world.nowUs);
  const arrivalUs = nextArrival(stream, shard, at);
  if (arrivalUs >= 0 && arrivalUs < horizon) seekTime(stream, shard, horizon, at);
};

/** Latest arrival that a push made now can hold. */
const readableUs = ({ world }: Run): number => world.nowUs - world.assumptions.visibleUs;

const take = (
  run: Run,
  stream: Stream,
  shard: number,
  at: Cursor,
  room: number,
): { count: number; bytes: number } => {
  const { log } = stream;
  const latestUs = readableUs(run);
  let count = 0;
  let bytes = 0;
  while (count < RECORDS_MOST && bytes < room) {
    const local = nextLocal(log, shard, at);
    if (local < 0) break;
    const segment = log.segments[at.segment - log.lowest]!;
    const size = segment.size[local]!;
    if (arrivalIn(segment, local) > latestUs || (count > 0 && bytes + size > room)) break;
    at.local = local;
    at.index += 1;
    count += 1;
    bytes += size;
  }
  return { count, bytes };
};

/** Age of the last record before `cursor`, or where none was taken of the next one to read. */
const behindMsOf = ({ world }: Run, stream: Stream, shard: number, count: number): number => {
  const segment = stream.log.segments[cursor.segment - stream.log.lowest];
  const lastUs =
    count > 0 && segment ? arrivalIn(segment, cursor.local) : nextArrival(stream, shard, cursor);
  return Math.max(0, Math.floor((world.nowUs - lastUs) / 1000));
};

/** The event of the records between `from` and `cursor`. */
const eventOf = (
  run: Run,
  stream: Stream,
  shard: number,
  count: number,
  atEnd: boolean,
  behindMs: number,
): SubscribeToShardEvent => {
  const { world } = run;
  const { log } = stream;
  const Records = [];
  const place = { ...from };
  let lastUs = nextArrival(stream, shard, place);
  let lastOrdinal = -1;
  for (let each = 0; each < count; each++) {
    const local = nextLocal(log, shard, place);
    const segment = log.segments[place.segment - log.lowest]!;
    Records.push(recordAt(world, stream, segment, local));
    lastUs = arrivalIn(segment, local);
    lastOrdinal = segment.firstOrdinal + local;
    place.local = local;
  }
  const readTo = nextLocal(log, shard, place);
  const next = log.segments[place.segment - log.lowest];
  const passed =
    readTo < 0 || !next ? ordinalAt(log, readableUs(run) + 1) : next.firstOrdinal + readTo;
  const ordinal = Math.max(lastOrdinal, passed - 1);
  const Continuation =
    ordinal < 0
      ? startingSequenceNumber(stream, shard)
      : sequenceNumberOf(world, stream, shard, ordinal, Math.max(0, lastUs));
  return {
    Records,
    ...(atEnd ? {} : { ContinuationSequenceNumber: Continuation }),
    MillisBehindLatest: behindMs,
    ...(atEnd ? { ChildShards: childShardsOf(world, stream, shard) } : {}),
  };
};
