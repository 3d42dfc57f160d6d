import { advance, checkRun, command, createRun, type Run } from "../engine/public.ts";
import type { ProducerModel } from "../engine/core/actor.ts";
import type { Actor, Application } from "../engine/core/world.ts";
import { HASH_KEY_MAX } from "../base/u128.ts";
import { endOf, startOf } from "../engine/kds/reshard.ts";
import { models } from "../headless/models.ts";
import { kindMetas } from "../kinds/registry.meta.ts";
import { emptyLog, type Command, type Params } from "../protocol/log.ts";
import { Oracle } from "./oracle.ts";

/**
 * A run told in lines, so that a test is a picture of it:
 *
 *     shards 2              a stream "s", ACTIVE at once
 *     seed 7
 *     assume jitterPercent=0
 *     P sdk ratePerS=10     an actor by its letter, its kind and what differs from the defaults
 *     @5 set P ratePerS=0   from here on at a second of the run
 *     @5 split 0 25         shard and where, in percent of it; 50 when left out
 *     @5 merge 0 1
 *     @5 count 4
 *     @5 crash K            any signal of the actor's kind
 *     @5 remove K
 *     until 20
 */
export interface Play {
  readonly run: Run;
  readonly oracle: Oracle;
  actor(letter: string): Actor;
  /** A producer's counts. */
  made(letter: string): ReturnType<ProducerModel["gauge"]>;
  /** What a consumer was delivered. */
  taken(letter: string): Application;
  /** Runs on to this second. */
  to(second: number): void;
}

interface Line {
  readonly atUs: number;
  readonly words: readonly string[];
}

const SECOND_US = 1_000_000;
/** Checked and watched every second up to here, then at every whole multiple of it. */
const CLOSELY_US = 200 * SECOND_US;

const linesOf = (text: string): Line[] =>
  text
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((words) => words[0] !== "")
    .map((words) => {
      const [first = ""] = words;
      if (!first.startsWith("@")) return { atUs: 0, words };
      return { atUs: Math.round(Number(first.slice(1)) * SECOND_US), words: words.slice(1) };
    });

const valueOf = (text: string): string | number | boolean => {
  if (text === "true" || text === "false") return text === "true";
  const number = Number(text);
  return text !== "" && Number.isFinite(number) ? number : text;
};

const paramsOf = (words: readonly string[]): Params =>
  Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf("=");
      if (at < 0) throw new Error(`'${word}' is no name=value`);
      return [word.slice(0, at), valueOf(word.slice(at + 1))];
    }),
  );

const shardId = (text: string | undefined): string => `shardId-${String(text).padStart(12, "0")}`;

const callOf = (operation: string, input: object): Command => ({
  type: "Call",
  operation,
  input: { StreamName: "s", ...input },
});

/**
 * Plays the lines and stops at `until`, with every invariant and the oracle checked on the way;
 * `watch` sees the run at every whole second.
 */
export const play = (text: string, watch: (run: Play) => void = () => {}): Play => {
  const lines = linesOf(text);
  const find = (word: string): string | undefined =>
    lines.find(({ words }) => words[0] === word)?.words[1];
  const oracle = new Oracle();
  const header = emptyLog(Number(find("seed") ?? 1));
  const run = createRun(header, oracle.watch(models));
  const letters = new Map<string, number>();
  const actor = (letter: string): Actor => {
    const found = run.world.actors.find((each) => each.id === letters.get(letter));
    if (!found) throw new Error(`there is no actor ${letter}`);
    return found;
  };
  const to = (second: number): void => {
    const toUs = Math.round(second * SECOND_US);
    if (run.world.nowUs === 1 && toUs > 1) watch(played);
    while (run.world.nowUs < toUs) {
      const stepUs = run.world.nowUs < CLOSELY_US ? SECOND_US : CLOSELY_US;
      const next = (Math.floor(run.world.nowUs / stepUs) + 1) * stepUs;
      advance(run, Math.min(next, toUs));
      checkRun(run);
      oracle.check(run);
      if (run.world.nowUs === next) watch(played);
    }
  };
  const played: Play = {
    run,
    oracle,
    actor,
    made: (letter) => run.models.producers[actor(letter).kind]!.gauge(run.world, actor(letter)),
    taken: (letter) => actor(letter).application!,
    to,
  };
  const give = (given: Command): void => {
    const outcome = command(run, given);
    if (!outcome.ok) throw new Error(`${outcome.error.name}: ${outcome.error.message}`);
  };
  give({ type: "Assume", assumptions: { createStreamUs: 1 } });
  give(callOf("CreateStream", { ShardCount: Number(find("shards") ?? 1) }));
  advance(run, 1);
  for (const { atUs, words } of lines) {
    if (words[0] === "shards" || words[0] === "seed" || words[0] === "until") continue;
    to(atUs / SECOND_US);
    give(commandOf(run, letters, words));
  }
  to(Number(find("until") ?? 10));
  return played;
};

