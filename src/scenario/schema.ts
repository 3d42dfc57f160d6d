/** The outside format of a log and of a link's state, checked before the inside types are believed. */
import * as v from "valibot";
import { LIMIT } from "../aws/limitValues.ts";
import type { KindMeta } from "../protocol/kind.ts";
import { LOG_VERSION, type Log } from "../protocol/log.ts";
import {
  type Checked,
  checked,
  type ExpectedId,
  type FaultId,
  type FaultValues,
  isFaultId,
  refuse,
} from "./faults.ts";
import { checkActors } from "./params.ts";
import { isShardText } from "./shards.ts";
import { ENTRIES_MAX, LINK_LANGUAGES, type LinkState, PANELS, TRACKED_MAX } from "./state.ts";

const DEPTH_MAX = 16;
const SIM_US_MAX = Number.MAX_SAFE_INTEGER;
const YEAR_2100_MS = 4_102_444_800_000;
const HOUR_US = 3_600_000_000;

/** A message of the schema: the id of a fault and its values, read back by {@link faultOfIssue}. */
const say = (id: FaultId, values: FaultValues = {}): string => JSON.stringify({ id, values });

const whole = (min: number, max: number) =>
  v.pipe(
    v.number(),
    v.check(
      (value) => Number.isInteger(value),
      (issue) => say("whole", { value: issue.input as number }),
    ),
    v.check(
      (value) => value >= min && value <= max,
      (issue) => say("range", { value: issue.input as number, min, max }),
    ),
  );

const between = (min: number, max: number) =>
  v.pipe(
    v.number(),
    v.check(
      (value) => value >= min && value <= max,
      (issue) => say("range", { value: issue.input as number, min, max }),
    ),
  );

const text = (pattern: RegExp, expected: ExpectedId) =>
  v.pipe(
    v.string(),
    v.check(
      (value) => pattern.test(value) && value.isWellFormed(),
      (issue) => say("text", { value: issue.input as string, expected }),
    ),
  );

const choice = <const T extends readonly (string | number)[]>(choices: T) =>
  v.picklist(choices, (issue) =>
    issue.received === "undefined"
      ? say("missing")
      : say("choice", { value: String(issue.input), choices: choices.join(", ") }),
  );

const list = <T extends v.GenericSchema>(item: T, max: number) =>
  v.pipe(
    v.array(v.unknown()),
    v.check(
      (items) => items.length <= max,
      (issue) => say("tooMany", { count: (issue.input as unknown[]).length, max }),
    ),
    v.array(item),
  );

/** Whether a value is made of JSON's own parts, at most `depth` deep. */
const isPlain = (value: unknown, depth: number): boolean => {
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isPlain(item, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((item) => isPlain(item, depth - 1));
};

const plainObject = v.custom<Readonly<Record<string, never>>>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    isPlain(value, DEPTH_MAX),
  (issue) => (issue.received === "undefined" ? say("missing") : say("plain", { max: DEPTH_MAX })),
);

const actorId = whole(1, 65_535);
const subscriptionNumber = whole(1, Number.MAX_SAFE_INTEGER);
const shardIndex = whole(0, 2_147_483_647);
const ordinal = whole(0, Number.MAX_SAFE_INTEGER);
const simUs = whole(0, SIM_US_MAX);
const streamName = text(/^[a-zA-Z0-9_.-]{1,128}$/, "stream");

const assumptions = v.strictObject({
  requestUs: v.exactOptional(whole(0, 60_000_000)),
  responseUs: v.exactOptional(whole(0, 60_000_000)),
  visibleUs: v.exactOptional(whole(0, 60_000_000)),
  jitterPercent: v.exactOptional(whole(0, 100)),
  reshardStepUs: v.exactOptional(whole(1, HOUR_US)),
  createStreamUs: v.exactOptional(whole(1, HOUR_US)),
});

const COMMAND_TYPES =
  "Call, AddActor, UpdateActor, RemoveActor, Signal, EndSubscription, Assume, ImportStream";

const command = v.variant(
  "type",
  [
    v.strictObject({
      type: v.literal("Call"),
      operation: text(/^[A-Z][A-Za-z]{0,63}$/, "operation"),
      input: plainObject,
      caller: v.exactOptional(actorId),
    }),
    v.strictObject({
      type: v.literal("AddActor"),
      id: actorId,
      role: choice(["producer", "consumer"]),
      kind: v.string(),
      name: text(/^[^\p{Cc}]{1,64}$/u, "name"),
      letter: text(/^[A-Z]$/, "letter"),
      stream: streamName,
      params: plainObject,
    }),
    v.strictObject({ type: v.literal("UpdateActor"), id: actorId, params: plainObject }),
    v.strictObject({ type: v.literal("RemoveActor"), id: actorId }),
    v.strictObject({
      type: v.literal("Signal"),
      id: actorId,
      signal: text(/^[a-z][a-zA-Z-]{0,39}$/, "signal"),
    }),
    v.strictObject({ type: v.literal("EndSubscription"), subscription: subscriptionNumber }),
    v.strictObject({ type: v.literal("Assume"), assumptions }),
    v.strictObject({
      type: v.literal("ImportStream"),
      name: streamName,
      mode: choice(["PROVISIONED", "ON_DEMAND"]),
      retentionHours: whole(LIMIT.retentionHoursMin, LIMIT.retentionHoursMax),
      shards: v.pipe(
        v.string(),
        v.check(isShardText, (issue) => say("text", { value: issue.input, expected: "shards" })),
      ),
    }),
  ],
  (issue) =>
    issue.received === "undefined"
      ? say("missing")
      : say("choice", {
          value: String(issue.received).replaceAll('"', ""),
          choices: COMMAND_TYPES,
        }),
);

