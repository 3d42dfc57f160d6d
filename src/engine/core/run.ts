import { assert } from "../../base/assert.ts";
import { checkParams, withDefaults, type KindMeta } from "../../protocol/kind.ts";
import {
  DEFAULT_ASSUMPTIONS,
  type Command,
  type Entry,
  type Log,
  type SimUs,
} from "../../protocol/log.ts";
import type { Outcome, Target } from "../../protocol/frame.ts";
import { call, callerOf } from "../kds/api/index.ts";
import { makeApplication } from "../kds/deliver.ts";
import { importStream } from "../kds/importStream.ts";
import { onServiceEvent, startService } from "../kds/service.ts";
import type { Models } from "./actor.ts";
import { Checkpoints } from "./checkpoints.ts";
import { cutChronicle, makeChronicle } from "./chronicle.ts";
import { makeContext } from "./context.ts";
import { modelOf } from "./models.ts";
import { actorOf, argumentOf, dropEvents, firstRow, firstUs, pop, subOf, typeOf } from "./queue.ts";
import { note, type Run } from "./state.ts";
import { actorWithId, makeWorld, WORK_EVENT, type Actor } from "./world.ts";

export const createRun = (log: Log, models: Models): Run => {
  const world = makeWorld(log, DEFAULT_ASSUMPTIONS);
  const run: Run = {
    world,
    log,
    entries: [...log.entries],
    newFrom: 0,
    unkept: 0,
    planned: new Set(log.entries),
    chronicle: makeChronicle(),
    ghost: undefined,
    models,
    checkpoints: new Checkpoints(),
    context: undefined as never,
  };
  (run as { context: Run["context"] }).context = makeContext(run);
  startService(run);
  run.checkpoints.take(world);
  return run;
};

/**
 * Runs events and entries up to and including `toUs`, at most about `workMax` units. Returns true
 * when `toUs` is reached; stopping anywhere changes nothing of what follows.
 */
export const advance = (run: Run, toUs: SimUs, workMax = Infinity): boolean => {
  assert(Number.isInteger(toUs), "time is whole microseconds");
  const { world, checkpoints } = run;
  const { queue } = world;
  const stopAt = world.work + workMax;
  for (;;) {
    const eventUs = firstUs(queue);
    const entry = run.entries[world.entriesApplied - run.unkept];
    if (entry !== undefined && entry.atUs <= toUs && entry.atUs < eventUs) {
      world.nowUs = entry.atUs;
      world.entriesApplied += 1;
      apply(run, entry.command);
      continue;
    }
    if (eventUs > toUs) break;
    const row = firstRow(queue);
    const order = queue.order[row]!;
    const what = queue.what[row]!;
    pop(queue);
    world.nowUs = eventUs;
    world.work += WORK_EVENT;
    dispatch(run, order, what);
    if (world.work >= checkpoints.dueAt) checkpoints.take(world);
    if (world.work >= stopAt) return false;
  }
  world.nowUs = toUs;
  if (toUs > run.chronicle.furthestUs) run.chronicle.furthestUs = toUs;
  return true;
};

const dispatch = (run: Run, order: number, what: number): void => {
  const id = actorOf(order);
  if (id === 0) return onServiceEvent(run, typeOf(what), argumentOf(what));
  const actor = actorWithId(run.world, id);
  if (!actor) return;
  const model = run.context.bind(actor);
  model.on(run.context, typeOf(what), subOf(order), argumentOf(what));
};

/**
 * Applies a command at the present moment and puts it into the log. Made in the past of a run, it
 * forks: what was done by hand later is dropped, what the opened log had planned stays, and the old
 * branch's history is kept as the ghost. A refused command on an actor leaves no trace; a refused
 * API call is an entry like any other.
 */
export const command = (run: Run, given: Command): Outcome => {
  const { world } = run;
  advance(run, world.nowUs);
  const before = { entries: run.entries, chronicle: run.chronicle, ghost: run.ghost };
  const forks = world.nowUs < run.chronicle.furthestUs;
  if (forks) fork(run);
  const outcome = apply(run, given);
  if (!outcome.ok && given.type !== "Call") {
    Object.assign(run, before);
    return outcome;
  }
  keep(run, { atUs: world.nowUs, command: given }, forks);
  run.checkpoints.cutFrom(world.nowUs);
  return outcome;
};

/** Puts an applied entry into the log, without a copy of the rest, so that thousands are cheap. */
const keep = (run: Run, entry: Entry, forks: boolean): void => {
  const at = run.world.entriesApplied - run.unkept;
  run.world.entriesApplied += 1;
  run.newFrom = Math.min(run.newFrom, at);
  if (forks) {
    const kept = run.entries.slice(at).filter((each) => run.planned.has(each));
    run.entries = [...run.entries.slice(0, at), entry, ...kept];
  } else run.entries.splice(at, 0, entry);
};

const fork = (run: Run): void => {
  const { world } = run;
  run.ghost = { chronicle: run.chronicle, forkUs: world.nowUs };
  run.chronicle = cutChronicle(run.chronicle, world);
};

const refuse = (name: string, message: string): Outcome => ({
  ok: false,
  error: { name, message },
});
const done = (output: object = {}): Outcome => ({ ok: true, output });

/**
 * Applies a command now and notes it (a program's calls, which may be thousands, are no edits: only
 * what they do and what is refused is told); whether it joins the log is the caller's affair.
 */
