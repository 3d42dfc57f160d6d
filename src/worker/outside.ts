import {
  advance,
  command,
  networkUs,
  nextInstant,
  nextVisible,
  type Run,
} from "../engine/public.ts";
import type { Outcome } from "../protocol/frame.ts";
import type { SimUs } from "../protocol/log.ts";
import {
  OUTSIDE_LIMITS,
  type EndReason,
  type FromEngine,
  type ProgramPort,
  type StopReason,
  type ToEngine,
} from "../protocol/outside.ts";
import type { Goal } from "../protocol/session.ts";
import { DueList, PHASE, type Due } from "./due.ts";
import { readMessage, type Call } from "./message.ts";
import { stopAfter } from "./stops.ts";

/** The part of a MessagePort that is used. */
export interface Port extends ProgramPort {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

/** A longer gap between two looks is the machine asleep, not the program silent. */
const LOOK_MS_MAX = 250;
const SECOND_US = 1_000_000;
/** Work units of one step: messages get through between two. */
const STEP_WORK = 16_000;

/** One program; `order` is its place among those that joined, 0 before it has. */
interface Program {
  readonly id: number;
  readonly port: Port;
  readonly ended: (reason: EndReason) => void;
  order: number;
  atWork: boolean;
  producer: number;
  consumer: number;
  /** Messages so far: the next one's number in the draws of its latency. */
  messages: number;
  second: number;
  inSecond: number;
  characters: number;
  silentMs: number;
}

export interface Surroundings {
  /** The run as it is now. */
  readonly run: () => Run;
  /** Wall milliseconds. */
  readonly clock: () => number;
  /** Something may go on. */
  readonly wake: () => void;
}

/**
 * Programs outside the engine, and what they wait for. While one is at work time stands; what falls
 * due at one moment goes in the order of phase, of joining, and of the program's own asking.
 */
export class Programs {
  private readonly programs = new Map<number, Program>();
  private readonly due = new DueList<Program>();
  private readonly subscribers = new Map<number, { readonly program: Program; lastUs: SimUs }>();
  private readonly around: Surroundings;
  private joined = 0;
  private lookedMs = 0;
  private listening: Run | undefined;

  constructor(around: Surroundings) {
    this.around = around;
  }

  /** There is a program, or a call of one on its way: the run must be gone through on foot. */
  get any(): boolean {
    return this.programs.size > 0 || this.due.first !== undefined;
  }

  /** Takes a program in; `ended` is called once, when it is over. */
  attach(id: number, port: Port, ended: (reason: EndReason) => void): void {
    const program: Program = {
      id,
      port,
      ended,
      order: 0,
      atWork: false,
      producer: 0,
      consumer: 0,
      messages: 0,
      second: -1,
      inSecond: 0,
      characters: 0,
      silentMs: 0,
    };
    this.programs.set(id, program);
    port.onmessage = ({ data }) => {
      if (this.programs.get(id) === program) this.hear(program, data);
      this.around.wake();
    };
  }

  /** Calls it has made are on the wire and arrive; nothing else of it is left. */
  detach(id: number): void {
    const program = this.programs.get(id);
    if (program) this.end(program, "left");
    this.around.wake();
  }

  stopAll(reason: StopReason): void {
    for (const program of this.programs.values()) this.stop(program, reason);
    this.due.keep(() => false);
  }

  /**
   * Goes on to where something of a program is due, or to the goal: true when there, undefined while
   * a program is at work and time stands.
   */
  step({ mode }: Goal, fromUs: SimUs, toUs: SimUs): boolean | undefined {
    if (this.serve()) return undefined;
    const run = this.around.run();
    const { world, chronicle } = run;
    const goalUs = Math.floor(toUs);
    const stopUs = Math.max(world.nowUs, Math.min(goalUs, this.nextUs()));
    const go = mode === "step" || mode === "event" ? nextVisible : advance;
    if (!go(run, stopUs, STEP_WORK)) return false;
    this.serve();
    if (mode === "step" && world.visibleUs > fromUs) return true;
    const { ticks } = world.chronicle;
    if (mode === "event" && stopAfter(chronicle.ticks, fromUs, ticks) !== undefined) return true;
    return world.nowUs >= goalUs;
  }

