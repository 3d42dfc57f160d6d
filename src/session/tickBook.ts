import type { Ticks } from "../protocol/frame.ts";

/** The time bar's marks as gathered so far, in time order. */
export interface TickBook {
  readonly count: number;
  readonly atUs: readonly number[];
  readonly type: readonly number[];
  readonly subject: readonly number[];
}

export const NO_TICKS: TickBook = { count: 0, atUs: [], type: [], subject: [] };

/** The book cut at row `ticks.from` with the arrived rows behind it; itself if nothing came. */
export const foldTicks = (book: TickBook, ticks: Ticks): TickBook => {
  if (ticks.atUs.length === 0 && ticks.from >= book.count) return book;
  const atUs = [...book.atUs.slice(0, ticks.from), ...ticks.atUs];
  return {
    count: atUs.length,
    atUs,
    type: [...book.type.slice(0, ticks.from), ...ticks.type],
    subject: [...book.subject.slice(0, ticks.from), ...ticks.subject],
  };
};
