import {
  PHASE,
  type Actor,
  type ActorContext,
  type ProducerModel,
} from "../../../engine/public.ts";
import { madeBy, rateAt, type RateShape } from "./arrivals.ts";
import { keyTexts, weightTable } from "./keyShape.ts";
import { batchOf, madeAtUs, madeCount, shapeOf } from "./making.ts";
import { sdkMeta } from "./meta.ts";
import { recordOutcome } from "./outcome.ts";
import { makeSlots, widenSlots, type SdkState } from "./state.ts";
import { unstored } from "./unstored.ts";
import { fillSeats, happens, keepSeats, keyDrawer, number, PURPOSE, seats } from "./traffic.ts";

const EVENT = { make: 1, admit: 2, answer: 3, timeout: 4, resend: 5, burstEnd: 6 } as const;
const TURNS = 1_048_576;
const SLOTS = 65_536;
/** Seconds of its rate that a producer keeps before it gives records up. */
const BACKLOG_S = 10;
const RETRY_STREAM_US = 100_000;

const stateOf = (actor: Actor): SdkState => actor.state as SdkState;
const makeState = (ctx: ActorContext): SdkState => {
  const { params } = ctx.actor;
  const texts = keyTexts(params);
  const width = batchOf(params);
  const keyIds = ctx.internKeys(texts);
  return {
    startUs: ctx.nowUs,
    rate: shapeOf(params),
    sinceUs: ctx.nowUs,
    madeBefore: 0,
    burstUntilUs: 0,
    next: 0,
    calls: 0,
    messages: 0,
    makeTurn: 0,
    width,
    inFlight: 0,
    slots: makeSlots(number(params, "maxInFlight"), width),
    keyIds,
    keyBytes: Uint16Array.from(texts, (text) => text.length),
    weights: weightTable(params),
    stream: -1,
    highest: new Float64Array(ctx.world.keys.count).fill(-1),
    highestOrdinal: new Float64Array(ctx.world.keys.count).fill(-1),
    attempted: 0,
    accepted: 0,
    throttled: 0,
    retried: 0,
    duplicated: 0,
    reordered: 0,
    abandoned: 0,
  };
};

/** Schedules the next call: when a batch is full or the first record of it has lingered. */
const planMake = (ctx: ActorContext, state: SdkState): void => {
  const { params } = ctx.actor;
  state.makeTurn = (state.makeTurn + 1) % TURNS;
  if (state.inFlight >= number(params, "maxInFlight")) return;
  const batch = batchOf(params);
  const fullUs = madeAtUs(ctx, state, state.next + batch - 1);
  const lingerUs = batch === 1 ? 0 : number(params, "lingerMs") * 1000;
  const dueUs = Math.min(fullUs, madeAtUs(ctx, state, state.next) + lingerUs);
  if (dueUs === Infinity) return;
  const delayUs = Math.max(1, dueUs - ctx.nowUs);
  ctx.schedule(delayUs, PHASE.timer, EVENT.make, state.makeTurn, state.makeTurn);
};

const onMake = (ctx: ActorContext, state: SdkState, turn: number): void => {
  if (turn !== state.makeTurn) return;
  if (!ctx.stream || ctx.stream.open.length === 0) return waitForStream(ctx, state);
  giveUpBacklog(ctx, state);
  const batch = batchOf(ctx.actor.params);
  const count = Math.min(batch, madeCount(ctx, state) - state.next);
  const slot = state.slots.status.indexOf(0);
  if (count > 0 && slot >= 0) {
    const { slots } = state;
    slots.attempt[slot] = 1;
    slots.kept[slot] = 0;
    slots.seats[slot] = count;
    for (let at = 0; at < count; at++) {
      slots.n[slot * state.width + at] = state.next + at;
      slots.taken[slot * state.width + at] = -1;
    }
    state.next += count;
    state.inFlight += 1;
    send(ctx, state, slot);
  }
  planMake(ctx, state);
};

