import type { JournalRow, Target, TickType } from "../../protocol/frame.ts";
import type { Entry, Log, SimUs } from "../../protocol/log.ts";
import type { ActorContext, ConsumerModel, Models, ProducerModel } from "./actor.ts";
import type { Checkpoints } from "./checkpoints.ts";
import { addJournal, addTick, type Chronicle } from "./chronicle.ts";
import type { Actor, World } from "./world.ts";

/** A log at work: the world, its history beside it, and checkpoints to go back by. */
export interface Run {
  readonly world: World;
  log: Log;
  /** The log's entries in time order. A command made in the past replaces them, another joins them. */
  entries: Entry[];
  /** Entries from here on joined since whoever follows the log set it to their number. */
  newFrom: number;
  /** Commands of a live run: applied and counted, but not among the entries. */
  unkept: number;
  /** Entries of the log as it was opened: a fork keeps those that are still to come. */
  planned: ReadonlySet<Entry>;
  chronicle: Chronicle;
  /** The branch an edit in the past replaced, and where it left. */
  ghost: { readonly chronicle: Chronicle; readonly forkUs: SimUs } | undefined;
  readonly models: Models;
  readonly checkpoints: Checkpoints;
  /**
   * Told of each event of a SubscribeToShard subscription, a SubscribeToShardEvent or an error's name
   * and message; sees, and changes nothing. `end` is true of the last, which has no event when its
   * actor was removed.
   */
  onPush?: (subscription: number, event: object | undefined, end: boolean) => void;
  /** Bound to an actor before its model is called; `bind` gives the model. */
  readonly context: ActorContext & { bind(actor: Actor): ProducerModel | ConsumerModel };
}

/** Something one can see happened now: a journal row, and a tick of the time bar if named. */
export const note = (
  run: Run,
  type: string,
  values: JournalRow["values"],
  targets: readonly Target[] = [],
  tick?: TickType,
  subject = 0,
): void => {
  run.world.visibleUs = run.world.nowUs;
  addJournal(run.world, run.chronicle, type, values, targets);
  if (tick) addTick(run.world, run.chronicle, tick, subject);
};
