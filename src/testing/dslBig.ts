import { makeLab, type Lab, type Put } from "./dslLab.ts";
import { Dice } from "./randomLog.ts";

/** One record of a big log, as plain data. */
export interface Plain {
  readonly ordinal: number;
  readonly shard: number;
  readonly bytes: number;
  readonly atUs: number;
}

export interface Big {
  readonly lab: Lab;
  readonly records: readonly Plain[];
  /** Records by shard, in order. */
  readonly shards: readonly (readonly Plain[])[];
}

export const BIG_BUDGET = 131_072;
const SHARDS = 30;
const STEP_US = 40_000;

/** Shards get uneven shares; the last two get records only now and then, or in one second alone. */
const shardFor = (dice: Dice, step: number): number => {
  if (dice.below(2_000) === 0) return SHARDS - 1;
  if (step >= 100 && step < 125 && dice.chance(3)) return SHARDS - 2;
  return Math.min(dice.below(SHARDS - 2), dice.below(SHARDS + 20));
};

/** About 260,000 records over ten seconds, several segments, with a split on the way. */
export const makeBig = (recordBudget: number, bytes: (dice: Dice) => number): Big => {
  const lab = makeLab(SHARDS, recordBudget);
  const { world } = lab.run;
  world.assumptions = { ...world.assumptions, reshardStepUs: 4_000_000 };
  lab.ok("SplitShard", { ShardToSplit: "shardId-000000000000", NewStartingHashKey: "99999" });
  const dice = new Dice(5);
  const records: Plain[] = [];
  for (let step = 0; step < 260; step++) {
    lab.at(step * STEP_US);
    const closed = step * STEP_US >= 4_000_000;
    const puts: Put[] = Array.from({ length: 1_000 }, () => {
      const shard = shardFor(dice, step);
      return { shard: shard === 0 && closed ? SHARDS + 1 : shard, bytes: bytes(dice) };
    });
    lab.put(puts).forEach((seat, at) => {
      const { shard, ordinal } = seat;
      if (ordinal < 0) return;
      records.push({ ordinal, shard, bytes: puts[at]!.bytes!, atUs: world.nowUs });
    });
  }
  const shards = Array.from({ length: lab.stream.shards.count }, (_, shard) =>
    records.filter((each) => each.shard === shard),
  );
  return { lab, records, shards };
};