/** No records are made before there is a stream to put them in. */
const waitForStream = (ctx: ActorContext, state: SdkState): void => {
  state.sinceUs = ctx.nowUs + RETRY_STREAM_US;
  state.madeBefore = state.next;
  ctx.schedule(RETRY_STREAM_US, PHASE.timer, EVENT.make, state.makeTurn, state.makeTurn);
};

const giveUpBacklog = (ctx: ActorContext, state: SdkState): void => {
  const rate = rateAt(state.rate, (ctx.nowUs - state.sinceUs) / 1_000_000);
  const most = Math.max(batchOf(ctx.actor.params), Math.ceil(rate * BACKLOG_S));
  const excess = madeCount(ctx, state) - state.next - most;
  if (excess <= 0) return;
  state.next += excess;
  abandon(ctx, state, excess);
};

const abandon = (ctx: ActorContext, state: SdkState, records: number): void => {
  if (state.abandoned === 0) ctx.note("abandoned", { records });
  state.abandoned += records;
};

const turnOf = (state: SdkState, slot: number): number => {
  state.slots.turn[slot] = (state.slots.turn[slot]! + 1) % TURNS;
  return slot + state.slots.turn[slot]! * SLOTS;
};

const send = (ctx: ActorContext, state: SdkState, slot: number): void => {
  const { slots } = state;
  const { params } = ctx.actor;
  const message = state.messages++;
  state.attempted += slots.seats[slot]!;
  if (slots.attempt[slot]! > 1) state.retried += slots.seats[slot]!;
  slots.status[slot] = 1;
  slots.number[slot] = state.calls++;
  slots.retryUs[slot] = ctx.nowUs + number(params, "timeoutMs") * 1000;
  const sub = message % 4294967296;
  if (happens(ctx, PURPOSE.lostRequest, message, number(params, "lostRequestPercent"))) {
    const delayUs = slots.retryUs[slot]! - ctx.nowUs;
    return ctx.schedule(delayUs, PHASE.timer, EVENT.timeout, sub, turnOf(state, slot));
  }
  const delayUs = ctx.latencyUs("request", message);
  ctx.schedule(delayUs, PHASE.write, EVENT.admit, sub, turnOf(state, slot));
};

const onAdmit = (ctx: ActorContext, state: SdkState, slot: number): void => {
  const { params } = ctx.actor;
  const { slots } = state;
  const message = slots.number[slot]!;
  if (!ctx.stream || ctx.stream.open.length === 0) return refuseWhole(ctx, state, slot, message);
  if (state.stream !== ctx.stream.number) meetStream(state, ctx.stream.number);
  fillSeats(ctx, state, slot);
  const one = seats.count === 1 && params["operation"] === "PutRecord";
  const refused = ctx.putRecords(seats, {
    operation: one ? "PutRecord" : "PutRecords",
    producer: ctx.actor.id,
    attempt: slots.attempt[slot]!,
    number: message,
  });
  state.accepted += seats.count - refused;
  state.throttled += refused;
  const lost = happens(ctx, PURPOSE.lostResponse, message, number(params, "lostResponsePercent"));
  recordOutcome(ctx, state, slot, lost);
  const sub = message % 4294967296;
  const argument = turnOf(state, slot);
  if (!lost) {
    const delayUs = ctx.latencyUs("response", message);
    return ctx.schedule(delayUs, PHASE.response, EVENT.answer, sub, argument);
  }
  ctx.schedule(slots.retryUs[slot]! - ctx.nowUs, PHASE.timer, EVENT.timeout, sub, argument);
};

/** Another stream by the same name: nothing of the one before is in it. */
const meetStream = (state: SdkState, number: number): void => {
  state.stream = number;
  state.slots.taken.fill(-1);
  state.highest.fill(-1);
};

/** ResourceNotFoundException: no seat is taken and the SDK does not retry. */
const refuseWhole = (ctx: ActorContext, state: SdkState, slot: number, message: number): void => {
  const count = state.slots.seats[slot]!;
  state.slots.refused.fill(0, slot * state.width, slot * state.width + count);
  abandon(ctx, state, count);
  const delayUs = ctx.latencyUs("response", message);
  ctx.schedule(delayUs, PHASE.response, EVENT.answer, message % 4294967296, turnOf(state, slot));
};

