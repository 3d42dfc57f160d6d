/** What was done to a stream, as the calls that would do it again. */
import type { HashKeySpan } from "../../aws/hashKey.ts";
import { uniformRanges } from "../../aws/hashKey.ts";
import { shardIdOf } from "../../aws/shardId.ts";
import type { Command, Entry } from "../../protocol/log.ts";

export type Mode = "PROVISIONED" | "ON_DEMAND";

/** What else a stream is created with, by the fields of CreateStream: tags, record size, throughput. */
type Extras = Readonly<Record<string, unknown>>;

/** `shards` is absent where AWS decides their number. */
export type Edit =
  | {
      readonly type: "create";
      readonly mode: Mode;
      readonly shards?: number;
      readonly extras?: Extras;
    }
  | { readonly type: "split"; readonly shardId: string; readonly at: string }
  | { readonly type: "merge"; readonly shardId: string; readonly adjacentId: string }
  | { readonly type: "count"; readonly target: number }
  | { readonly type: "retention"; readonly hours: number; readonly longer: boolean }
  | { readonly type: "delete" }
  /** Any other change: tags, monitoring, encryption, consumers, capacity mode. */
  | { readonly type: "other"; readonly operation: string; readonly input: object };

/** A call that the journal tells of, oldest first. */
export interface Told {
  readonly atUs: number;
  readonly operation: string;
  readonly refused: boolean;
}

/** The stream to take out: what was done to it up to now, and how it stands. */
export interface Outgoing {
  readonly name: string;
  readonly mode: Mode;
  readonly retentionHours: number;
  /** Ranges of the open shards in hash key order. */
  readonly open: readonly HashKeySpan[];
  readonly edits: readonly Edit[];
  /** The edits make these ranges, but shard ids and closed shards are others. */
  readonly rebuilt: boolean;
}

const RETENTION_HOURS = 24;

type Input = Readonly<Record<string, unknown>>;

const nameOf = (input: Input): unknown => {
  const { StreamName: name, StreamARN: arn } = input;
  const arns = [arn, input["ResourceARN"], input["ConsumerARN"]];
  const named = arns.flatMap((each) => (typeof each === "string" ? [each] : []));
  return name ?? named.map((each) => /:stream\/([^/]+)/.exec(each)?.[1])[0];
};

/** Calls that change nothing of a stream but its records. */
const READS = /^(Get|List|Describe|Subscribe|PutRecords?$)/;

const isEmpty = (fields: Extras): boolean =>
  Object.values(fields).every((value) => value === undefined);

const editOf = (operation: string, input: Input): Edit | undefined => {
  const text = (field: string): string => {
    const value = input[field];
    return typeof value === "string" ? value : "";
  };
  const whole = (field: string): number => Number(input[field]);
  switch (operation) {
    case "CreateStream": {
      const { StreamName: _, StreamModeDetails, ShardCount: count, ...extras } = input;
      const details = StreamModeDetails as { StreamMode?: Mode } | undefined;
      const mode = details?.StreamMode ?? (count === undefined ? "ON_DEMAND" : "PROVISIONED");
      const shards = count === undefined ? {} : { shards: Number(count) };
      return { type: "create", mode, ...shards, ...(isEmpty(extras) ? {} : { extras }) };
    }
    case "SplitShard":
      return { type: "split", shardId: text("ShardToSplit"), at: text("NewStartingHashKey") };
    case "MergeShards": {
      const adjacentId = text("AdjacentShardToMerge");
      return { type: "merge", shardId: text("ShardToMerge"), adjacentId };
    }
    case "UpdateShardCount":
      return { type: "count", target: whole("TargetShardCount") };
    case "IncreaseStreamRetentionPeriod":
      return { type: "retention", hours: whole("RetentionPeriodHours"), longer: true };
    case "DecreaseStreamRetentionPeriod":
      return { type: "retention", hours: whole("RetentionPeriodHours"), longer: false };
    case "DeleteStream":
      return { type: "delete" };
    default:
      return READS.test(operation) ? undefined : { type: "other", operation, input };
  }
};

const modeAfter = (edit: Edit, before: Mode): Mode => {
  if (edit.type === "create") return edit.mode;
  if (edit.type !== "other" || edit.operation !== "UpdateStreamMode") return before;
  const { StreamModeDetails: details } = edit.input as {
    StreamModeDetails?: { StreamMode?: Mode };
  };
  return details?.StreamMode ?? before;
};

const longer = (hours: number): Edit[] =>
  hours > RETENTION_HOURS ? [{ type: "retention", hours, longer: true }] : [];