  /** How far the run may go before something of a program is due. */
  private nextUs(): SimUs {
    const dueUs = this.due.first?.atUs ?? Infinity;
    return this.subscribers.size === 0 ? dueUs : Math.min(dueUs, nextInstant(this.around.run()));
  }

  /**
   * Does what is due by the run's moment, as far as it can go; true while a program is at work. One
   * that has been silent for too long is stopped.
   */
  private serve(): boolean {
    const { clock, run } = this.around;
    this.listen(run());
    const nowMs = clock();
    const passedMs = Math.min(LOOK_MS_MAX, nowMs - this.lookedMs);
    this.lookedMs = nowMs;
    for (const program of this.programs.values()) {
      if (!program.atWork) continue;
      program.silentMs += passedMs;
      if (program.silentMs > OUTSIDE_LIMITS.silenceMs) this.stop(program, "silent");
    }
    this.giveOut(run());
    for (const { atWork } of this.programs.values()) if (atWork) return true;
    return false;
  }

  private giveOut(run: Run): void {
    for (let due = this.due.first; due && due.atUs <= run.world.nowUs; due = this.due.first) {
      if (due.phase !== PHASE.admission && due.owner.atWork) return;
      this.due.shift();
      if (due.call) this.admit(run, due.owner, due.call);
      else if (due.message) this.tell(due.owner, due.message);
    }
  }

  private hear(program: Program, data: unknown): void {
    program.silentMs = 0;
    const message = readMessage(data);
    if (!message) return;
    if (message.type === "join") return this.join(program, message);
    if (program.order === 0) return;
    if (message.type === "wait") program.atWork = false;
    else if (message.type === "leave") this.end(program, "left");
    else if (message.type === "close") this.close(program, message.subscription);
    else if (message.type === "clearTimer") this.clear(program, message.timerId);
    else if (!this.allows(program, message)) this.stop(program, "calls");
    else if (message.type === "timer") this.setTimer(program, message);
    else this.send(program, message);
  }

  private join(program: Program, { producer, consumer }: ToEngine & { type: "join" }): void {
    if (program.order > 0) return;
    const { world } = this.around.run();
    this.joined += 1;
    Object.assign(program, { order: this.joined, producer, consumer });
    this.tell(program, { type: "joined", atUs: world.nowUs, epochMs: world.epochMs });
  }

  private allows(program: Program, message: Call | (ToEngine & { type: "timer" })): boolean {
    const second = Math.floor(this.around.run().world.nowUs / SECOND_US);
    if (second !== program.second) Object.assign(program, { second, inSecond: 0 });
    program.inSecond += 1;
    if (message.type === "call") program.characters += message.characters;
    return (
      program.inSecond <= OUTSIDE_LIMITS.messagesPerSimulatedS &&
      program.characters <= OUTSIDE_LIMITS.characters
    );
  }

  private setTimer(program: Program, { timerId, us }: ToEngine & { type: "timer" }): void {
    const atUs = this.around.run().world.nowUs + us;
    const message = { type: "timer", timerId, atUs } as const;
    this.later(program, atUs, PHASE.timer, program.messages++, { message });
  }

  private clear(program: Program, timerId: number): void {
    this.due.keep(
      ({ owner, message }) =>
        owner !== program || message?.type !== "timer" || message.timerId !== timerId,
    );
  }

  /** What is on its way to the program is lost with the connection. */
  private close(program: Program, subscription: number): void {
    if (this.subscribers.get(subscription)?.program !== program) return;
    this.subscribers.delete(subscription);
    this.due.keep(
      ({ message }) => message?.type !== "push" || message.subscription !== subscription,
    );
    command(this.around.run(), { type: "EndSubscription", subscription });
  }

