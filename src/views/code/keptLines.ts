import { SANDBOX_LIMITS } from "../../protocol/sandbox.ts";

/** The last lines of those there are and those that came, and how many went before them. */
export const keptLines = <Line>(
  { lines, dropped }: { readonly lines: readonly Line[]; readonly dropped: number },
  came: readonly Line[],
): { readonly lines: readonly Line[]; readonly dropped: number } => {
  const all = [...lines, ...came];
  const kept = all.slice(-SANDBOX_LIMITS.lines);
  return { lines: kept, dropped: dropped + all.length - kept.length };
};
