import type { CommandResult, EngineError, Outcome } from "../protocol/frame.ts";
import type { Command } from "../protocol/log.ts";

interface Pending {
  readonly id: number;
  readonly command: Command;
  readonly resolve: (outcome: Outcome) => void;
}

/** Commands until the worker has acknowledged them; ids rise and are never used again. */
export interface Outbox {
  add(command: Command): Promise<Outcome>;
  /** The commands this worker has not been sent, in order; marks them as sent. */
  takeUnsent(): readonly { readonly id: number; readonly command: Command }[];
  /** The worker is gone: all that is not acknowledged must go out again. */
  unsend(): void;
  settle(results: readonly CommandResult[]): void;
  /** Answers everything still waiting with a refusal. */
  refuseAll(error: EngineError): void;
  unsent(): number;
  size(): number;
}

export const createOutbox = (): Outbox => {
  let pending: readonly Pending[] = [];
  const sent = new Set<number>();
  let nextId = 1;
  const settleOne = (id: number, outcome: Outcome): void => {
    const found = pending.find((each) => each.id === id);
    pending = pending.filter((each) => each.id !== id);
    sent.delete(id);
    found?.resolve(outcome);
  };
  return {
    add: (command) =>
      new Promise((resolve) => {
        pending = [...pending, { id: nextId, command, resolve }];
        nextId += 1;
      }),
    takeUnsent: () => {
      const out = pending.filter((each) => !sent.has(each.id));
      for (const each of out) sent.add(each.id);
      return out.map(({ id, command }) => ({ id, command }));
    },
    unsend: () => {
      sent.clear();
    },
    settle: (results) => {
      for (const result of results) settleOne(result.id, result.outcome);
    },
    refuseAll: (error) => {
      for (const each of pending) settleOne(each.id, { ok: false, error });
    },
    unsent: () => pending.length - sent.size,
    size: () => pending.length,
  };
};
