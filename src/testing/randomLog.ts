import { draw, streamOf } from "../base/prng.ts";
import type { KindMeta, ParamSpec } from "../protocol/kind.ts";
import { kindMetas } from "../kinds/registry.meta.ts";
import { emptyLog, type Command, type Entry, type Log, type ParamValue } from "../protocol/log.ts";

/** Draws in order from one seed. */
export class Dice {
  private readonly stream: number;
  private n = 0;

  constructor(seed: number) {
    this.stream = streamOf(seed, 0, 77);
  }

  below(limit: number): number {
    return Math.floor((draw(this.stream, this.n++) / 4294967296) * limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

const RATES = [0, 1, 20, 300, 1_500];
/** Enough for several segments, so that a small budget folds. */
const HEAVY_RATE = 14_000;

const paramValue = (dice: Dice, spec: ParamSpec): ParamValue => {
  if (spec.type === "choice") return dice.pick(spec.choices);
  if (spec.type === "boolean") return dice.chance(50);
  if (spec.type === "text") return "x".repeat(dice.below(9));
  if (spec.unit === "rec/s") return dice.pick(RATES);
  if (spec.unit === "%") return dice.pick([0, 0, 5, 60]);
  const most = Math.min(spec.max, Math.max(spec.min + 1, spec.default * 4));
  const value = spec.min + dice.below(Math.max(1, most - spec.min + 1));
  return Math.min(spec.max, spec.integer === true ? Math.floor(value) : value);
};

const someParams = (dice: Dice, kind: (typeof kindMetas)[number]): Record<string, ParamValue> =>
  Object.fromEntries(
    kind.params
      .filter((spec) => dice.chance(45) && spec.key !== "stopAfterRecords")
      .map((spec) => [spec.key, paramValue(dice, spec)]),
  );

const hashKey = (dice: Dice): string =>
  ((BigInt(dice.below(65_536)) << 112n) + BigInt(dice.below(1_000_000))).toString();

const shardId = (dice: Dice): string => `shardId-${String(dice.below(9)).padStart(12, "0")}`;

const apiCall = (dice: Dice): Command => {
  const StreamName = dice.chance(90) ? "s" : "t";
  const calls: readonly [string, object][] = [
    ["SplitShard", { StreamName, ShardToSplit: shardId(dice), NewStartingHashKey: hashKey(dice) }],
    [
      "MergeShards",
      { StreamName, ShardToMerge: shardId(dice), AdjacentShardToMerge: shardId(dice) },
    ],
    [
      "UpdateShardCount",
      { StreamName, TargetShardCount: 1 + dice.below(7), ScalingType: "UNIFORM_SCALING" },
    ],
    ["PutRecord", { StreamName, PartitionKey: `user-${dice.below(5)}`, Data: "aGk=" }],
    ["PutRecord", { StreamName, PartitionKey: "x", Data: "", ExplicitHashKey: hashKey(dice) }],
    [
      "PutRecords",
      { StreamName, Records: ["YQ==", "Yg=="].map((Data) => ({ PartitionKey: "y", Data })) },
    ],
    ["CreateStream", { StreamName, ShardCount: 1 + dice.below(4) }],
    ["IncreaseStreamRetentionPeriod", { StreamName, RetentionPeriodHours: 24 + dice.below(48) }],
    ["DecreaseStreamRetentionPeriod", { StreamName, RetentionPeriodHours: 20 + dice.below(30) }],
    ["ListShards", { StreamName }],
  ];
  const [operation, input] = dice.pick(
    dice.chance(3) ? [["DeleteStream", { StreamName }] as const] : calls,
  );
  const caller = dice.chance(40) ? { caller: 1 + dice.below(5) } : {};
  return { type: "Call", operation, input, ...caller };
};

type AddActor = Extract<Command, { type: "AddActor" }>;

const heavyProducer = (id: number): AddActor => ({
  type: "AddActor",
  id,
  role: "producer",
  kind: "sdk",
  name: "heavy",
  letter: "H",
  stream: "s",
  params: { ratePerS: HEAVY_RATE, keys: 900, batch: 500, maxInFlight: 64, bytes: 40, bytesMax: 40 },
});

const addActor = (dice: Dice, id: number): AddActor => {
  const meta = dice.pick(kindMetas);
  const { kind, role } = meta;
  const params = someParams(dice, meta);
  return {
    type: "AddActor",
    id,
    role,
    kind,
    name: `${kind}-${id}`,
    letter: "A",
    stream: "s",
    params,
  };
};

/** Mostly what the actor has, sometimes what it has not. */
const metaFor = (dice: Dice, meta: KindMeta | undefined): KindMeta =>
  (dice.chance(90) && meta) || dice.pick(kindMetas);

const anyCommand = (dice: Dice, metas: readonly KindMeta[]): Command => {
  const actors = metas.length;
  const id = 1 + dice.below(actors);
  const meta = metaFor(dice, metas[id - 1]);
  if (dice.chance(40)) return apiCall(dice);
  if (dice.chance(40)) return { type: "Signal", id, signal: dice.pick([...meta.signals, "none"]) };
  if (dice.chance(40)) return { type: "UpdateActor", id, params: someParams(dice, meta) };
  if (dice.chance(30)) return { type: "RemoveActor", id };
  if (dice.chance(50))
    return { type: "Assume", assumptions: { reshardStepUs: 1_000_000 * dice.below(4) } };
  return addActor(dice, actors + 1 + dice.below(3));
};

/** A log of about `entries` commands over `spanUs`: a stream, some actors, then anything at all. */
export const randomLog = (seed: number, entries: number, spanUs: number): Log => {
  const dice = new Dice(seed);
  const actors = 1 + dice.below(4);
  const made: Entry[] = [
    {
      atUs: 0,
      command: {
        type: "Assume",
        assumptions: { reshardStepUs: 2_000_000, createStreamUs: 1 + dice.below(1_000_000) },
      },
    },
    {
      atUs: 0,
      command: {
        type: "Call",
        operation: "CreateStream",
        input: { StreamName: "s", ShardCount: dice.pick([1, 2, 3, 4, 16]) },
      },
    },
  ];
  const metas: KindMeta[] = [];
  for (let id = 1; id <= actors; id++) {
    const command = addActor(dice, id);
    metas.push(kindMetas.find(({ kind, role }) => kind === command.kind && role === command.role)!);
    made.push({ atUs: 0, command });
  }
  if (dice.chance(4)) made.push({ atUs: 0, command: heavyProducer(actors + 20) });
  for (let at = 0; at < entries; at++) {
    made.push({ atUs: dice.below(spanUs), command: anyCommand(dice, metas) });
  }
  made.sort((a, b) => a.atUs - b.atUs);
  const recordBudget = dice.chance(50) ? 131_072 : emptyLog(0).recordBudget;
  return { ...emptyLog(seed), recordBudget, entries: made };
};