const onAnswer = (ctx: ActorContext, state: SdkState, slot: number): void => {
  const { slots } = state;
  const base = slot * state.width;
  const count = slots.seats[slot]!;
  let left = 0;
  for (let at = 0; at < count; at++) {
    if (slots.refused[base + at] === 0) continue;
    slots.n[base + left] = slots.n[base + at]!;
    slots.taken[base + left] = slots.taken[base + at]!;
    slots.takenShard[base + left] = slots.takenShard[base + at]!;
    slots.shard[base + left] = slots.shard[base + at]!;
    slots.key[base + left] = slots.key[base + at]!;
    slots.size[base + left] = slots.size[base + at]!;
    slots.refused[base + left] = 1;
    left += 1;
  }
  slots.seats[slot] = left;
  again(ctx, state, slot);
};

const onTimeout = (ctx: ActorContext, state: SdkState, slot: number): void => {
  const records = state.slots.seats[slot]!;
  const base = slot * state.width;
  const stored = state.slots.taken[base]! >= 0;
  ctx.note(stored ? "responseLost" : "requestLost", { records });
  state.slots.refused.fill(0, base, base + records);
  again(ctx, state, slot);
};

/** Sends what is left of a call again after a back-off with full jitter, or gives it up. */
const again = (ctx: ActorContext, state: SdkState, slot: number): void => {
  const { params } = ctx.actor;
  const { slots } = state;
  const most = number(params, "maxInFlight");
  const left = slots.seats[slot]!;
  const attempt = slots.attempt[slot]!;
  if (left > 0 && attempt < number(params, "attempts")) {
    let capMs = number(params, "backoffBaseMs");
    for (let at = 1; at < attempt; at++) capMs *= 2;
    capMs = Math.min(capMs, number(params, "backoffCapMs"));
    const share = (ctx.draw(PURPOSE.backoff, slots.number[slot]!) + 1) / 4294967296;
    const delayUs = Math.max(1, Math.round(capMs * 1000 * share));
    slots.status[slot] = 2;
    slots.attempt[slot] = attempt + 1;
    slots.retryUs[slot] = ctx.nowUs + delayUs;
    const sub = slots.number[slot]! % 4294967296;
    return ctx.schedule(delayUs, PHASE.timer, EVENT.resend, sub, turnOf(state, slot));
  }
  if (left > 0) abandon(ctx, state, left);
  slots.status[slot] = 0;
  slots.seats[slot] = 0;
  slots.turn[slot] = (slots.turn[slot]! + 1) % TURNS;
  state.inFlight -= 1;
  if (state.inFlight === most - 1) planMake(ctx, state);
};

/** Puts another rate in force from now on. */
const setRate = (ctx: ActorContext, state: SdkState, rate: RateShape): void => {
  state.madeBefore = Math.max(state.next, madeCount(ctx, state));
  state.sinceUs = ctx.nowUs;
  state.rate = rate;
  planMake(ctx, state);
};

const rebuild = (ctx: ActorContext, state: SdkState): void => {
  const { params } = ctx.actor;
  const texts = keyTexts(params);
  state.keyIds = ctx.internKeys(texts);
  state.keyBytes = Uint16Array.from(texts, (text) => text.length);
  state.weights = weightTable(params);
  const { count } = ctx.world.keys;
  const highest = new Float64Array(Math.max(count, state.highest.length)).fill(-1);
  highest.set(state.highest);
  const ordinals = new Float64Array(highest.length).fill(-1);
  ordinals.set(state.highestOrdinal);
  state.highest = highest;
  state.highestOrdinal = ordinals;
};

const RATE_PARAMS = ["rateShape", "ratePerS", "peakPerS", "periodS", "burstS"];
const KEY_PARAMS = ["keyShape", "keys", "keyPrefix", "zipfExponent", "evenOver"];
const SEAT_PARAMS = [...KEY_PARAMS, "hotShare", "hotKey", "bytes", "bytesMax"];
const SLOT_PARAMS = ["operation", "batch", "maxInFlight"];

