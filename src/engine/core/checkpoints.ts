import { clonePlain, restorePlain } from "../../base/plain.ts";
import type { SimUs } from "../../protocol/log.ts";
import type { World } from "./world.ts";

/** Work units between checkpoints. */
const EVERY = 524_288;
const MOST = 32;
/** Segments that only checkpoints hold, at most; each is about 1.4 MB. */
const SEGMENTS_MOST = 40;

interface Checkpoint {
  readonly atUs: SimUs;
  readonly work: number;
  readonly world: World;
}

/**
 * Copies of the world taken every 2^19 work units (about 2^17 events): a cache outside the state.
 * Thinning changes only how long a seek takes; the one at the start is always kept.
 */
export class Checkpoints {
  private list: Checkpoint[] = [];
  private spare: World | undefined;
  /** Work at which the next one is due. */
  dueAt = 0;
  /** Restores so far: what was held by reference before one may be another thing after it. */
  restores = 0;

  take(world: World): void {
    const grid = Math.floor(world.work / EVERY);
    this.dueAt = (grid + 1) * EVERY;
    const later = this.list.findIndex((each) => each.work >= grid * EVERY);
    if (later >= 0 && this.list[later]!.work < this.dueAt) return;
    const taken = { atUs: world.nowUs, work: world.work, world: this.copy(world) };
    const at = this.list.findIndex((each) => each.work > world.work);
    if (at < 0) this.list.push(taken);
    else this.list.splice(at, 0, taken);
    this.thin(world);
  }

  /** A copy in the buffers of a checkpoint thinned out, if there is one: fresh ones cost more. */
  private copy(world: World): World {
    const { spare } = this;
    if (!spare) return clonePlain(world);
    this.spare = undefined;
    restorePlain(spare, world);
    return spare;
  }

  /** Sets the world to the latest checkpoint at or before `atUs`. */
  restore(world: World, atUs: SimUs): void {
    let best = this.list[0]!;
    for (const each of this.list) if (each.atUs <= atUs) best = each;
    restorePlain(world, best.world);
    this.restores += 1;
    this.dueAt = (Math.floor(world.work / EVERY) + 1) * EVERY;
  }

  /** The moment of the latest checkpoint at or before `atUs`. */
  before(atUs: SimUs): SimUs {
    let found = 0;
    for (const each of this.list) if (each.atUs <= atUs) found = each.atUs;
    return found;
  }

  /** Forgets what was taken at or after `atUs`, save the start. */
  cutFrom(atUs: SimUs): void {
    this.list = this.list.filter((each, at) => at === 0 || each.atUs < atUs);
  }

  private thin(world: World): void {
    if (this.list.length > MOST) {
      this.list = this.list.filter((_, at) => at === 0 || at > MOST / 2 || at % 2 === 0);
    }
    while (this.list.length > 2 && this.strangers(world) > SEGMENTS_MOST) {
      this.spare = this.list.splice(1, 1)[0]!.world;
    }
  }

  private strangers(world: World): number {
    const own = new Set(world.streams.flatMap((stream) => stream.log.segments as object[]));
    const seen = new Set<object>();
    for (const { world: held } of this.list) {
      for (const stream of held.streams) {
        for (const segment of stream.log.segments) if (!own.has(segment)) seen.add(segment);
      }
    }
    return seen.size;
  }
}