  private send(program: Program, call: Call): void {
    const { world } = this.around.run();
    const number = program.messages++;
    const actor = callerOf(program, call.operation);
    const atUs = world.nowUs + networkUs(world, actor, "request", number);
    if (call.fault) this.answer(program, call.callId, call.fault, atUs, number);
    else this.later(program, atUs, PHASE.admission, number, { call });
  }

  private admit(run: Run, program: Program, call: Call): void {
    const { operation, input } = call;
    const actor = callerOf(program, operation);
    const number = program.messages++;
    const caller = actor === 0 ? {} : { caller: actor };
    const before = run.world.settings?.subscriptions ?? 0;
    const outcome = command(run, { type: "Call", operation, input, ...caller });
    const after = run.world.settings?.subscriptions ?? 0;
    const { world } = run;
    const atUs = world.nowUs + networkUs(world, actor, "response", number);
    if (after > before) this.subscribers.set(after, { program, lastUs: atUs });
    if (this.programs.get(program.id) !== program) return this.disconnect(program);
    this.answer(program, call.callId, outcome, atUs, number);
  }

  private answer(
    program: Program,
    callId: number,
    outcome: Outcome,
    atUs: SimUs,
    number: number,
  ): void {
    const message = { type: "answer", callId, atUs, outcome } as const;
    this.later(program, atUs, PHASE.answer, number, { message });
  }

  private later(
    owner: Program,
    atUs: SimUs,
    phase: number,
    number: number,
    what: Pick<Due<Program>, "call" | "message">,
  ): void {
    this.due.add({ owner, atUs, phase, order: owner.order, number, ...what });
  }

  /** Events of a subscription reach its program after a drawn response time, in their order. */
  private listen(run: Run): void {
    if (this.listening === run) return;
    this.listening = run;
    run.onPush = (subscription, event, end) => {
      const subscriber = this.subscribers.get(subscription);
      if (!subscriber) return;
      const { program } = subscriber;
      const { world } = run;
      const number = program.messages++;
      const takesUs = networkUs(world, program.consumer, "response", number);
      const atUs = Math.max(subscriber.lastUs, world.nowUs + takesUs);
      subscriber.lastUs = atUs;
      const told = event ? { event } : {};
      const message = { type: "push", subscription, atUs, ...told, end } as const;
      this.later(program, atUs, PHASE.push, number, { message });
      if (end) this.subscribers.delete(subscription);
    };
  }

  private tell(program: Program, message: FromEngine): void {
    program.atWork = true;
    program.silentMs = 0;
    program.port.postMessage(message);
  }

  private stop(program: Program, reason: StopReason): void {
    program.port.postMessage({ type: "stopped", reason });
    this.end(program, reason);
  }

  /** Its subscriptions end with it, which is an entry of the log where there were any. */
  private disconnect(program: Program): void {
    const mine = [...this.subscribers].filter(([, each]) => each.program === program);
    for (const [subscription] of mine) this.subscribers.delete(subscription);
    if (mine.length === 0) return;
    command(this.around.run(), { type: "Signal", id: program.consumer, signal: "disconnect" });
  }

  private end(program: Program, reason: EndReason): void {
    program.port.onmessage = null;
    this.programs.delete(program.id);
    this.due.keep(({ owner, call }) => owner !== program || (reason === "left" && !!call));
    this.disconnect(program);
    program.ended(reason);
  }
}

const READS = new Set(["GetRecords", "GetShardIterator", "SubscribeToShard", "ListShards"]);

/** Puts count for the producer, reads for the consumer, the rest for whichever there is. */
const callerOf = ({ producer, consumer }: Program, operation: string): number => {
  if (operation === "PutRecord" || operation === "PutRecords") return producer;
  return READS.has(operation) ? consumer : producer || consumer;
};