export const sdkModel: ProducerModel = {
  meta: sdkMeta,

  create(ctx) {
    const state = makeState(ctx);
    ctx.actor.state = state;
    planMake(ctx, state);
    return state;
  },

  update(ctx, before) {
    const state = stateOf(ctx.actor);
    const { params } = ctx.actor;
    const changed = (keys: readonly string[]): boolean =>
      keys.some((key) => before[key] !== params[key]);
    if (changed(SEAT_PARAMS)) keepSeats(ctx, before, state);
    if (changed(KEY_PARAMS)) rebuild(ctx, state);
    if (changed(SLOT_PARAMS)) {
      const { slots, width } = state;
      state.width = Math.max(width, batchOf(params));
      state.slots = widenSlots(slots, width, number(params, "maxInFlight"), state.width);
    }
    if (!changed(RATE_PARAMS)) return planMake(ctx, state);
    state.burstUntilUs = 0;
    setRate(ctx, state, shapeOf(params));
  },

  signal(ctx) {
    const state = stateOf(ctx.actor);
    const { params } = ctx.actor;
    const peak = number(params, "peakPerS");
    const burstS = number(params, "burstS");
    state.burstUntilUs = ctx.nowUs + burstS * 1_000_000;
    setRate(ctx, state, { shape: "steady", base: peak, peak, periodS: 1, burstS: 0 });
    ctx.schedule(burstS * 1_000_000, PHASE.timer, EVENT.burstEnd, 4294967295, 0);
    ctx.note("burst", { peakPerS: peak, burstS });
    return undefined;
  },

  on(ctx, type, _sub, argument) {
    const state = stateOf(ctx.actor);
    if (type === EVENT.make) return onMake(ctx, state, argument);
    if (type === EVENT.burstEnd) {
      if (state.burstUntilUs === 0 || ctx.nowUs < state.burstUntilUs) return;
      state.burstUntilUs = 0;
      return setRate(ctx, state, shapeOf(ctx.actor.params));
    }
    const slot = argument % SLOTS;
    if (state.slots.turn[slot] !== Math.floor(argument / SLOTS)) return;
    if (type === EVENT.admit) onAdmit(ctx, state, slot);
    else if (type === EVENT.answer) onAnswer(ctx, state, slot);
    else if (type === EVENT.timeout) onTimeout(ctx, state, slot);
    else send(ctx, state, slot);
  },

  gauge(world, actor) {
    const state = stateOf(actor);
    const s = (world.nowUs - state.sinceUs) / 1_000_000;
    const stop = number(actor.params, "stopAfterRecords") || Infinity;
    const made = Math.min(stop, state.madeBefore + Math.floor(madeBy(state.rate, s)));
    return {
      attempted: state.attempted,
      accepted: state.accepted,
      throttled: state.throttled,
      retried: state.retried,
      duplicated: state.duplicated,
      reordered: state.reordered,
      abandoned: state.abandoned,
      backlog: Math.max(0, made - state.next),
      inFlight: state.inFlight,
      ratePerS: rateAt(state.rate, s),
    };
  },

  waiting(world, actor, most, add) {
    const state = stateOf(actor);
    const { slots } = state;
    let total = 0;
    const keyOf = keyDrawer(world, actor, actor.params, state);
    for (let slot = 0; slot < slots.count; slot++) {
      if (slots.status[slot] !== 2) continue;
      for (let at = 0; at < slots.seats[slot]!; at++) {
        const seat = slot * state.width + at;
        if (slots.refused[seat] === 0) continue;
        total += 1;
        if (total > most) continue;
        add({
          shard: slots.shard[seat]!,
          key: slots.kept[slot] ? slots.key[seat]! : state.keyIds[keyOf(slots.n[seat]!)]!,
          attempt: slots.attempt[slot]!,
          rejectedUs: slots.rejectedUs[slot]!,
          retryUs: slots.retryUs[slot]!,
        });
      }
    }
    return total;
  },

  unstored,
};
