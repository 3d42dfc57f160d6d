import type { StoryFact } from "../../../protocol/frame.ts";
import { lagAt } from "../../cloudwatch/lags.ts";
import { BATCH_ROWS, type Application } from "../../core/world.ts";
import { stateIn } from "../answers/parts/readers.ts";
import { actorTarget, makeFact, shardTarget, whoOf } from "./fact.ts";
import { FEW_PER_S, loadOf, writtenOver, writtenPerS } from "./load.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import { isAbout } from "./recent.ts";
import type { Behind, Scene } from "./scene.ts";

const SECONDS = 5;
const LAG_MS = 3_000;
/** Growth from which lag is not mere ripple. */
const GROWN_MS = 250;
const SECONDS_BACK = 3_600;
/** A program that has taken nothing for so long has stopped reading; that is news for a while. */
const SILENT_MS = 10_000;
const SILENCE_TOLD_MS = 60_000;
/** A reader that polls rarely is that far behind just before each poll. */
const POLLS = 2;

/**
 * A consumer whose lag grew through the last five seconds and is over three: the one in focus, or
 * the one furthest behind. Lag grows by a second a second at most: more is a reader that just began
 * or started again.
 */
export const fallingBehind = (scene: Scene): StoryFact[] => {
  const { nowUs, readers, focus } = scene;
  const behind = readers
    .filter((each) => each.shard >= 0 && each.lagMs > lagAllowed(each))
    .filter((each) => silenceMs(each, nowUs) <= SILENCE_TOLD_MS)
    .sort(
      (a, b) => Number(b.actor.id === focus) - Number(a.actor.id === focus) || b.lagMs - a.lagMs,
    );
  for (const each of behind) {
    const fact = factOf(scene, each);
    if (fact) return [fact];
  }
  return [];
};

const factOf = (scene: Scene, reader: Behind): StoryFact | undefined => {
  const { run, stream, nowUs, load } = scene;
  const { actor, app, shard, lagMs, unread } = reader;
  const restart = scene.recent.last("restart", isAbout(actor.id));
  if (restart && restart.atUs > nowUs - SECONDS * 1_000_000) return undefined;
  const growsSinceUs = grewSince(scene, reader);
  if (growsSinceUs < 0) return undefined;
  const silentMs = silenceMs(reader, nowUs);
  const cause = silentMs > SILENT_MS ? "silent" : causeOf(scene, reader);
  const delivered = deliveredPerS(app, nowUs);
  const few = load.recordsPerS < FEW_PER_S;
  const written =
    (few ? undefined : writtenOver(run, stream, SECONDS)) ?? writtenPerS(run, stream, load);
  if (actor.outside && cause === "processing" && delivered >= written) return undefined;
  const values = {
    ...whoOf(actor),
    shard,
    lagMs,
    silentMs,
    deliveredPerS: delivered,
    writtenPerS: written,
    unread,
    cause,
  };
  const targets = [actorTarget(actor), shardTarget(shard)];
  return makeFact("fallingBehind", Math.max(growsSinceUs, stream.createdUs), values, targets);
};

/** How long a program has taken nothing; 0 for one that has not begun, and for the kinds of ours. */
const silenceMs = ({ actor, app }: Behind, nowUs: number): number => {
  const { total, atUs } = app.batches;
  if (!actor.outside || total === 0) return 0;
  return Math.floor((nowUs - atUs[(total - 1) % BATCH_ROWS]!) / 1_000);
};

const lagAllowed = ({ actor }: Behind): number => {
  const { pollMs } = actor.params;
  return Math.max(LAG_MS, typeof pollMs === "number" ? POLLS * pollMs : 0);
};

/**
 * Since when a consumer's lag has been over a second, or -1 when it did not grow. Lag falls a little
 * with each batch, so means of three seconds are compared, and a long lag over a longer time.
 */
const grewSince = ({ run, world }: Scene, { actor, lagMs }: Behind): number => {
  const history = run.chronicle.lags?.[actor.id];
  const lagOf = (second: number): number => lagAt(history, second);
  const last = world.chronicle.seconds - 1;
  const there = last - (history?.first ?? last);
  if (there < SECONDS) return -1;
  const wanted = Math.max(SECONDS, Math.floor(lagMs / 4_000));
  const back = Math.min(there, SECONDS_BACK, wanted);
  const lately = (lagMs + lagOf(last) + lagOf(last - 1)) / 3;
  const before = (lagOf(last - back + 2) + lagOf(last - back + 1) + lagOf(last - back)) / 3;
  const jumped = lagMs > before + (back + 1) * 1_000;
  if (lately < before + GROWN_MS || jumped) return -1;
  let second = last;
  while (second > Math.max(0, last - SECONDS_BACK) && lagOf(second) > 1_000) second -= 1;
  return (second + 1) * 1_000_000;
};

const causeOf = ({ world, stream }: Scene, { running, places, shard }: Behind): string => {
  if (!running) return "down";
  if (stateIn(stream, places, shard) !== "throttled") return "processing";
  const { readBytesPerS } = loadOf(world, stream, shard);
  const blocked = stream.shards.readBlockedUs[shard]! > world.nowUs;
  return blocked || readBytesPerS >= LIMIT.readBytesPerSecondPerShard ? "bytes" : "calls";
};

/** Records taken a second over the last five, or over what the latest batches reach. */
const deliveredPerS = ({ batches }: Application, nowUs: number): number => {
  const fromUs = Math.max(0, nowUs - SECONDS * 1_000_000);
  const oldest = Math.max(0, batches.total - BATCH_ROWS);
  let records = 0;
  let sinceUs = fromUs;
  for (let row = batches.total - 1; row >= oldest; row--) {
    const at = row % BATCH_ROWS;
    if (batches.atUs[at]! <= fromUs) break;
    records += batches.count[at]!;
    if (row === oldest && oldest > 0) sinceUs = batches.atUs[at]!;
  }
  if (records < FEW_PER_S * SECONDS) return fewPerS(batches, nowUs);
  return nowUs > sinceUs ? (records * 1_000_000) / (nowUs - sinceUs) : records;
};

/** The same where batches are rare: what was taken until the latest one was asked for. */
const fewPerS = ({ total, atUs, count }: Application["batches"], nowUs: number): number => {
  const oldest = Math.max(0, total - BATCH_ROWS);
  const lastUs = total > 0 ? atUs[(total - 1) % BATCH_ROWS]! : nowUs;
  let records = 0;
  let sinceUs = lastUs;
  for (let row = total - 2; row >= oldest && records < FEW_PER_S * SECONDS; row--) {
    const at = row % BATCH_ROWS;
    if (atUs[at]! < nowUs - SECONDS_BACK * 1_000_000) break;
    records += count[at]!;
    sinceUs = atUs[at]!;
  }
  const untilUs = nowUs - lastUs > lastUs - sinceUs ? nowUs : lastUs;
  return records === 0 ? 0 : (records * 1_000_000) / Math.max(1, untilUs - sinceUs);
};
