import type { SimUs } from "../protocol/log.ts";
import type { FromEngine } from "../protocol/outside.ts";
import type { Call } from "./message.ts";

/** What goes first at one moment: calls reach the service before anything reaches a program. */
export const PHASE = { admission: 1, answer: 2, push: 3, timer: 4 } as const;

/** Something a program waits for: its call's admission, or a message to it. */
export interface Due<Owner> {
  readonly owner: Owner;
  readonly atUs: SimUs;
  readonly phase: number;
  /** The owner's place among the programs, and the owner's own number of this. */
  readonly order: number;
  readonly number: number;
  readonly call?: Call;
  readonly message?: FromEngine;
}

/** In the order (atUs, phase, order, number), whatever order they came in. */
export class DueList<Owner> {
  private list: Due<Owner>[] = [];

  get first(): Due<Owner> | undefined {
    return this.list[0];
  }

  add(due: Due<Owner>): void {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(this.list[middle]!, due)) low = middle + 1;
      else high = middle;
    }
    this.list.splice(low, 0, due);
  }

  shift(): void {
    this.list.shift();
  }

  keep(wanted: (due: Due<Owner>) => boolean): void {
    this.list = this.list.filter(wanted);
  }
}

const isBefore = (a: Due<unknown>, b: Due<unknown>): boolean => {
  if (a.atUs !== b.atUs) return a.atUs < b.atUs;
  if (a.phase !== b.phase) return a.phase < b.phase;
  return a.order === b.order ? a.number < b.number : a.order < b.order;
};
