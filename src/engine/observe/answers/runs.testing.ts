/** Runs for the observer's tests, and what truly happened in them. */
import { models as kinds } from "../../../kinds/registry.engine.ts";
import { emptyLog, type Command, type Params } from "../../../protocol/log.ts";
import type { Queries, Viewport } from "../../../protocol/viewport.ts";
import type { ActorContext, ConsumerModel, Models } from "../../core/actor.ts";
import { advance, command, createRun } from "../../core/run.ts";
import type { Run } from "../../core/state.ts";
import { copyCursor, makeCursor, nextLocal } from "../../kds/cursor.ts";
import { SEGMENT } from "../../kds/records.ts";
import { moreOperations } from "../../kds/api/more.ts";
import type { Stream } from "../../kds/stream.ts";
import { inspect } from "./inspect/index.ts";

const models: Models = { ...kinds, operations: moreOperations, inspect };

export const SECOND = 1_000_000;
export const NAME = "orders";

export const call = (operation: string, input: object = {}): Command => ({
  type: "Call",
  operation,
  input: { StreamName: NAME, ...input },
});

export const producer = (id: number, params: Params): Command => ({
  type: "AddActor",
  id,
  role: "producer",
  kind: "sdk",
  name: `producer-${id}`,
  letter: "P",
  stream: NAME,
  params,
});

export const consumer = (id: number, letter: string, params: Params): Command => ({
  type: "AddActor",
  id,
  role: "consumer",
  kind: "get-records",
  name: `consumer-${letter}`,
  letter,
  stream: NAME,
  params,
});

export const quickReshard: Command = { type: "Assume", assumptions: { reshardStepUs: 2 * SECOND } };

export type Plan = readonly (readonly [atS: number, ...commands: Command[]])[];

/** A run that has come to `untilS` with the plan's commands given at their seconds. */
export const runOf = (plan: Plan, untilS: number, seed = 7, kinds: Models = models): Run => {
  const run = createRun(emptyLog(seed), kinds);
  for (const [atS, ...commands] of plan) {
    if (atS > untilS) break;
    advance(run, Math.round(atS * SECOND));
    for (const each of commands) {
      const outcome = command(run, each);
      if (!outcome.ok) throw new Error(`${outcome.error.name}: ${outcome.error.message}`);
    }
  }
  advance(run, Math.round(untilS * SECOND));
  return run;
};

export const streamOf = (run: Run): Stream => run.world.streams[0]!;

export const viewportOf = (queries: Queries = {}, focus = 0): Viewport => ({
  stream: NAME,
  windowUs: 30 * SECOND,
  scale: "linear",
  heightPx: 600,
  zoom: [0, 1],
  focus,
  tracked: [],
  dotsMax: 2_000,
  topologyVersion: 0,
  ticksFrom: 0,
  queries,
});

export interface Delivered {
  readonly consumer: number;
  readonly shard: number;
  readonly ordinal: number;
  readonly key: string;
  readonly atUs: number;
}

/** The kinds of the run, with every delivery written down as it happens. */
export const spiedModels = (): { readonly kinds: Models; readonly book: Delivered[] } => {
  const book: Delivered[] = [];
  const inner = models.consumers["get-records"]!;
  const spied: ConsumerModel = {
    ...inner,
    on: (ctx, type, sub, argument) => inner.on(spy(ctx, book), type, sub, argument),
    signal: (ctx, signal) => inner.signal(spy(ctx, book), signal),
  };
  return { kinds: { ...models, consumers: { "get-records": spied } }, book };
};

const spy = (ctx: ActorContext, book: Delivered[]): ActorContext =>
  Object.create(ctx, {
    deliver: {
      value: (...given: Parameters<ActorContext["deliver"]>) => {
        const [shard, cursor, count] = given;
        const { world, actor, stream } = ctx;
        const { log } = stream!;
        const place = makeCursor();
        copyCursor(place, cursor);
        for (let at = 0; at < count; at++) {
          const local = nextLocal(log, shard, place);
          const segment = log.segments[place.segment - log.lowest]!;
          const key = world.keys.text[segment.key[local]!]!;
          const ordinal = place.segment * SEGMENT + local;
          book.push({ consumer: actor.id, shard, ordinal, key, atUs: world.nowUs });
          place.local = local;
        }
        return ctx.deliver(...given);
      },
    },
  }) as ActorContext;

/** Ordinals of one key in stream order, found one by one. */
export const ordinalsOf = (run: Run, key: string): number[] => {
  const found: number[] = [];
  for (const segment of streamOf(run).log.segments) {
    for (let local = 0; local < segment.count; local++) {
      const text = run.world.keys.text[segment.key[local]!];
      if (text === key) found.push(segment.firstOrdinal + local);
    }
  }
  return found;
};
