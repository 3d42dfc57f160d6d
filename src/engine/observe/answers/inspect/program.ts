import type { EngineError } from "../../../../protocol/frame.ts";
import type { Command, Entry } from "../../../../protocol/log.ts";
import type { Run } from "../../../core/state.ts";
import { rowsAt } from "../parts/past.ts";
import { cut, LIST_SHOWN, rest } from "./json.ts";

type Call = Extract<Command, { type: "Call" }>;
/** A call that a program made, as it stands in the log. */
export type ProgramCall = Entry & { readonly command: Call };

/** Entries looked through for a program's last call. */
const ENTRIES_MOST = 5_000;

export const PUTS = ({ operation }: Call): boolean => operation.startsWith("PutRecord");

/** The last call in an actor's name that is wanted. */
export const lastCallBy = (
  run: Run,
  actor: number,
  wanted: (call: Call) => boolean,
): ProgramCall | undefined => {
  const end = run.world.entriesApplied - run.unkept;
  for (let at = end - 1; at >= Math.max(0, end - ENTRIES_MOST); at--) {
    const entry = run.entries[at];
    if (!entry || !isCallBy(entry, actor)) continue;
    if (wanted(entry.command)) return entry;
  }
  return undefined;
};

const isCallBy = (entry: Entry, actor: number): entry is ProgramCall =>
  entry.command.type === "Call" && entry.command.caller === actor;

/** Why a call was refused as a whole, as the journal has it. */
export const faultOf = (run: Run, { atUs, command }: ProgramCall): EngineError | undefined => {
  const row = rowsAt(run, atUs).findLast(
    ({ type, values }) => type === "refused" && values["operation"] === command.operation,
  );
  if (!row) return undefined;
  return { name: String(row.values["error"]), message: String(row.values["message"]) };
};

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** Fields of an input that a program gave, its data cut for reading. */
export const shortInput = (input: object): object => {
  const short = shortEntry(input);
  const records: unknown = "Records" in input ? input.Records : undefined;
  if (!Array.isArray(records)) return short;
  const shown = records.slice(0, LIST_SHOWN).map((each: unknown) => shortEntry(each));
  return { ...short, Records: [...shown, ...rest(records.length - shown.length)] };
};

const shortEntry = (entry: unknown): object => {
  if (!isFields(entry)) return {};
  const data = entry["Data"];
  return typeof data === "string" ? { ...entry, Data: cut(data) } : entry;
};
