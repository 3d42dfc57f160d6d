import type { Log } from "../protocol/log.ts";

/** Undo as a stack of whole logs: entries sort by time, edits do not. */
export interface History {
  /** An edit has replaced `before`; what was undone can no longer be redone. */
  edited(before: Log): void;
  undo(present: Log): Log | undefined;
  redo(present: Log): Log | undefined;
  /** A new run was opened: nothing to undo. */
  clear(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}

export const HISTORY_MAX = 200;

export const createHistory = (): History => {
  let past: readonly Log[] = [];
  let future: readonly Log[] = [];
  return {
    edited: (before) => {
      past = [...past, before].slice(-HISTORY_MAX);
      future = [];
    },
    undo: (present) => {
      const log = past.at(-1);
      if (!log) return undefined;
      past = past.slice(0, -1);
      future = [...future, present];
      return log;
    },
    redo: (present) => {
      const log = future.at(-1);
      if (!log) return undefined;
      future = future.slice(0, -1);
      past = [...past, present];
      return log;
    },
    clear: () => {
      past = [];
      future = [];
    },
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
  };
};
