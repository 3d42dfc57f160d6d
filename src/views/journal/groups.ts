/** Filter groups: what a person may leave out of the journal, and the row types of each. */
export const GROUPS = {
  edits: ["call", "refused", "edit"],
  shards: ["status", "retention", "shardOpened", "shardClosed", "shardExpired", "folded"],
  writes: [
    "throttleStart",
    "throttleEnd",
    "abandoned",
    "requestLost",
    "responseLost",
    "reorder",
    "reordered",
    "burst",
  ],
  reads: ["readThrottle", "readBlocked", "shardEnd", "iteratorExpired"],
  faults: ["late", "lateRecords", "reRead", "copy", "copies", "lost", "crash", "restart"],
} as const;

export type Group = keyof typeof GROUPS;
export const GROUP_NAMES = Object.keys(GROUPS) as Group[];

/** The types to ask for; an empty list asks for all of them. */
export const typesOf = (groups: readonly Group[]): readonly string[] =>
  groups.length === GROUP_NAMES.length ? [] : groups.flatMap((group) => [...GROUPS[group]]);

export const toggled = (groups: readonly Group[], group: Group): readonly Group[] =>
  groups.includes(group)
    ? groups.filter((each) => each !== group)
    : GROUP_NAMES.filter((each) => each === group || groups.includes(each));
