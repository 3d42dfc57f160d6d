/** Generated logs and link states for the tests of this room. */
import fc from "fast-check";
import { kindMetas } from "../kinds/registry.meta.ts";
import type { KindMeta, ParamSpec } from "../protocol/kind.ts";
import { type Command, emptyLog, type Entry, type Log, type Params } from "../protocol/log.ts";
import type { Selection } from "../protocol/viewport.ts";
import { SCENARIOS } from "./library/index.ts";
import { type LinkState, type LinkView, PANELS } from "./state.ts";

const words = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom("user-17", "주문", "a~b", "!n", "50%", "x&y=z", "'1", "#"),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 40 }) },
);
const key = words.filter((text) => text.length <= 256);
const name = words.filter((text) => !/\p{Cc}/u.test(text));
/** Above those of the stock scenarios: an id taken twice may ask a kind for a signal it has not. */
const actorId = fc.integer({ min: 20, max: 65_535 });
const index = fc.integer({ min: 0, max: 20_000 });
const shardId = index.map((at) => `shardId-${String(at).padStart(12, "0")}`);
const hashKey = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
  fc.integer({ min: 0, max: 9_999 }).map((part) => ((1n << 128n) * BigInt(part)) / 10_000n),
  fc.integer({ min: 0, max: 65_535 }).map((part) => BigInt(part) << 112n),
);
const stream = fc.constantFrom("orders", "other.stream");

/** Text of any characters, lines of it and what a link's own marks are among them. */
const programText = fc
  .array(fc.oneof(fc.string({ unit: "grapheme", maxLength: 9 }), fc.constantFrom("\n", "~", "&'")))
  .map((parts) => parts.join(""));

const paramOf = (spec: ParamSpec): fc.Arbitrary<number | string | boolean> => {
  if (spec.type === "choice") return fc.constantFrom(...spec.choices);
  if (spec.type === "boolean") return fc.boolean();
  if (spec.type === "text") return programText;
  const { min, max } = spec;
  if (spec.integer === true) return fc.integer({ min, max });
  return fc
    .double({ min, max, noNaN: true, noDefaultInfinity: true })
    .map((value) => (value === 0 ? 0 : value));
};

const paramsOf = (meta: KindMeta): fc.Arbitrary<Params> =>
  fc
    .subarray([...meta.params])
    .chain((specs) =>
      fc
        .tuple(...specs.map(paramOf))
        .map((values) => Object.fromEntries(specs.map((spec, at) => [spec.key, values[at] ?? 0]))),
    );