export const apply = (run: Run, given: Command): Outcome => {
  const outcome = outcomeOf(run, given);
  if (!outcome.ok && given.type !== "Call") return outcome;
  const fault = outcome.ok ? {} : { error: outcome.error.name, message: outcome.error.message };
  const type = outcome.ok ? "edit" : "refused";
  const byProgram =
    given.type === "EndSubscription" || (given.type === "Call" && given.caller !== undefined);
  if (byProgram && outcome.ok) return outcome;
  const values = { command: given.type, ...subjectOf(run, given), ...fault };
  const kind = given.type === "Call" ? "call" : "edit";
  const tick = byProgram ? undefined : kind;
  note(run, type, values, targetsOf(given), tick, run.world.entriesApplied);
  return outcome;
};

const targetsOf = (given: Command): Target[] =>
  "id" in given ? [{ type: "actor", id: given.id }] : [];

const subjectOf = (run: Run, given: Command): Record<string, string | number> => {
  if (given.type === "Call") return { operation: given.operation };
  if (given.type === "Assume") return { detail: detailOf(given.assumptions) };
  if (given.type === "ImportStream") return { detail: given.name };
  if (given.type === "EndSubscription") return {};
  const name = actorWithId(run.world, given.id)?.name ?? "";
  if (given.type === "Signal") return { actor: given.id, name, detail: given.signal };
  return { actor: given.id, name, detail: "params" in given ? detailOf(given.params) : "" };
};

const detailOf = (values: object): string =>
  Object.entries(values)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(", ");

const outcomeOf = (run: Run, given: Command): Outcome => {
  switch (given.type) {
    case "Call":
      return call(run, given.operation, given.input, callerOf(given.caller));
    case "AddActor":
      return addActor(run, given);
    case "UpdateActor":
      return updateActor(run, given);
    case "RemoveActor":
      return removeActor(run, given.id);
    case "Signal":
      return signalActor(run, given.id, given.signal);
    case "EndSubscription":
      return endSubscription(run, given.subscription);
    case "Assume":
      run.world.assumptions = { ...run.world.assumptions, ...given.assumptions };
      return done();
    case "ImportStream":
      return importStream(run, given);
  }
};

const endSubscription = (run: Run, subscription: number): Outcome =>
  run.models.operations?.endSubscription(run, subscription)
    ? done()
    : refuse("InvalidSubscription", `There is no subscription ${subscription}.`);

const metaOf = (run: Run, role: string, kind: string): KindMeta | undefined =>
  (role === "producer" ? run.models.producers : run.models.consumers)[kind]?.meta;

const addActor = (run: Run, given: Extract<Command, { type: "AddActor" }>): Outcome => {
  const { world } = run;
  const meta = metaOf(run, given.role, given.kind);
  if (!meta) return refuse("UnknownKind", `There is no ${given.role} kind '${given.kind}'.`);
  if (!Number.isInteger(given.id) || given.id < 1 || given.id > 65_535) {
    return refuse("InvalidActor", `Actor id ${given.id} is not a whole number from 1 to 65535.`);
  }
  if (actorWithId(world, given.id)) {
    return refuse("InvalidActor", `Actor id ${given.id} is taken; use another.`);
  }
  const fault = checkParams(meta, given.params);
  if (fault !== undefined) return refuse("InvalidParameter", fault);
  const { id, role, kind, name, letter, stream } = given;
  const params = withDefaults(meta, given.params);
  const actor: Actor = { id, role, kind, name, letter, stream, params, state: {} };
  world.actors.push(actor);
  world.actors.sort((a, b) => a.id - b.id);
  run.context.bind(actor);
  const model = modelOf(run.models, actor);
  if ("sink" in model) actor.application = makeApplication(model.sink(actor));
  actor.state = model.create(run.context);
  return done({ id: actor.id });
};

const missing = (id: number): Outcome => refuse("InvalidActor", `There is no actor ${id}.`);

const updateActor = (run: Run, given: Extract<Command, { type: "UpdateActor" }>): Outcome => {
  const actor = actorWithId(run.world, given.id);
  if (!actor) return missing(given.id);
  const model = modelOf(run.models, actor);
  const fault = checkParams(model.meta, given.params);
  if (fault !== undefined) return refuse("InvalidParameter", fault);
  const before = actor.params;
  actor.params = { ...before, ...given.params };
  run.context.bind(actor);
  if ("sink" in model && actor.application) actor.application.sink = model.sink(actor);
  model.update(run.context, before);
  return done();
};

const removeActor = (run: Run, id: number): Outcome => {
  const at = run.world.actors.findIndex((each) => each.id === id);
  if (at < 0) return missing(id);
  run.world.actors.splice(at, 1);
  dropEvents(run.world.queue, id);
  return done();
};

const signalActor = (run: Run, id: number, signal: string): Outcome => {
  const actor = actorWithId(run.world, id);
  if (!actor) return missing(id);
  const model = modelOf(run.models, actor);
  if (!model.meta.signals.includes(signal)) {
    return refuse(
      "InvalidSignal",
      `${actor.kind} has no '${signal}'; it has ${model.meta.signals.join(", ")}.`,
    );
  }
  run.context.bind(actor);
  const fault = model.signal(run.context, signal);
  return fault === undefined ? done() : refuse("InvalidSignal", fault);
};
