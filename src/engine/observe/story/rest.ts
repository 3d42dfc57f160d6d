import type { StoryFact } from "../../../protocol/frame.ts";
import type { Run } from "../../core/state.ts";
import { segmentOf } from "../../kds/records.ts";
import type { Stream } from "../../kds/stream.ts";
import { makeFact, recordTarget, whoOf } from "./fact.ts";
import { writtenPerS } from "./load.ts";
import { lookBack } from "./recent.ts";
import type { Scene } from "./scene.ts";

/** No stream to look at, or one that is not there yet or not for long. */
export const noStream = (run: Run, stream: Stream | undefined, name: string): StoryFact[] => {
  if (stream && stream.status !== "CREATING" && stream.status !== "DELETING") return [];
  const recent = lookBack(run);
  const status = stream?.status ?? "";
  const changed = recent.last("status", (row) => row.values["stream"] === (stream?.name ?? name));
  const asked = recent.last("call", (row) => row.values["operation"] === "DeleteStream");
  const sinceUs = stream
    ? status === "CREATING"
      ? stream.createdUs
      : (asked?.atUs ?? stream.createdUs)
    : (changed?.atUs ?? 0);
  const plannedUs = status === "" ? plannedAt(run) : -1;
  const values = { status, stream: stream?.name ?? name, ...(plannedUs < 0 ? {} : { plannedUs }) };
  return [makeFact("noStream", sinceUs, values, [])];
};

/** When the log goes on to make a stream, or -1. */
const plannedAt = ({ entries, world, unkept }: Run): number => {
  for (let at = world.entriesApplied - unkept; at < entries.length; at++) {
    const { atUs, command } = entries[at]!;
    if (command.type === "ImportStream") return atUs;
    if (command.type === "Call" && command.operation === "CreateStream") return atUs;
  }
  return -1;
};

/** Nobody writes to the stream. */
export const noProducers = ({ stream, writers, readers, recent }: Scene): StoryFact[] => {
  if (writers.some(({ gauge }) => gauge.ratePerS > 0)) return [];
  const removed = recent.last(
    "edit",
    ({ values }) => values["command"] === "RemoveActor" || values["command"] === "UpdateActor",
  );
  const [most] = [...readers].sort((a, b) => b.unread - a.unread);
  const left = most && most.unread > 0 ? { ...whoOf(most.actor), unread: most.unread } : {};
  const values = { openShards: stream.open.length, records: stream.log.total, ...left };
  return [makeFact("noProducers", removed?.atUs ?? stream.createdUs, values, [])];
};

/** How the stream does when there is nothing else to say. */
export const calm = ({ run, world, stream, load, readers, writers }: Scene): StoryFact[] => {
  const ordinal = stream.log.total - 1;
  const segment = segmentOf(stream.log, ordinal);
  const local = segment ? ordinal - segment.firstOrdinal : 0;
  const latest = segment && {
    key: world.keys.text[segment.key[local]!]!,
    shard: segment.shard[local]!,
    ordinal,
  };
  const values = {
    records: stream.log.total,
    delivered: readers.reduce((most, { app }) => Math.max(most, app.delivered), 0),
    recordsPerS: writtenPerS(run, stream, load),
    openShards: stream.open.length,
    producers: writers.length,
    consumers: readers.length,
    lagMs: readers.reduce((most, { lagMs }) => Math.max(most, lagMs), 0),
    ...latest,
  };
  const targets = latest ? [recordTarget(ordinal), { type: "key", key: latest.key } as const] : [];
  return [makeFact("calm", stream.createdUs, values, targets)];
};

/** The same while there is no stream. */
export const calmWithoutStream = (): StoryFact =>
  makeFact(
    "calm",
    0,
    {
      records: 0,
      delivered: 0,
      recordsPerS: 0,
      openShards: 0,
      producers: 0,
      consumers: 0,
      lagMs: 0,
    },
    [],
  );