const call = (operation: string, input: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .record({ StreamName: stream, ...input }, { noNullPrototype: true })
    .map((made): Command => ({ type: "Call", operation, input: made }));

const base64 = fc
  .oneof(
    fc.string({ maxLength: 20 }).map((text) => new TextEncoder().encode(text)),
    fc.uint8Array(),
  )
  .map((bytes) => btoa(String.fromCharCode(...bytes)));

const calls = fc.oneof(
  call("SplitShard", { ShardToSplit: shardId, NewStartingHashKey: hashKey.map(String) }),
  call("MergeShards", { ShardToMerge: shardId, AdjacentShardToMerge: shardId }),
  call("UpdateShardCount", {
    TargetShardCount: fc.integer({ min: 1, max: 9_999 }),
    ScalingType: fc.constant("UNIFORM_SCALING"),
  }),
  call("PutRecord", { PartitionKey: key, Data: base64 }),
  call("PutRecord", { PartitionKey: key, Data: base64, ExplicitHashKey: hashKey.map(String) }),
  call("IncreaseStreamRetentionPeriod", { RetentionPeriodHours: fc.integer() }),
  call("CreateStream", { ShardCount: fc.integer({ min: 1, max: 9_999 }) }),
  call("PutRecord", { PartitionKey: key, Data: base64 }).map(
    (made): Command => ({ ...made, caller: 7 }) as Command,
  ),
  fc.record({
    type: fc.constant("ImportStream" as const),
    name: stream,
    mode: fc.constantFrom("PROVISIONED" as const, "ON_DEMAND" as const),
    retentionHours: fc.integer({ min: 24, max: 8_760 }),
    shards: fc.constantFrom("u1", "u4 s2 m1,4", "x9 r,7,3 r8,,3,5 s9,4"),
  }),
  call("Anything", { Deep: fc.jsonValue({ maxDepth: 3 }).map(withoutNegativeZero) }),
);

function withoutNegativeZero(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

const commandOf = (meta: KindMeta): fc.Arbitrary<Command> =>
  fc.record({
    type: fc.constant("AddActor" as const),
    id: actorId,
    role: fc.constant(meta.role),
    kind: fc.constant(meta.kind),
    name,
    letter: fc.constantFrom("A", "K", "Z"),
    stream,
    params: paramsOf(meta),
  });

const plainCommands = fc.oneof(
  calls,
  ...kindMetas.map(commandOf),
  actorId.map((id): Command => ({ type: "RemoveActor", id })),
  fc
    .integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
    .map((subscription): Command => ({ type: "EndSubscription", subscription })),
  fc.record({
    type: fc.constant("Assume" as const),
    assumptions: fc.record(
      {
        visibleUs: fc.integer({ min: 0, max: 60_000_000 }),
        jitterPercent: fc.integer({ min: 0, max: 100 }),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  }),
);

/** An actor added at 0 and commands that its kind understands. */
const actorStory = fc.constantFrom(...kindMetas).chain((meta) =>
  fc.tuple(
    commandOf(meta).map((command) => [{ atUs: 0, command: { ...command, id: 7 } as Command }]),
    fc.array(
      fc.record({
        atUs: fc.integer({ min: 0, max: 90_000_000 }),
        command: fc.oneof(
          paramsOf(meta).map((params): Command => ({ type: "UpdateActor", id: 7, params })),
          ...meta.signals.map((signal) => fc.constant<Command>({ type: "Signal", id: 7, signal })),
        ),
      }),
      { maxLength: 4 },
    ),
  ),
);

const others = fc.array(
  fc.record({
    atUs: fc.oneof(
      fc.integer({ min: 0, max: 90_000_000 }),
      fc.integer({ min: 0, max: 90 }).map((seconds) => seconds * 1_000_000),
      fc.maxSafeNat(),
    ),
    command: plainCommands.filter((command) => command.type !== "AddActor" || command.id !== 7),
  }),
  { maxLength: 12 },
);

const edits = fc
  .tuple(actorStory, others)
  .map(([[added, verbs], rest]): Entry[] => [...added, ...verbs, ...rest]);

const byTime = (entries: readonly Entry[]): Entry[] => entries.toSorted((a, b) => a.atUs - b.atUs);

const header = fc.record({
  seed: fc.integer({ min: 0, max: 4_294_967_295 }),
  epochMs: fc.constantFrom(1_767_225_600_000, 0, 1_800_000_000_001),
  region: fc.constantFrom("us-east-1", "ap-northeast-2", "us-gov-west-1"),
  account: fc.constantFrom("123456789012", "000000000001"),
  recordBudget: fc.constantFrom(4_194_304, 65_536),
  engine: fc.constantFrom("1", "2"),
});

const payload = fc.record(
  { payloadBudget: fc.constantFrom(65_536, 536_870_912) },
  { requiredKeys: [] },
);

export const logs: fc.Arbitrary<Log> = fc
  .tuple(header, payload, edits)
  .map(([head, more, entries]) => ({
    ...emptyLog(head.seed),
    ...head,
    ...more,
    entries: byTime(entries),
  }));

const selections: fc.Arbitrary<Selection> = fc.oneof(
  fc.record({ type: fc.constant("record" as const), ordinal: fc.maxSafeNat() }),
  fc.record({ type: fc.constant("shard" as const), shard: index }),
  fc.record({ type: fc.constant("front" as const), consumer: actorId, shard: index }),
  fc.record({ type: fc.constant("actor" as const), id: actorId }),
  fc.record({ type: fc.constant("evidence" as const), consumer: actorId, row: fc.nat() }),
);

const views: fc.Arbitrary<LinkView> = fc.record(
  {
    stream: fc.constantFrom("orders", "audit_log.v-2"),
    focus: fc.integer({ min: 0, max: 65_535 }),
    tracked: fc.array(key, { maxLength: 6 }),
    windowUs: fc.integer({ min: 100_000, max: 90_000_000 }),
    scale: fc.constantFrom("linear" as const, "log" as const),
    zoom: fc.constantFrom([0, 1] as const, [0.25, 0.3751] as const),
    speed: fc.double({ min: 0.01, max: 1_000, noNaN: true }),
    playing: fc.boolean(),
    panel: fc.constantFrom(...PANELS),
    present: fc.boolean(),
    lens: fc.constantFrom(1 as const, 60 as const),
    lang: fc.constantFrom("en" as const, "ko" as const),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const controls = fc.array(fc.constantFrom("split", "merge", "speed", "log-scale"), {
  minLength: 1,
  maxLength: 3,
});

const around = fc.record(
  {
    atUs: fc.maxSafeNat(),
    selection: selections,
    locked: controls,
    hidden: controls,
    hash24: fc.constantFrom("000000", "7f3a21"),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const own = fc
  .tuple(logs, views, around)
  .map(([log, view, rest]): LinkState => ({ log, view, ...rest }));

/** A stock scenario with another seed, some entries gone, some added, and its view fully said. */
const grown = fc
  .tuple(
    fc.constantFrom(...SCENARIOS),
    header,
    fc.array(fc.nat({ max: 9 }), { maxLength: 2 }),
    others,
    views,
    around,
  )
  .map(([scenario, head, gone, added, view, rest]): LinkState => {
    const base = scenario.log(head.seed);
    const kept = base.entries.filter((_, at) => !gone.includes(at));
    return {
      scenario: scenario.name,
      log: { ...base, ...head, entries: byTime([...kept, ...added]) },
      atUs: scenario.startUs ?? 0,
      ...rest,
      view: { ...scenario.view, ...view },
    };
  });

/** Link states as the page may make them. */
export const states: fc.Arbitrary<LinkState> = fc.oneof(own, grown);