const commandOf = (run: Run, letters: Map<string, number>, words: readonly string[]): Command => {
  const [verb = "", ...rest] = words;
  const [first = ""] = rest;
  const id = letters.get(first) ?? 0;
  if (verb === "assume") return { type: "Assume", assumptions: paramsOf(rest) };
  if (verb === "set") return { type: "UpdateActor", id, params: paramsOf(rest.slice(1)) };
  if (verb === "remove") return { type: "RemoveActor", id };
  if (verb === "split") return splitOf(run, rest);
  if (verb === "merge") {
    const AdjacentShardToMerge = shardId(rest[1]);
    return callOf("MergeShards", { ShardToMerge: shardId(first), AdjacentShardToMerge });
  }
  if (verb === "count") {
    const TargetShardCount = Number(first);
    return callOf("UpdateShardCount", { TargetShardCount, ScalingType: "UNIFORM_SCALING" });
  }
  if (verb === "delete") return callOf("DeleteStream", {});
  if (verb === "create") return callOf("CreateStream", { ShardCount: Number(first) });
  const meta = kindMetas.find((each) => each.kind === first);
  if (!meta) return { type: "Signal", id, signal: verb };
  letters.set(verb, letters.size + 1);
  return {
    type: "AddActor",
    id: letters.size,
    role: meta.role,
    kind: meta.kind,
    name: verb,
    letter: verb,
    stream: "s",
    params: paramsOf(rest.slice(1)),
  };
};

const splitOf = (run: Run, [shard = "0", percent = "50"]: readonly string[]): Command => {
  const stream = run.world.streams[0]!;
  const start = startOf(stream, Number(shard));
  const end = endOf(stream, Number(shard));
  const at = start + ((end - start + 1n) * BigInt(percent)) / 100n;
  const NewStartingHashKey = String(at > HASH_KEY_MAX ? HASH_KEY_MAX : at);
  return callOf("SplitShard", { ShardToSplit: shardId(shard), NewStartingHashKey });
};

/** A picture of numbers: a row a name, a column a second: what was added in it, or the level. */
export const perSecond = (
  text: string,
  rows: Readonly<Record<string, (run: Play) => number>>,
  mode: "added" | "level" = "added",
): string => {
  const names = Object.keys(rows);
  const values = names.map((): number[] => []);
  play(text, (run) => {
    names.forEach((name, at) => values[at]!.push(rows[name]!(run)));
  });
  return names
    .map((name, place) => {
      const row = values[place]!;
      const added = row.slice(1).map((each, at) => each - (row[at] ?? 0));
      return `${name} ${(mode === "level" ? row : added).join(" ")}`;
    })
    .join("\n");
};

/** Lines without the indentation a template literal has in code. */
export const picture = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");

/** What the actors did, one line each, times in seconds. */
export const traceOf = (run: Play, letters = ""): string =>
  run.oracle.trace
    .map((line) => line.trim())
    .filter((line) => letters === "" || letters.includes(line.split(" ")[1]!))
    .join("\n");
