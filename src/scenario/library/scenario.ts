/** What a stock scenario is, and short words to write its log with. */
import {
  type ActorRole,
  type Command,
  emptyLog,
  type Entry,
  type Log,
  type Params,
  type SimUs,
} from "../../protocol/log.ts";
import type { LinkView } from "../state.ts";

export interface Scenario {
  readonly name: string;
  readonly seed: number;
  readonly log: (seed: number) => Log;
  readonly view: LinkView;
  /** Where it opens; 0 unless said. */
  readonly startUs?: SimUs;
  /** By when everything its text speaks of has happened. */
  readonly durationUs: SimUs;
}

export const SECOND_US = 1_000_000;
export const HOUR_US = 3_600 * SECOND_US;

export const at = (seconds: number, ...commands: readonly Command[]): Entry[] =>
  commands.map((command) => ({ atUs: Math.round(seconds * SECOND_US), command }));

export const logOf = (seed: number, entries: readonly Entry[]): Log => ({
  ...emptyLog(seed),
  entries,
});

export const call = (operation: string, input: object): Command => ({
  type: "Call",
  operation,
  input,
});

export const createStream = (name: string, shards: number): Command =>
  call("CreateStream", { StreamName: name, ShardCount: shards });

export const shardIdOf = (index: number): string => `shardId-${String(index).padStart(12, "0")}`;

interface ActorWords {
  readonly id: number;
  readonly name: string;
  readonly letter: string;
  readonly stream: string;
  readonly params: Params;
}

const actor = (role: ActorRole, kind: string, words: ActorWords): Command => {
  const { id, name, letter, stream, params } = words;
  return { type: "AddActor", id, role, kind, name, letter, stream, params };
};

export const producer = (kind: string, words: ActorWords): Command =>
  actor("producer", kind, words);

export const consumer = (kind: string, words: ActorWords): Command =>
  actor("consumer", kind, words);
