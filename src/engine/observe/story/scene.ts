import type { ProducerGauge } from "../../../protocol/frame.ts";
import type { SimUs } from "../../../protocol/log.ts";
import { modelOf } from "../../core/models.ts";
import type { Run } from "../../core/state.ts";
import type { Actor, World } from "../../core/world.ts";
import type { Stream } from "../../kds/stream.ts";
import { readersOf, type Reader } from "../answers/parts/readers.ts";
import { sampleShard, type Sample } from "../answers/parts/sample.ts";
import { oldestUnread, unreadAt } from "../lag.ts";
import { lookAtLoad, type Load } from "./load.ts";
import { lookBack, type Recent } from "./recent.ts";

/** A consumer with what it has still to read, looked at once. */
export interface Behind extends Reader {
  readonly unread: number;
  /** Shard with its oldest record, -1 when nothing is left. */
  readonly shard: number;
  readonly lagMs: number;
}

export interface Writer {
  readonly actor: Actor;
  readonly gauge: Omit<ProducerGauge, "id">;
}

/** All that the facts of one moment are made from; each costly look is taken once. */
export interface Scene {
  readonly run: Run;
  readonly world: World;
  readonly nowUs: SimUs;
  readonly stream: Stream;
  /** Actor id of the consumer in focus, or 0. */
  readonly focus: number;
  readonly load: Load;
  readonly recent: Recent;
  /** Consumers, the one in focus first. */
  readonly readers: readonly Behind[];
  readonly writers: readonly Writer[];
  sample(shard: number): Sample;
}

export const makeScene = (run: Run, stream: Stream, focus: number): Scene => {
  const { world } = run;
  const samples = new Map<number, Sample>();
  const readers = readersOf(run, stream).map((reader) => behindOf(run, stream, reader));
  const writers = world.actors.flatMap((actor) => {
    const model = modelOf(run.models, actor);
    if (!("gauge" in model) || actor.stream !== stream.name) return [];
    return [{ actor, gauge: model.gauge(world, actor) }];
  });
  return {
    run,
    world,
    nowUs: world.nowUs,
    stream,
    focus,
    load: lookAtLoad(world, stream),
    recent: lookBack(run, stream),
    readers: [
      ...readers.filter(({ actor }) => actor.id === focus),
      ...readers.filter(({ actor }) => actor.id !== focus),
    ],
    writers,
    sample(shard) {
      const known = samples.get(shard);
      if (known) return known;
      const made = sampleShard(world, stream, shard);
      samples.set(shard, made);
      return made;
    },
  };
};

const behindOf = (run: Run, stream: Stream, reader: Reader): Behind => {
  const { shard, atUs } = oldestUnread(run, stream, reader.places);
  const lagMs = Math.floor((run.world.nowUs - atUs) / 1000);
  return { ...reader, unread: unreadAt(stream, reader.places, run.world.nowUs), shard, lagMs };
};
