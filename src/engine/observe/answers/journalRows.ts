import type { JournalRow, Target } from "../../../protocol/frame.ts";
import type { Entry, SimUs } from "../../../protocol/log.ts";
import type { Run } from "../../core/state.ts";
import type { Stream } from "../../kds/stream.ts";
import { actorCalled } from "./parts/actors.ts";
import { copyValues, lateValues, reorderValues, throttleValues } from "./journalValues.ts";
import { rangeOf } from "./table.ts";

type Values = JournalRow["values"];

/** Types of the rows that a row of the chronicle is shown as. */
export const typesOf = (row: JournalRow): readonly string[] => {
  if (row.type === "split") return ["shardOpened", "shardOpened", "shardClosed"];
  if (row.type === "merge") return ["shardOpened", "shardClosed", "shardClosed"];
  if (row.type !== "edit" || row.values["command"] !== "Call") return [row.type];
  return row.values["error"] === undefined ? [] : ["refused"];
};

/** A row of the chronicle with the values that its words need, newest first. */
export const shownAs = (run: Run, stream: Stream | undefined, row: JournalRow): JournalRow[] => {
  const shard = numberOf(row.values, "shard");
  switch (row.type) {
    case "split":
      return resharded(stream, row, [shard], ["lower", "upper"]);
    case "merge":
      return resharded(stream, row, [shard, numberOf(row.values, "adjacent")], ["child"]);
    case "edit":
      return editShown(run, row);
    case "refused":
      return [withCaller(run, row)];
    case "call": {
      const values = { shard: -1, ...row.values, detail: detailOf(row.values) };
      return [withCaller(run, { ...row, values })];
    }
    default:
      return [withSubject(run, stream, row)];
  }
};

const numberOf = (values: Values, name: string): number => {
  const value = values[name];
  return typeof value === "number" ? value : -1;
};

/** Parts of one row keep its place between its neighbours. */
const part = (row: JournalRow, place: number, type: string, values: Values): JournalRow => {
  const targets: Target[] = ["shard", "parent", "adjacentParent"]
    .map((name) => numberOf(values, name))
    .filter((shard) => shard >= 0)
    .map((shard) => ({ type: "shard", shard }));
  return { ...row, row: row.row + place / 8, type, values, targets };
};

const resharded = (
  stream: Stream | undefined,
  row: JournalRow,
  parents: readonly number[],
  children: readonly string[],
): JournalRow[] => {
  const closed = parents.map((shard, place) => {
    const records = stream?.shards.records[shard] ?? 0;
    return part(row, place, "shardClosed", { shard, records });
  });
  const opened = children.map((name, place) => {
    const shard = numberOf(row.values, name);
    const range = stream && shard < stream.shards.count ? rangeOf(stream, shard) : 0;
    const values = { shard, parent: parents[0]!, adjacentParent: parents[1] ?? -1, range };
    return part(row, parents.length + place, "shardOpened", values);
  });
  return [...closed, ...opened].reverse();
};

/** An accepted call is told by its own row; a refused one says why. */
const editShown = (run: Run, row: JournalRow): JournalRow[] => {
  const { values } = row;
  if (values["command"] === "Call") {
    return values["error"] === undefined ? [] : [withCaller(run, { ...row, type: "refused" })];
  }
  const id = numberOf(values, "actor");
  const called = id < 0 ? undefined : actorCalled(run, id);
  const detail = editDetail(run, row);
  const targets: Target[] = id < 0 ? [] : [{ type: "actor", id }];
  return [{ ...row, values: { ...values, name: called?.name ?? "", detail }, targets }];
};

const editDetail = (run: Run, row: JournalRow): string => {
  const { error, message, signal, command, actor, consumer, shard } = row.values;
  if (error !== undefined) return `${error}: ${message}`;
  if (signal !== undefined) return String(signal);
  if (command === "EndSubscription") return listed({ consumer, shard });
  const entry = run.entries.find(
    ({ atUs, command: given }) =>
      atUs === row.atUs && given.type === command && (!("id" in given) || given.id === actor),
  )?.command;
  if (entry?.type === "Assume") return listed(entry.assumptions);
  if (entry?.type === "UpdateActor" || entry?.type === "AddActor") return listed(entry.params);
  return "";
};

/** Entries of exactly this instant. */
const entriesAt = ({ entries }: Run, atUs: SimUs): readonly Entry[] => {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.atUs < atUs) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < entries.length && entries[end]!.atUs === atUs) end += 1;
  return entries.slice(low, end);
};

/** Names the actor in whose name a program made the call, unless several made one then. */
const withCaller = (run: Run, row: JournalRow): JournalRow => {
  const callers = new Set(
    entriesAt(run, row.atUs).flatMap(({ command: given }) =>
      given.type === "Call" && given.operation === row.values["operation"]
        ? [given.caller ?? 0]
        : [],
    ),
  );
  const [caller = 0] = callers;
  const name = callers.size === 1 && caller > 0 ? actorCalled(run, caller)?.name : undefined;
  return name === undefined ? row : { ...row, values: { ...row.values, caller: name } };
};

const listed = (values: object): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(", ");

const TOLD = ["operation", "stream", "shard", "refused"];

/** What a call was given, without what the row's words name anyhow. */
const detailOf = (values: Values): string => {
  const parts = Object.entries(values).filter(([name]) => !TOLD.includes(name));
  const refused = numberOf(values, "refused");
  const rest = refused > 0 ? { refused } : {};
  return [values["stream"] ?? "", listed(Object.fromEntries(parts)), listed(rest)]
    .filter((each) => each !== "")
    .join(", ");
};

/** Rows about an actor: who it is, and what the row's type tells besides. */
const withSubject = (run: Run, stream: Stream | undefined, row: JournalRow): JournalRow => {
  const target = row.targets.find((each) => each.type === "actor");
  const id = target?.id ?? numberOf(row.values, "actor");
  const called = id < 0 ? undefined : actorCalled(run, id);
  const { actor: _actor, count, ...rest } = row.values;
  const subject = called ? { [called.role]: id, letter: called.letter, name: called.name } : {};
  const values = { ...subject, ...rest, ...(count === undefined ? {} : { records: count }) };
  const shown = { ...row, values };
  if (!stream) return shown;
  switch (row.type) {
    case "late":
      return lateValues(run, shown, id);
    case "copy":
      return copyValues(run, stream, shown);
    case "reorder":
      return reorderValues(run, stream, shown, id);
    case "throttleStart":
    case "readThrottle":
      return throttleValues(run, stream, shown);
    default:
      return shown;
  }
};