const logSchema = v.strictObject({
  v: whole(LOG_VERSION, LOG_VERSION),
  engine: text(/^[0-9A-Za-z.-]{1,16}$/, "engine"),
  seed: whole(0, 4_294_967_295),
  epochMs: whole(0, YEAR_2100_MS),
  account: text(/^\d{12}$/, "account"),
  region: text(/^[a-z]{2}(-[a-z]{2,12}){1,3}-\d$/, "region"),
  recordBudget: whole(65_536, 67_108_864),
  payloadBudget: v.exactOptional(whole(65_536, 536_870_912)),
  entries: list(v.strictObject({ atUs: simUs, command }), ENTRIES_MAX),
});

const selection = v.variant(
  "type",
  [
    v.strictObject({ type: v.literal("record"), ordinal }),
    v.strictObject({ type: v.literal("shard"), shard: shardIndex }),
    v.strictObject({ type: v.literal("front"), consumer: actorId, shard: shardIndex }),
    v.strictObject({ type: v.literal("actor"), id: actorId }),
    v.strictObject({ type: v.literal("evidence"), consumer: actorId, row: ordinal }),
  ],
  (issue) =>
    issue.received === "undefined"
      ? say("missing")
      : say("choice", {
          value: String(issue.received).replaceAll('"', ""),
          choices: "record, shard, front, actor, evidence",
        }),
);

const partitionKey = text(/^.{1,256}$/su, "partitionKey");
const controls = list(text(/^[a-z][a-zA-Z0-9-]{0,39}$/, "control"), 64);

const zoom = v.pipe(
  v.tuple([between(0, 1), between(0, 1)]),
  v.check(
    ([from, to]) => from < to,
    (issue) => say("text", { value: String(issue.input), expected: "zoom" }),
  ),
);

const view = v.strictObject({
  stream: v.exactOptional(streamName),
  focus: v.exactOptional(whole(0, 65_535)),
  tracked: v.exactOptional(list(partitionKey, TRACKED_MAX)),
  windowUs: v.exactOptional(whole(100_000, 31_536_000_000_000)),
  scale: v.exactOptional(choice(["linear", "log"])),
  zoom: v.exactOptional(zoom),
  speed: v.exactOptional(between(0.01, 1_000)),
  playing: v.exactOptional(v.boolean()),
  panel: v.exactOptional(choice(PANELS)),
  present: v.exactOptional(v.boolean()),
  lens: v.exactOptional(choice([1, 60])),
  lang: v.exactOptional(choice(LINK_LANGUAGES)),
});

const stateSchema = v.strictObject({
  scenario: v.exactOptional(text(/^[a-z0-9-]{1,40}$/, "scenario")),
  log: logSchema,
  atUs: v.exactOptional(simUs),
  selection: v.exactOptional(selection),
  view,
  locked: v.exactOptional(controls),
  hidden: v.exactOptional(controls),
  hash24: v.exactOptional(text(/^[0-9a-f]{6}$/, "hash")),
});

type Issue = v.BaseIssue<unknown>;

const pathOf = (issue: Issue): string => {
  let path = "";
  for (const item of issue.path ?? []) {
    const key: unknown = item.key;
    if (typeof key === "number") path += `[${key}]`;
    else path += path === "" ? String(key) : `.${String(key)}`;
  }
  return path;
};

const said = (message: string): { id: FaultId; values: FaultValues } | undefined => {
  if (!message.startsWith("{")) return undefined;
  const parsed = JSON.parse(message) as { id: string; values: FaultValues };
  return isFaultId(parsed.id) ? { id: parsed.id, values: parsed.values } : undefined;
};

const refuseIssue = (issue: Issue): never => {
  const where = pathOf(issue);
  const own = said(issue.message);
  if (own) return refuse(own.id, where, own.values);
  if (issue.expected === "never") return refuse("unknown", where);
  if (issue.received === "undefined") return refuse("missing", where);
  const received = issue.received.length > 40 ? "something else" : issue.received;
  return refuse("type", where, { received, expected: issue.expected ?? "something else" });
};

const parse = <T>(schema: v.GenericSchema<unknown, T>, value: unknown): T => {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (!result.success) return refuseIssue(result.issues[0]);
  return result.output;
};

const checkOrder = (log: Log, where: string): void => {
  let beforeUs = 0;
  for (const [at, entry] of log.entries.entries()) {
    if (entry.atUs < beforeUs) {
      refuse("order", `${where}entries[${at}].atUs`, { atUs: entry.atUs, beforeUs });
    }
    beforeUs = entry.atUs;
  }
};

const parseLog = (value: unknown, metas: readonly KindMeta[], where: string): Log => {
  const log: Log = parse(logSchema, value);
  checkOrder(log, where);
  checkActors(log, metas, where);
  return log;
};

/** Checks a log of the current version that came from outside. */
export const checkLog = (value: unknown, metas: readonly KindMeta[]): Checked<Log> =>
  checked(() => parseLog(value, metas, ""));

/** Checks a link's or a file's state of the current version; refuses by a FaultError. */
export const parseState = (value: unknown, metas: readonly KindMeta[]): LinkState => {
  const state: LinkState = parse(stateSchema, value);
  checkOrder(state.log, "log.");
  checkActors(state.log, metas, "log.");
  return state;
};
