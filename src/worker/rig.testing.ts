import { models as kinds } from "../kinds/registry.engine.ts";
import type { Frame } from "../protocol/frame.ts";
import { emptyLog, type Command, type Entry, type Log } from "../protocol/log.ts";
import type { EndReason, FromEngine, ToEngine } from "../protocol/outside.ts";
import type { Goal, PullRequest } from "../protocol/session.ts";
import { Dice } from "../testing/randomLog.ts";
import { addMore } from "./more.ts";
import { Programs, type Port } from "./outside.ts";
import { WorkerSession } from "./session.ts";

const models = { producers: { ...kinds.producers }, consumers: { ...kinds.consumers } };
addMore(models);
export const SECOND_US = 1_000_000;
export const PUT = { StreamName: "s", PartitionKey: "k", Data: "aGk=" };
export const WAIT = { type: "wait" } as const;

const VIEWPORT = {
  stream: "s",
  windowUs: 30_000_000,
  scale: "linear",
  heightPx: 600,
  zoom: [0, 1],
  focus: 0,
  tracked: [],
  dotsMax: 100,
  topologyVersion: -1,
  ticksFrom: 0,
  queries: {},
} as const;

const actor = (id: number, role: "producer" | "consumer", kind: string, params = {}): Command => ({
  type: "AddActor",
  id,
  role,
  kind,
  name: `n${id}`,
  letter: "A",
  stream: "s",
  params,
});

/** Four shards, traffic, and a program's two actors: 1 writes, 2 reads. */
export const startLog = (seed: number, entries: readonly Entry[] = []): Log => {
  const commands: Command[] = [
    { type: "Assume", assumptions: { createStreamUs: 1, reshardStepUs: 2 * SECOND_US } },
    { type: "Call", operation: "CreateStream", input: { StreamName: "s", ShardCount: 4 } },
    actor(1, "producer", "code"),
    actor(2, "consumer", "code"),
    actor(3, "producer", "sdk", { ratePerS: 50 }),
    actor(4, "consumer", "get-records"),
  ];
  const first = commands.map((command) => ({ atUs: 0, command }));
  return { ...emptyLog(seed), entries: [...first, ...entries] };
};

/** A program as a function: what it does on each message; `send` posts to the engine. */
export type Script = (message: FromEngine, send: (message: ToEngine) => void) => void;

interface Attached {
  readonly port: Port;
  readonly script: Script;
  readonly toEngine: unknown[];
  readonly toProgram: FromEngine[];
}

/** A session, programs and the messages between them, turned by hand on a wall clock of one's own. */
export class Rig {
  readonly session = new WorkerSession(models, () => this.wallMs);
  readonly programs: Programs;
  readonly ends = new Map<number, EndReason>();
  readonly heard = new Map<number, FromEngine[]>();
  /** The page's copy of the log's entries, kept by the frames alone. */
  entries: Entry[] = [];
  wallMs = 0;
  private readonly attached = new Map<number, Attached>();
  private goal: Goal = { id: 1, mode: "pause" };
  private commands = 0;

  constructor(log: Log, atUs = SECOND_US) {
    this.programs = new Programs({
      run: () => this.session.run,
      clock: () => this.wallMs,
      wake: () => undefined,
    });
    this.session.programs = this.programs;
    this.pull({ open: { log, atUs } });
    this.settle();
  }

  get nowUs(): number {
    return this.session.run.world.nowUs;
  }

  aim(goal: { mode: "pause" } | { mode: "play"; speed: number } | { mode: "seek"; toUs: number }) {
    this.goal = { ...goal, id: this.goal.id + 1 };
  }

  pull(more: Partial<PullRequest> = {}, wallDtMs = 0): Frame {
    this.wallMs += wallDtMs;
    const request = { commands: [], goal: this.goal, wallDtMs, viewport: VIEWPORT, ...more };
    const frame = this.session.pull(request);
    const { from, entries } = frame.log;
    this.entries = [...this.entries.slice(0, from), ...entries];
    return frame;
  }

  give(command: Command): void {
    this.commands += 1;
    this.pull({ commands: [{ id: this.commands, command }] });
  }

