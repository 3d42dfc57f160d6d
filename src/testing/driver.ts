import { advance, command, type Models, type Run } from "../engine/public.ts";
import type { ActorRole } from "../protocol/log.ts";
import { Dice } from "./randomLog.ts";

const TURN_US = 210_000;

interface ListedShard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
  readonly AdjacentParentShardId?: string;
}
interface Answer {
  readonly Shards?: readonly ListedShard[];
  readonly Records?: readonly { readonly ErrorCode?: string }[];
  readonly ShardIterator?: string;
  readonly NextShardIterator?: string | null;
}

/** Whether a kind acts by calls from outside alone. */
export const isOutside = (models: Models, role: ActorRole, kind: string): boolean =>
  (role === "producer" ? models.producers : models.consumers)[kind]?.outside === true;

/**
 * A program outside, in an actor's name on the stream `s`: a producer puts now and then what its dice
 * say, a consumer reads every shard from its start once its parents are read.
 */
export class Driver {
  accepted = 0;
  throttled = 0;
  taken = 0;
  private readonly run: Run;
  private readonly id: number;
  private readonly role: ActorRole;
  private readonly dice: Dice;
  /** By shard: where to go on; null once it is read to its end. */
  private readonly places = new Map<string, string | null>();

  constructor(run: Run, id: number, role: ActorRole) {
    this.run = run;
    this.id = id;
    this.role = role;
    this.dice = new Dice(run.world.seed + id);
  }

  /** Goes on to a moment, with a turn on the way every 210 ms. */
  to(toUs: number): void {
    const { run } = this;
    for (;;) {
      const nextUs = (Math.floor(run.world.nowUs / TURN_US) + 1) * TURN_US;
      if (nextUs > toUs) break;
      advance(run, nextUs);
      if (this.role === "producer") this.put();
      else this.read();
    }
    advance(run, toUs);
  }

  private call(operation: string, input: object): Answer | undefined {
    const outcome = command(this.run, { type: "Call", operation, input, caller: this.id });
    return outcome.ok ? (outcome.output as Answer) : undefined;
  }

  private put(): void {
    const Records = Array.from({ length: 1 + this.dice.below(20) }, () => ({
      PartitionKey: `k${this.dice.below(30)}`,
      Data: btoa(String(this.dice.below(1_000_000))),
    }));
    const answer = this.call("PutRecords", { StreamName: "s", Records });
    for (const { ErrorCode } of answer?.Records ?? []) {
      if (ErrorCode === undefined) this.accepted += 1;
      else this.throttled += 1;
    }
  }

  private read(): void {
    const shards = this.call("ListShards", { StreamName: "s" })?.Shards ?? [];
    const isRead = (parent: string | undefined): boolean =>
      parent === undefined || this.places.get(parent) === null;
    for (const { ShardId, ParentShardId, AdjacentParentShardId } of shards) {
      if (this.places.has(ShardId)) continue;
      if (!isRead(ParentShardId) || !isRead(AdjacentParentShardId)) continue;
      const input = { StreamName: "s", ShardId, ShardIteratorType: "TRIM_HORIZON" };
      const given = this.call("GetShardIterator", input)?.ShardIterator;
      if (given !== undefined) this.places.set(ShardId, given);
    }
    for (const [shard, ShardIterator] of this.places) {
      if (ShardIterator === null) continue;
      const answer = this.call("GetRecords", { ShardIterator });
      if (!answer) continue;
      this.taken += answer.Records?.length ?? 0;
      this.places.set(shard, answer.NextShardIterator ?? null);
    }
  }
}
