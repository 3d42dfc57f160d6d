/** Producers that give each shard the load it had, out of what an `sdk` producer can do. */
import type { HashKeySpan } from "../../aws/hashKey.ts";
import { LIMIT } from "../../aws/limitValues.ts";
import { shardIdOf } from "../../aws/shardId.ts";
import { md5Into } from "../../base/md5.ts";
import { readWords } from "../../base/u128.ts";
import type { Command, Params } from "../../protocol/log.ts";
import { attempt, type Note, refuse, type Result } from "../faults.ts";
import type { ShardLoad } from "./metrics.ts";

/** Producers made at most; the shards beyond them share one. */
export const PRODUCERS_MAX = 64;
const KEYS_A_SHARD = 4;
const NUMBERS_MAX = 5_000;
const PREFIXES = ["user-", "device-", "order-", "service-"] as const;
const KEY_BYTES = 9;
const BYTES_UNKNOWN = 200;
const RECORD_UNKNOWN = 1_024;
const DATA_MAX = 1_048_320;

export interface LoadedShard extends HashKeySpan {
  readonly number: number;
  readonly closed: boolean;
}

interface Load {
  readonly shard: LoadedShard;
  readonly recordsPerS: number;
  readonly bytes: number;
}
interface Key {
  readonly prefix: string;
  readonly number: number;
}

type AddActor = Extract<Command, { type: "AddActor" }>;

const fill = ({ recordsPerS, bytesPerS }: ShardLoad): { recordsPerS: number; bytes: number } => {
  const rate = recordsPerS ?? (bytesPerS ?? 0) / RECORD_UNKNOWN;
  const size = bytesPerS === undefined || rate === 0 ? BYTES_UNKNOWN : bytesPerS / rate - KEY_BYTES;
  return { recordsPerS: rate, bytes: Math.min(DATA_MAX, Math.max(0, Math.round(size))) };
};

const told = (
  loads: readonly ShardLoad[],
  shards: readonly LoadedShard[],
  notes: Note[],
): Load[] => {
  const known = new Map(shards.map((shard) => [shard.number, shard]));
  const out: Load[] = [];
  let closed = 0;
  for (const load of loads) {
    const shard = known.get(load.shard);
    if (!shard) return refuse("foreignShard", { shard: shardIdOf(load.shard) });
    const { recordsPerS, bytes } = fill(load);
    if (shard.closed && recordsPerS > 0) closed += 1;
    else if (recordsPerS > 0) out.push({ shard, recordsPerS, bytes });
  }
  if (closed > 0) notes.push({ id: "closedShard", values: { count: closed } });
  if (loads.some(({ recordsPerS }) => recordsPerS === undefined)) {
    notes.push({ id: "onlyBytes", values: { bytes: RECORD_UNKNOWN } });
  }
  if (loads.some(({ bytesPerS }) => bytesPerS === undefined)) {
    notes.push({ id: "onlyRecords", values: { bytes: BYTES_UNKNOWN } });
  }
  const most = LIMIT.writeRecordsPerSecondPerShard;
  const above = out.filter(({ recordsPerS }) => recordsPerS > most).length;
  if (above > 0) notes.push({ id: "aboveLimit", values: { count: above, most } });
  return out.length === 0 ? refuse("noLoad") : out;
};

/** For each shard, the first keys of a producer's that fall into it. */
const keysFor = (shards: readonly LoadedShard[], wanted: number): Map<number, Key[]> => {
  const sorted = shards.toSorted((a, b) => (a.start < b.start ? -1 : 1));
  const keys = new Map<number, Key[]>(shards.map((shard) => [shard.number, []]));
  const words = new Uint32Array(4);
  let missing = shards.length * wanted;
  for (let number = 0; number < NUMBERS_MAX && missing > 0; number++) {
    for (const prefix of PREFIXES) {
      md5Into(`${prefix}${number}`, words, 0);
      const hash = readWords(words, 0);
      const shard = sorted.findLast(({ start }) => start <= hash);
      const held = shard && hash <= shard.end ? keys.get(shard.number) : undefined;
      if (!held || held.length >= wanted) continue;
      held.push({ prefix, number });
      missing -= 1;
    }
  }
  return keys;
};

const widthOf = ({ start, end }: HashKeySpan): number => Number(end - start + 1n) / 2 ** 128;

const COMMON: Params = { rateShape: "steady", operation: "PutRecords", batch: 500, lingerMs: 100 };

/** Shards that have producers of their own, and the load that the others share. */
const divide = (loads: readonly Load[]): { own: readonly Load[]; shared: Params | undefined } => {
  if (loads.length <= PRODUCERS_MAX) return { own: loads, shared: undefined };
  const density = ({ shard, recordsPerS }: Load): number => recordsPerS / widthOf(shard);
  const sorted = loads.toSorted((a, b) => density(b) - density(a));
  const rest = sorted.slice(PRODUCERS_MAX - 1);
  const sum = rest.reduce((total, each) => total + each.recordsPerS, 0);
  const width = rest.reduce((total, { shard }) => total + widthOf(shard), 0);
  const everywhere = sum / width;
  const bytes = rest.reduce((total, each) => total + each.bytes * each.recordsPerS, 0) / sum;
  const size = Math.round(bytes);
  const shared = {
    keyShape: "uniform",
    keys: 10_000,
    ratePerS: everywhere,
    bytes: size,
    bytesMax: size,
  };
  const own = sorted.slice(0, PRODUCERS_MAX - 1).map((load) => ({
    ...load,
    recordsPerS: Math.max(0, load.recordsPerS - everywhere * widthOf(load.shard)),
  }));
  return { own, shared };
};

const rounded = (rate: number): number => Math.round(rate * 1_000) / 1_000;

/** Producers, ids from 1 on, that load these shards of `stream` as the metrics say. */
export const producersFor = (
  loads: readonly ShardLoad[],
  shards: readonly LoadedShard[],
  stream: string,
): Result<AddActor[]> =>
  attempt((notes) => {
    const all = told(loads, shards, notes);
    const { own, shared } = divide(all);
    const keysEach = Math.max(1, Math.min(KEYS_A_SHARD, Math.floor(PRODUCERS_MAX / own.length)));
    const keys = keysFor(
      own.map(({ shard }) => shard),
      keysEach,
    );
    const actors: AddActor[] = [];
    const add = (name: string, params: Params): void => {
      const id = actors.length + 1;
      const words = { role: "producer", kind: "sdk", letter: "P", stream } as const;
      actors.push({ type: "AddActor", id, ...words, name, params: { ...COMMON, ...params } });
    };
    for (const { shard, recordsPerS, bytes } of own) {
      const found = keys.get(shard.number) ?? [];
      if (found.length === 0)
        notes.push({ id: "noKeyFound", values: { shard: shardIdOf(shard.number) } });
      for (const { prefix, number } of found) {
        const params = { keyShape: "hot", hotShare: 100, hotKey: number, keys: number + 1 };
        const rate = { ratePerS: rounded(recordsPerS / found.length), bytes, bytesMax: bytes };
        add(`${prefix}${number} · shard ${shard.number}`, {
          ...rate,
          keyPrefix: prefix,
          ...params,
        });
      }
    }
    notes.push({ id: "keysPerShard", values: { count: keysEach } });
    if (shared) {
      add("others", { ...shared, ratePerS: rounded(Number(shared["ratePerS"])) });
      notes.push({ id: "shared", values: { count: all.length - own.length } });
    }
    return actors;
  });
