/** Why pasted text is not imported: an id, where it stands, and values; `messages.ts` has the words. */
export const FAULT_IDS = [
  "empty",
  "syntax",
  "cutOff",
  "deep",
  "unknownDocument",
  "field",
  "shardId",
  "hashKey",
  "range",
  "tooManyShards",
  "disagree",
  "streamsDiffer",
  "summaryDiffers",
  "nextPage",
  "noShards",
  "noOpen",
  "gap",
  "overlap",
  "parentYounger",
  "parentOpen",
  "childMissing",
  "parentMissing",
  "oneParentMissing",
  "lineage",
  "status",
  "csvQuote",
  "csvHeader",
  "csvCell",
  "noShardName",
  "noMetric",
  "statistic",
  "foreignShard",
  "noLoad",
] as const;
export type FaultId = (typeof FAULT_IDS)[number];
export type FaultValues = Readonly<Record<string, string | number>>;

export interface Fault {
  readonly id: FaultId;
  readonly values: FaultValues;
}

/** Something assumed or approximated on the way in, told beside the result. */
export const NOTE_IDS = [
  "noName",
  "noRetention",
  "noMode",
  "equalRanges",
  "duplicatePages",
  "expiredParents",
  "period",
  "meanRate",
  "keysPerShard",
  "onlyBytes",
  "onlyRecords",
  "noKeyFound",
  "shared",
  "closedShard",
  "aboveLimit",
] as const;
export type NoteId = (typeof NOTE_IDS)[number];
export interface Note {
  readonly id: NoteId;
  readonly values: FaultValues;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly notes: readonly Note[] }
  | { readonly ok: false; readonly fault: Fault };

/** Thrown inside this room only; its doors turn it back into data. */
export class FaultError extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(`${fault.id} ${JSON.stringify(fault.values)}`);
    this.name = "FaultError";
    this.fault = fault;
  }
}

export const refuse = (id: FaultId, values: FaultValues = {}): never => {
  throw new FaultError({ id, values });
};

/** Runs `read`, which may add notes, and turns a refusal inside it into data. */
export const attempt = <T>(read: (notes: Note[]) => T): Result<T> => {
  const notes: Note[] = [];
  try {
    return { ok: true, value: read(notes), notes };
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault };
    throw error;
  }
};
