import type { Ticks } from "../protocol/frame.ts";

/** The time bar's marks as gathered so far, in time order; a new object whenever they changed. */
export interface TickBook {
  readonly count: number;
  readonly atUs: readonly number[];
  readonly type: readonly number[];
  readonly subject: readonly number[];
}

interface OpenBook extends TickBook {
  readonly atUs: number[];
  readonly type: number[];
  readonly subject: number[];
}

export interface TickKeeper {
  readonly book: () => TickBook;
  /** Cuts the book at row `ticks.from` and puts the arrived rows behind. */
  fold(ticks: Ticks): void;
  clear(): void;
}

const emptyBook = (): OpenBook => ({ count: 0, atUs: [], type: [], subject: [] });

export const createTickKeeper = (): TickKeeper => {
  let book = emptyBook();
  const append = (to: number[], from: number, rows: ArrayLike<number>): void => {
    to.length = Math.min(to.length, from);
    for (let at = 0; at < rows.length; at++) to.push(rows[at] ?? 0);
  };
  return {
    book: () => book,
    fold: ({ from, atUs, type, subject }) => {
      if (atUs.length === 0 && from >= book.count) return;
      append(book.atUs, from, atUs);
      append(book.type, from, type);
      append(book.subject, from, subject);
      book = { ...book, count: book.atUs.length };
    },
    clear: () => {
      book = emptyBook();
    },
  };
};