  attach(id: number, script: Script): void {
    const toProgram: FromEngine[] = [];
    const port: Port = { onmessage: null, postMessage: (each) => toProgram.push(each) };
    this.attached.set(id, { port, script, toEngine: [], toProgram });
    this.heard.set(id, []);
    this.programs.attach(id, port, (reason) => this.ends.set(id, reason));
  }

  /** Joins as the producer 1 and the consumer 2, and does what the program does at once. */
  join(id: number): void {
    this.post(id, { type: "join", producer: 1, consumer: 2 });
    while (this.carry());
  }

  /** As if the program sent it by itself. */
  post(id: number, message: unknown): void {
    this.attached.get(id)!.toEngine.push(message);
  }

  /** Carries one message, if there is one; `dice` picks which. */
  carry(dice?: Dice): boolean {
    const full = [...this.attached.values()].flatMap((each) => [
      ...(each.toEngine.length > 0 ? [{ each, inward: true }] : []),
      ...(each.toProgram.length > 0 ? [{ each, inward: false }] : []),
    ]);
    if (full.length === 0) return false;
    const { each, inward } = dice ? dice.pick(full) : full[0]!;
    if (inward) {
      const data: unknown = structuredClone(each.toEngine.shift());
      each.port.onmessage?.({ data });
    } else {
      const message = structuredClone(each.toProgram.shift()!);
      const [id] = [...this.attached].find(([, one]) => one === each)!;
      this.heard.get(id)!.push(message);
      each.script(message, (sent) => each.toEngine.push(sent));
    }
    return true;
  }

  /** Works and carries until neither is left to do; the goal is then reached, or time is held. */
  settle(dice?: Dice): void {
    for (let turn = 0; turn < 1_000_000; turn++) {
      const idle = this.session.work();
      if (!this.carry(dice) && idle) return;
    }
    throw new Error("never at rest");
  }
}

const record = (dice: Dice) => ({
  Data: btoa(`d${dice.below(30)}`),
  PartitionKey: `k${dice.below(9)}`,
});

const iteratorIn = (message: FromEngine): string | undefined => {
  if (message.type !== "answer" || !message.outcome.ok) return undefined;
  const output = message.outcome.output as Readonly<Record<string, unknown>>;
  const given = output["ShardIterator"] ?? output["NextShardIterator"];
  return typeof given === "string" ? given : undefined;
};

/** Does anything at all, by dice of its own; leaves after about `words` messages. */
export const randomScript = (seed: number, words: number): Script => {
  const dice = new Dice(seed);
  const StreamName = "s";
  let iterator = "AAAA";
  let left = words;
  let id = 0;
  const callOf = (): [string, object] =>
    dice.pick<[string, object]>([
      ["PutRecord", { StreamName, ...record(dice) }],
      ["PutRecords", { StreamName, Records: [record(dice), record(dice), record(dice)] }],
      ["GetRecords", { ShardIterator: iterator, Limit: 1 + dice.below(50) }],
      ["GetRecords", { ShardIterator: iterator }],
      ["ListShards", { StreamName }],
      [
        "GetShardIterator",
        {
          StreamName,
          ShardId: `shardId-${String(dice.below(5)).padStart(12, "0")}`,
          ShardIteratorType: dice.pick(["TRIM_HORIZON", "LATEST"]),
        },
      ],
      ["UpdateShardCount", { StreamName, TargetShardCount: 1 + dice.below(6) }],
      ["NoSuchOperation", { StreamName }],
    ]);
  return (message, send) => {
    if (message.type === "stopped") return;
    iterator = iteratorIn(message) ?? iterator;
    left -= 1;
    if (left <= 0) return send({ type: "leave" });
    for (let acts = dice.below(3) + 1; acts > 0; acts--) {
      id += 1;
      const [operation, input] = callOf();
      if (dice.chance(70)) send({ type: "call", callId: id, operation, input });
      else if (dice.chance(80)) send({ type: "timer", timerId: id, us: 1 + dice.below(300_000) });
      else send({ type: "clearTimer", timerId: id - 1 });
    }
    if (dice.chance(50)) send({ type: "timer", timerId: (id += 1), us: 1 + dice.below(9) });
    send({ type: "wait" });
  };
};
