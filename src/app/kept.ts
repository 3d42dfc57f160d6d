import type { LinkState } from "../scenario/state.ts";

export const RUN_KEY = "shardscope.run";
export const HASH_KEY = "shardscope.run.hash";
export const MINE_KEY = "shardscope.run.mine";

export const readKept = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

export interface KeptRun {
  readonly state: LinkState;
  /** The fragment of the address it was kept under. */
  readonly hash: string;
  /** It has edits of the person's own, which no link or file holds. */
  readonly mine: boolean;
}

/** The run as it was kept, if it can still be read. */
export const keptRun = async (): Promise<KeptRun | undefined> => {
  const text = readKept(RUN_KEY);
  if (text === null) return undefined;
  const { parseFile } = await import("../scenario/file.ts");
  const result = parseFile(text);
  if (!result.ok) return undefined;
  return {
    state: result.state,
    hash: readKept(HASH_KEY) ?? "",
    mine: readKept(MINE_KEY) === "true",
  };
};