/** Splits that cut a stream of one shard into these ranges, lowest border first. */
const cuts = (open: readonly HashKeySpan[]): Edit[] =>
  open.slice(1).map(({ start }, at) => ({
    type: "split",
    shardId: shardIdOf(at * 2),
    at: start.toString(),
  }));

export const areEqual = (open: readonly HashKeySpan[]): boolean =>
  open.length > 0 && uniformRanges(open.length).every(({ start }, at) => open[at]!.start === start);

type Imported = Extract<Command, { type: "ImportStream" }>;

/** The calls that made an imported stream, where its text tells of all of them. */
const editsOfImport = ({ shards, mode }: Imported): Edit[] | undefined => {
  const [first = "", ...rest] = shards.split(" ");
  if (first[0] !== "u" || (mode === "ON_DEMAND" && (first !== "u4" || rest.length > 0))) {
    return undefined;
  }
  const ranges: HashKeySpan[] = [];
  const edits: Edit[] = [
    mode === "ON_DEMAND"
      ? { type: "create", mode }
      : { type: "create", mode, shards: Number(first.slice(1)) },
  ];
  ranges.push(...uniformRanges(Number(first.slice(1))));
  for (const word of rest) {
    const [a = "", b = "", c] = word.slice(1).split(",");
    const from = ranges[Number(a)];
    if (from === undefined || (word[0] !== "s" && word[0] !== "m")) return undefined;
    if (word[0] === "m") {
      ranges.push({ start: from.start, end: ranges[Number(b)]!.end });
      edits.push({
        type: "merge",
        shardId: shardIdOf(Number(a)),
        adjacentId: shardIdOf(Number(b)),
      });
      continue;
    }
    const middle = (from.start + from.end + 1n) / 2n + BigInt(c ?? 0);
    const at = b === "" ? middle : BigInt(`0x${b.padEnd(32, "0")}`);
    ranges.push({ start: from.start, end: at - 1n }, { start: at, end: from.end });
    edits.push({ type: "split", shardId: shardIdOf(Number(a)), at: at.toString() });
  }
  return edits;
};

/** Entries up to now whose calls were not refused; what the journal does not tell of was accepted. */
const accepted = (entries: readonly Entry[], atUs: number, told: readonly Told[]): Entry[] => {
  const waiting = new Map<string, boolean[]>();
  const keyOf = (us: number, operation: string): string => `${us} ${operation}`;
  for (const { operation, refused, ...each } of told) {
    const key = keyOf(each.atUs, operation);
    waiting.set(key, [...(waiting.get(key) ?? []), refused]);
  }
  return entries.filter(({ atUs: us, command }) => {
    if (us > atUs) return false;
    if (command.type !== "Call") return true;
    return waiting.get(keyOf(us, command.operation))?.shift() !== true;
  });
};

interface Source {
  readonly entries: readonly Entry[];
  readonly atUs: number;
  readonly told: readonly Told[];
  readonly name: string;
  /** Ranges of the open shards now, in hash key order. */
  readonly open: readonly HashKeySpan[];
}

/** A stream made again from how it stands, without its past. */
const rebuild = (mode: Mode, hours: number, open: readonly HashKeySpan[]): Edit[] => {
  if (mode === "ON_DEMAND") return [{ type: "create", mode }, ...longer(hours)];
  const equal = areEqual(open);
  const create: Edit = { type: "create", mode, shards: equal ? open.length : 1 };
  return [create, ...longer(hours), ...(equal ? [] : cuts(open))];
};

/** What was done to a stream by calls, a later stream of the same name taking the place of it. */
export const outgoingOf = ({ entries, atUs, told, name, open }: Source): Outgoing => {
  let edits: Edit[] = [];
  let mode: Mode = "PROVISIONED";
  let retentionHours = RETENTION_HOURS;
  let whole = true;
  for (const { command } of accepted(entries, atUs, told)) {
    if (command.type === "ImportStream" && command.name === name) {
      const made = editsOfImport(command);
      whole = made !== undefined;
      ({ mode, retentionHours } = command);
      edits = [...(made ?? []), ...longer(retentionHours)];
    }
    if (command.type !== "Call" || nameOf(command.input as Input) !== name) continue;
    const edit = editOf(command.operation, command.input as Input);
    if (!edit) continue;
    mode = modeAfter(edit, mode);
    if (edit.type === "create") {
      edits = [];
      retentionHours = RETENTION_HOURS;
      whole = true;
    }
    if (edit.type === "retention") retentionHours = edit.hours;
    edits.push(edit);
  }
  const rebuilt = !whole;
  if (rebuilt) edits = rebuild(mode, retentionHours, open);
  return { name, mode, retentionHours, open, edits, rebuilt };
};
