import { readLoads } from "../../exchange/import/metrics.ts";
import { producersFor } from "../../exchange/import/producers.ts";
import { importCommand, readStream } from "../../exchange/import/stream.ts";
import type { Fault, Note } from "../../exchange/faults.ts";
import { emptyLog, type Log } from "../../protocol/log.ts";

/** What the two pasted texts make together. */
export interface Imported {
  readonly name: string;
  readonly mode: string;
  readonly retentionHours: number;
  readonly open: number;
  readonly closed: number;
  readonly producers: number;
  readonly notes: readonly Note[];
  readonly log: Log;
}
export type Reading =
  | { readonly ok: true; readonly value: Imported }
  | { readonly ok: false; readonly part: "stream" | "load"; readonly fault: Fault };

/** A log whose stream is the pasted one, with producers for the pasted load if there is any. */
export const readImport = (stream: string, load: string, nowMs: number, seed: number): Reading => {
  const read = readStream(stream, nowMs);
  if (!read.ok) return { ok: false, part: "stream", fault: read.fault };
  const { name, mode, retentionHours, account, region, shards } = read.value;
  const entries = [{ atUs: 0, command: importCommand(read.value) }] as Log["entries"][number][];
  const notes = [...read.notes];
  if (load.trim() !== "") {
    const loads = readLoads(load);
    if (!loads.ok) return { ok: false, part: "load", fault: loads.fault };
    const producers = producersFor(loads.value, shards, name);
    if (!producers.ok) return { ok: false, part: "load", fault: producers.fault };
    entries.push(...producers.value.map((command) => ({ atUs: 0, command })));
    notes.push(...loads.notes, ...producers.notes);
  }
  const closed = shards.filter((shard) => shard.closed).length;
  const base = emptyLog(seed);
  const log = { ...base, account: account ?? base.account, region: region ?? base.region, entries };
  const counts = { open: shards.length - closed, closed, producers: entries.length - 1 };
  return { ok: true, value: { name, mode, retentionHours, ...counts, notes, log } };
};
