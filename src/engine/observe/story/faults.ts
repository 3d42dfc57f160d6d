import { LIMIT } from "../../../aws/limitValues.ts";
import type { StoryFact } from "../../../protocol/frame.ts";
import type { Places } from "../../core/actor.ts";
import { BATCH_ROWS, type Actor, type Application } from "../../core/world.ts";
import { actorTarget, makeFact, shardTarget, whoOf } from "./fact.ts";
import { isAbout, shardOf } from "./recent.ts";
import type { Scene } from "./scene.ts";

const SHOWN_US = 30_000_000;
const RE_READ_US = 5_000_000;
const TTL_US: number = LIMIT.shardIteratorTtlUs;
const SINKS = {
  none: "none",
  "sequence-number": "sequenceNumber",
  "record-id": "recordId",
} as const;

/** Each consumer that is down. */
export const consumerCrashed = ({ readers, recent, nowUs }: Scene): StoryFact[] =>
  readers
    .filter(({ running }) => !running)
    .map(({ actor, unread, lagMs }) => {
      const row = recent.last("crash", isAbout(actor.id));
      const values = { ...whoOf(actor), unread, lagMs };
      return makeFact("consumerCrashed", row?.atUs ?? nowUs, values, [actorTarget(actor)]);
    });

/** An ExpiredIteratorException in the last 30 s. */
export const iteratorExpired = ({ readers, recent, nowUs }: Scene): StoryFact[] => {
  for (const { actor, app } of readers) {
    const row = recent.last("iteratorExpired", isAbout(actor.id));
    if (!row || row.atUs < nowUs - SHOWN_US) continue;
    const shard = shardOf(row);
    const values = { ...whoOf(actor), shard, ageMs: iteratorAgeMs(actor, app, shard, row.atUs) };
    return [
      makeFact("iteratorExpired", row.atUs, values, [actorTarget(actor), shardTarget(shard)]),
    ];
  }
  return [];
};

/** Age of the iterator when it was used: it came with the batch that took so long to process. */
const iteratorAgeMs = (actor: Actor, app: Application, shard: number, usedUs: number): number => {
  const { batches } = app;
  const rate = actor.params["ratePerS"];
  let ageUs = TTL_US;
  for (let row = batches.total - 1; row >= Math.max(0, batches.total - BATCH_ROWS); row--) {
    const at = row % BATCH_ROWS;
    if (batches.shard[at] !== shard || batches.atUs[at]! > usedUs) continue;
    const workUs =
      typeof rate === "number" && rate > 0 ? (batches.count[at]! / rate) * 1_000_000 : 0;
    ageUs = Math.max(ageUs, usedUs - batches.atUs[at]! + workUs);
    break;
  }
  return Math.floor(ageUs / 1000);
};

/** Records taken again in the last seconds, or about to be; the episode began with the last restart. */
export const reReading = ({ readers, recent, nowUs }: Scene): StoryFact[] => {
  for (const { actor, app, places, running } of readers) {
    const restart = recent.last("restart", isAbout(actor.id));
    const episode = recent.since("reRead", restart?.atUs ?? 0).filter(isAbout(actor.id));
    const [row] = episode;
    const due = restart && !row && running ? dueAgain(app, places) : undefined;
    if (!due && (!row || row.atUs < nowUs - RE_READ_US)) continue;
    const shard = due ? due.shard : shardOf(row!);
    const values = {
      ...whoOf(actor),
      shard,
      records: episode
        .filter((each) => shardOf(each) === shard)
        .reduce((sum, each) => sum + Number(each.values["count"] ?? 0), 0),
      reReads: app.reReads,
      sink: SINKS[app.sink],
      due: due?.records,
    };
    const sinceUs = restart?.atUs ?? episode[episode.length - 1]!.atUs;
    return [makeFact("reReading", sinceUs, values, [actorTarget(actor), shardTarget(shard)])];
  }
  return [];
};

/** Records it has taken and stands before, and the last shard with some. */
const dueAgain = (
  { to }: Application,
  { count, state, index }: Places,
): { readonly shard: number; readonly records: number } | undefined => {
  let records = 0;
  let shard = -1;
  for (let each = 0; each < count; each++) {
    const again = to[each]! - index[each]!;
    if (state[each] === 0 || !(again > 0)) continue;
    records += again;
    shard = each;
  }
  return records > 0 ? { shard, records } : undefined;
};
