/** Filter groups: what a person may leave out of the journal, and the row types of each. */
export const GROUPS = {
  edits: ["call", "refused", "edit"],
  shards: ["status", "retention", "shardOpened", "shardClosed", "shardExpired"],
  writes: [
    "throttleStart",
    "throttleEnd",
    "abandoned",
    "requestLost",
    "responseLost",
    "copy",
    "reorder",
    "burst",
  ],
  reads: ["readThrottle", "readBlocked", "checkpoint", "shardEnd", "iteratorExpired"],
  faults: ["late", "reRead", "lost", "crash", "restart", "folded"],
} as const;

export type Group = keyof typeof GROUPS;
export const GROUP_NAMES = Object.keys(GROUPS) as Group[];

/** Shown at the start: all but the readers' routine. */
export const START_GROUPS: readonly Group[] = ["edits", "shards", "writes", "faults"];

/** The types to ask for; an empty list asks for all of them. */
export const typesOf = (groups: readonly Group[]): readonly string[] =>
  groups.length === GROUP_NAMES.length ? [] : groups.flatMap((group) => [...GROUPS[group]]);

export const toggled = (groups: readonly Group[], group: Group): readonly Group[] =>
  groups.includes(group)
    ? groups.filter((each) => each !== group)
    : GROUP_NAMES.filter((each) => each === group || groups.includes(each));
