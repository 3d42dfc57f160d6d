import { hashKeyOf, uniformRanges } from "../../aws/hashKey.ts";
import { HASH_KEY_MAX, fractionOfBigint, writeWords } from "../../base/u128.ts";
import {
  FRONT_STATES,
  type Frame,
  type FrontState,
  type StoryFact,
  type Topology,
} from "../../protocol/frame.ts";
import type { UiState } from "../../store/ui.ts";

/** A stage situation in a few words, turned into a frame. */
export interface Case {
  readonly name: string;
  readonly atUs: number;
  readonly shards: readonly ShardSpec[];
  readonly keys: readonly KeySpec[];
  readonly consumers: readonly ConsumerSpec[];
  readonly perDot?: number;
  readonly rings?: number;
  readonly ui?: Partial<UiState>;
  readonly evidence?: boolean;
  readonly stepEndsUs?: number;
  readonly rows?: number;
  readonly story?: readonly StoryFact[];
}
export interface ShardSpec {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly openedUs?: number;
  readonly closedUs?: number;
  readonly parent?: number;
  readonly adjacent?: number;
  readonly asked?: number;
  readonly bytes?: number;
  readonly throttled?: number;
}
export interface KeySpec {
  readonly y: number;
  readonly perS: number;
  readonly track?: number;
}
export interface ConsumerSpec {
  readonly id: number;
  readonly letter: string;
  readonly name: string;
  readonly lagS: (shard: number) => number;
  readonly state?: (shard: number) => FrontState;
  readonly late?: number;
  readonly running?: boolean;
}

const S = 1_000_000;
const yOf = (key: string): number => fractionOfBigint(hashKeyOf(key));

const rng = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const many = (count: number): ShardSpec[] => {
  const random = rng(count);
  return uniformRanges(count).map((span, index) => {
    const hot = index % 97 === 41;
    const asked = hot ? 1_100 + random() * 500 : 150 + random() * 500;
    return {
      index,
      from: fractionOfBigint(span.start),
      to: index === count - 1 ? 1 : fractionOfBigint(span.end + 1n),
      asked,
      bytes: asked * 520,
      throttled: hot ? asked - 1_000 : 0,
    };
  });
};

const spread = (count: number, perS: number, seed = 7): KeySpec[] => {
  const random = rng(seed);
  return Array.from({ length: count }, () => ({
    y: random(),
    perS: perS * (0.3 + random() * 1.4),
  }));
};

const four: ShardSpec[] = [
  { index: 0, from: 0, to: 0.25, asked: 410, bytes: 180_000 },
  { index: 2, from: 0.5, to: 0.75, asked: 520, bytes: 230_000 },
  { index: 3, from: 0.75, to: 1, asked: 330, bytes: 146_000 },
];

const fan: ConsumerSpec = { id: 11, letter: "F", name: "fan-out", lagS: () => 0.2 };

export const CASES: readonly Case[] = [
  {
    name: "calm",
    atUs: 12.4 * S,
    shards: [
      { index: 0, from: 0, to: 0.5, asked: 6, bytes: 3_000 },
      { index: 1, from: 0.5, to: 1, asked: 4, bytes: 2_000 },
    ],
    keys: [
      { y: yOf("user-5"), perS: 0.9, track: 1 },
      { y: yOf("user-50"), perS: 0.5, track: 2 },
      { y: 0.42, perS: 0.3 },
      { y: 0.83, perS: 0.4 },
    ],
    consumers: [{ id: 11, letter: "K", name: "KCL app", lagS: (s) => 1.4 + s * 0.8 }],
    ui: { tracked: ["user-5", "user-50"], focus: 11, windowUs: 20 * S },
  },
  {
    name: "hot",
    atUs: 95 * S,
    shards: [
      { index: 0, from: 0, to: 0.25, asked: 410, bytes: 180_000 },
      { index: 1, from: 0.25, to: 0.5, asked: 1_310, bytes: 577_000, throttled: 310 },
      { index: 2, from: 0.5, to: 0.75, asked: 520, bytes: 1_260_000, throttled: 110 },
      { index: 3, from: 0.75, to: 1, asked: 860, bytes: 146_000 },
    ],
    keys: [
      { y: yOf("user-32"), perS: 12, track: 1 },
      { y: yOf("user-26"), perS: 3, track: 2 },
      ...spread(26, 0.5),
    ],
    consumers: [
      fan,
      { id: 12, letter: "K", name: "KCL app", lagS: (s) => 2 + (s === 1 ? 7 : s) },
      {
        id: 13,
        letter: "N",
        name: "naive reader",
        lagS: (s) => 2.3 + s * 0.3,
        state: (s) => (s === 3 ? "crashed" : s === 2 ? "throttled" : "reading"),
      },
    ],
    perDot: 50,
    rings: 40,
    ui: { tracked: ["user-32", "user-26"], focus: 12 },
  },
  {
    name: "split",
    atUs: 42.3 * S,
    shards: [
      ...four,
      { index: 1, from: 0.25, to: 0.5, closedUs: 31.3 * S },
      {
        index: 4,
        from: 0.25,
        to: 0.375,
        openedUs: 31.3 * S,
        parent: 1,
        asked: 1_310,
        bytes: 577_000,
        throttled: 310,
      },
      { index: 5, from: 0.375, to: 0.5, openedUs: 31.3 * S, parent: 1, asked: 640, bytes: 283_000 },
    ],
    keys: [
      { y: yOf("user-32"), perS: 5, track: 1 },
      { y: yOf("user-39"), perS: 1.6, track: 2 },
      ...spread(26, 0.45),
    ],
    consumers: [
      fan,
      {
        id: 12,
        letter: "K",
        name: "KCL app",
        lagS: (s) => (s === 1 ? 19.5 : s > 3 ? 6.4 : 1.2 + s * 0.1),
        state: (s) => (s > 3 ? "waiting-for-parent" : "reading"),
      },
      {
        id: 13,
        letter: "N",
        name: "naive reader",
        lagS: (s) => (s === 1 ? 16.2 : s === 4 ? 2.6 : s === 5 ? 3.4 : 2.4 + s * 0.3),
        late: 24,
      },
    ],
    perDot: 50,
    rings: 9,
    evidence: true,
    ui: { tracked: ["user-32", "user-39"], focus: 13 },
  },
  {
    name: "updating",
    atUs: 62 * S,
    shards: [
      { index: 0, from: 0, to: 0.5, asked: 1_420, bytes: 577_000, throttled: 420 },
      { index: 1, from: 0.5, to: 1, asked: 640, bytes: 283_000 },
    ],
    keys: [{ y: yOf("user-5"), perS: 8, track: 1 }, ...spread(30, 0.6)],
    consumers: [
      { id: 12, letter: "K", name: "KCL app", lagS: (s) => (s === 0 ? 10_900 : 1.2) },
      fan,
    ],
    perDot: 20,
    rings: 20,
    stepEndsUs: 74 * S,
    ui: { tracked: ["user-5"], focus: 12 },
  },
  {
    name: "log",
    atUs: 40_000 * S,
    shards: [
      ...four,
      { index: 1, from: 0.25, to: 0.5, closedUs: 39_400 * S },
      {
        index: 4,
        from: 0.25,
        to: 0.375,
        openedUs: 39_400 * S,
        parent: 1,
        asked: 300,
        bytes: 90_000,
      },
      {
        index: 5,
        from: 0.375,
        to: 0.5,
        openedUs: 39_400 * S,
        parent: 1,
        asked: 640,
        bytes: 283_000,
      },
    ],
    keys: [{ y: yOf("user-32"), perS: 0.02, track: 1 }, ...spread(26, 0.002)],
    consumers: [
      { id: 13, letter: "N", name: "naive reader", lagS: (s) => (s === 1 ? 3_600 : 5 * (s + 1)) },
    ],
    perDot: 5_000,
    ui: { tracked: ["user-32"], focus: 13, scale: "log", windowUs: 86_400 * S },
  },
  {
    name: "dense",
    atUs: 95 * S,
    shards: many(16),
    keys: spread(400, 0.42),
    consumers: [fan, { id: 12, letter: "K", name: "KCL app", lagS: (s) => 2 + ((s * 7) % 9) }],
    perDot: 400,
    ui: { focus: 12 },
  },
  {
    name: "shards256",
    atUs: 95 * S,
    shards: many(256),
    keys: spread(500, 0.33),
    consumers: [
      fan,
      { id: 12, letter: "K", name: "KCL app", lagS: (s) => 2 + ((s * 7) % 90) / 10 },
    ],
    perDot: 1_000,
    ui: { focus: 12 },
  },
  {
    name: "shards10000",
    atUs: 95 * S,
    shards: many(10_000),
    keys: spread(500, 0.33),
    consumers: [{ id: 12, letter: "K", name: "KCL app", lagS: (s) => 2 + ((s * 7) % 90) / 10 }],
    perDot: 40_000,
    rows: 270,
    ui: { focus: 12 },
  },
  {
    name: "empty",
    atUs: 0,
    shards: [],
    keys: [],
    consumers: [],
  },
];

export const topologyOf = (spec: Case): Topology => {
  const count = spec.shards.length;
  const shards = {
    count,
    index: Int32Array.from(spec.shards, (s) => s.index),
    start: Float64Array.from(spec.shards, (s) => s.from),
    end: Float64Array.from(spec.shards, (s) => s.to),
    startWords: new Uint32Array(count * 4),
    endWords: new Uint32Array(count * 4),
    openedUs: Float64Array.from(spec.shards, (s) => s.openedUs ?? 0),
    closedUs: Float64Array.from(spec.shards, (s) => s.closedUs ?? -1),
    parent: Int32Array.from(spec.shards, (s) => s.parent ?? -1),
    adjacentParent: Int32Array.from(spec.shards, (s) => s.adjacent ?? -1),
  };
  spec.shards.forEach((s, i) => {
    writeWords(shards.startWords, i * 4, bigOf(s.from));
    writeWords(shards.endWords, i * 4, bigOf(s.to) - 1n);
  });
  const actor = { stream: "orders", params: {} };
  return {
    streams: count > 0 ? [{ name: "orders", status: "ACTIVE" }] : [],
    shards,
    actors: [
      { ...actor, id: 1, role: "producer", kind: "sdk", name: "web-app", letter: "P" },
      ...spec.consumers.map(
        (c) =>
          ({
            ...actor,
            id: c.id,
            role: "consumer",
            kind: "get-records",
            name: c.name,
            letter: c.letter,
          }) as const,
      ),
    ],
  };
};

const bigOf = (fraction: number): bigint =>
  fraction >= 1 ? HASH_KEY_MAX + 1n : BigInt(Math.round(fraction * 2 ** 48)) << 80n;

export const frameOf = (spec: Case, topology: Topology): Frame => {
  const random = rng(42);
  const windowUs = spec.ui?.windowUs ?? 30 * S;
  const open = spec.shards.filter((s) => s.closedUs === undefined).sort((a, b) => a.from - b.from);
  const bands = bandsOf(spec, open);
  const shardAt = (y: number, at: number): ShardSpec | undefined =>
    spec.shards.find(
      (s) => y >= s.from && y < s.to && at >= (s.openedUs ?? 0) && at < (s.closedUs ?? Infinity),
    );
  const focus = spec.consumers.find((c) => c.id === spec.ui?.focus);
  const rows: { at: number; y: number; shard: number; track: number; flags: number }[] = [];
  const fromUs = Math.max(0, spec.atUs - windowUs);
  for (const key of spec.keys) {
    let at = fromUs;
    for (;;) {
      at += (-Math.log(1 - random()) / key.perS) * S;
      if (spec.ui?.scale === "log") at = spec.atUs - 100_000 * 10 ** (random() * 6);
      if (at > spec.atUs || rows.length > 4_990) break;
      const shard = shardAt(key.y, at);
      if (!shard) break;
      const lag = focus?.lagS(shard.index) ?? 0;
      const read = spec.atUs - at > lag * S ? 1 : 0;
      rows.push({ at, y: key.y, shard: shard.index, track: key.track ?? 0, flags: read });
      if (spec.ui?.scale === "log" && random() < 0.01) break;
    }
  }
  rows.sort((a, b) => a.at - b.at);
  const perDot = spec.perDot ?? 1;
  const ordinal = Float64Array.from(rows, (_, i) => 100 + i * perDot);
  const fronts = frontsOf(spec);
  const rings = ringsOf(spec, open, random);
  const late = rows.findLastIndex((r) => r.track === 1 && spec.atUs - r.at > 14.8 * S);
  const higher = rows.findIndex((r) => r.track === 1 && spec.atUs - r.at < 2.8 * S);
  const evidence = {
    row: 0,
    key: "user-32",
    ordinal: ordinal[late] ?? 0,
    sub: 0,
    shard: 1,
    atUs: spec.atUs - S,
    higherOrdinal: ordinal[higher] ?? 0,
    higherShard: 4,
    higherAtUs: spec.atUs - 2 * S,
    reason: "child-before-parent" as const,
  };
  return {
    atUs: spec.atUs,
    furthestUs: spec.atUs,
    goal: { id: 0, done: true, progress: 1, toUs: spec.atUs },
    achievedSpeed: 0,
    results: [],
    log: { from: 0, entries: [] },
    topologyVersion: 1,
    topology,
    bands,
    dots: {
      count: rows.length,
      perDot,
      inWindow: rows.length * perDot,
      foldedBeforeUs: 0,
      ordinal,
      arrivalUs: Float64Array.from(rows, (r) => r.at),
      y: Float32Array.from(rows, (r) => r.y),
      shard: Int32Array.from(rows, (r) => r.shard),
      track: Uint8Array.from(rows, (r) => r.track),
      flags: Uint8Array.from(rows, (r) => r.flags),
    },
    fronts,
    rings,
    producers:
      open.length === 0
        ? []
        : [
            {
              id: 1,
              attempted: 103_400,
              accepted: 98_410,
              throttled: spec.rings ? 4_990 : 0,
              retried: 4_100,
              duplicated: 0,
              reordered: 0,
              abandoned: 0,
              backlog: 120,
              inFlight: 6,
              ratePerS: open.reduce((sum, s) => sum + (s.asked ?? 0), 0),
            },
          ],
    consumers: spec.consumers.map((c) => ({
      id: c.id,
      running: c.running ?? true,
      delivered: 51_000,
      applied: 51_000,
      reReads: 0,
      producerCopies: 0,
      late: c.late ?? 0,
      unverified: 0,
      lost: 0,
      throttledCalls: 0,
      unread: 6_250,
      millisBehindLatest: 2_000,
    })),
    stream: {
      name: open.length > 0 ? "orders" : "",
      status: open.length === 0 ? "" : spec.stepEndsUs ? "UPDATING" : "ACTIVE",
      openShards: open.length,
      closedShards: spec.shards.length - open.length,
      records: 98_410,
      bytes: 44_000_000,
      retentionHours: 24,
      stepEndsUs: spec.stepEndsUs ?? 0,
      stepsLeft: spec.stepEndsUs ? 3 : 0,
    },
    story: spec.stepEndsUs
      ? [
          {
            id: "resharding",
            importance: 1,
            sinceUs: spec.stepEndsUs - 30 * S,
            values: {},
            targets: [{ type: "shard", shard: 0 }],
          },
        ]
      : [],
    ticks: {
      from: 0,
      atUs: new Float64Array(0),
      type: new Uint8Array(0),
      subject: new Float64Array(0),
    },
    answers: {
      ...(spec.evidence ? { evidence: [evidence] } : {}),
      cut: {
        shard: open.some((s) => s.index === 4) ? 4 : (open[0]?.index ?? 0),
        at: "0",
        above: 0.31,
        below: 0.69,
        recordsPerS: 1_310,
        topKey: "user-32",
        topShare: 0.61,
        topY: yOf("user-32"),
      },
      merge: { shards: [0, 4], recordsPerS: 1_720, bytesPerS: 757_000 },
    },
  };
};

const bandsOf = (spec: Case, open: readonly ShardSpec[]): Frame["bands"] => {
  const rows = spec.rows ?? open.length;
  const step = Math.ceil(open.length / Math.max(1, rows));
  const picked = Array.from({ length: Math.ceil(open.length / step) }, (_, row) => {
    const group = open.slice(row * step, row * step + step);
    const worst = group.reduce((a, b) => ((b.asked ?? 0) > (a.asked ?? 0) ? b : a));
    return { ...worst, from: group[0]!.from, to: group[group.length - 1]!.to, count: group.length };
  });
  const f32 = (pick: (s: ShardSpec) => number): Float32Array => Float32Array.from(picked, pick);
  const asked = (s: ShardSpec): number => s.asked ?? 0;
  const refused = (s: ShardSpec): number => s.throttled ?? 0;
  const bytes = (s: ShardSpec): number => s.bytes ?? 0;
  return {
    count: picked.length,
    aggregated: step > 1,
    shard: Int32Array.from(picked, (s) => s.index),
    shardsInRow: Int32Array.from(picked, (s) => s.count),
    y0: f32((s) => s.from),
    y1: f32((s) => s.to),
    recordsAsked: f32(asked),
    recordsIn: f32((s) => asked(s) - refused(s)),
    bytesAsked: f32(bytes),
    bytesIn: f32((s) => bytes(s) * (1 - refused(s) / Math.max(1, asked(s)))),
    throttled: f32(refused),
    recordTokens: f32((s) => Math.max(0.04, 1 - asked(s) / 1_000)),
    byteTokens: f32((s) => Math.max(0, 1 - bytes(s) / 1_048_576)),
    readCalls: f32(() => 3.2),
    readBytes: f32((s) => bytes(s) * 2),
    readThrottled: f32((s) => (s.index === 1 ? 2 : 0)),
    readBlockedUntilUs: new Float64Array(picked.length),
  };
};

const frontsOf = (spec: Case): Frame["fronts"] => {
  const rows = spec.consumers.flatMap((c) =>
    spec.shards
      .filter((_, i) => !spec.rows || i % 37 === 0)
      .map((s) => {
        const lag = c.lagS(s.index);
        const gone = s.closedUs !== undefined && spec.atUs - lag * S > s.closedUs;
        const state: FrontState = gone ? "finished" : (c.state?.(s.index) ?? "reading");
        return { c: c.id, s: s.index, at: spec.atUs - lag * S, lag, state };
      }),
  );
  return {
    count: rows.length,
    consumer: Int32Array.from(rows, (r) => r.c),
    shard: Int32Array.from(rows, (r) => r.s),
    processedUs: Float64Array.from(rows, (r) => r.at),
    fetchedUs: Float64Array.from(rows, (r) => (r.lag > 1 ? r.at + 0.7 * S : r.at)),
    unread: Float64Array.from(rows, (r) => (r.state === "finished" ? 0 : Math.round(r.lag * 300))),
    state: Uint8Array.from(rows, (r) => FRONT_STATES.indexOf(r.state)),
  };
};

const ringsOf = (spec: Case, open: readonly ShardSpec[], random: () => number): Frame["rings"] => {
  const hot = open.filter((s) => s.throttled);
  const rows = Array.from({ length: hot.length > 0 ? (spec.rings ?? 0) : 0 }, (_, i) => {
    const s = hot[i % hot.length]!;
    const wait = 100_000 + random() * 700_000;
    const passed = random() * wait;
    const tracked = random() < 0.6;
    const y = tracked ? yOf("user-32") : s.from + random() * (s.to - s.from);
    const own = y >= s.from && y < s.to;
    return {
      s,
      y: own ? y : s.from + 0.02,
      attempt: 1 + Math.floor(random() * 3),
      track: tracked && own ? 1 : 0,
      wait,
      passed,
    };
  });
  return {
    count: rows.length,
    producer: Int32Array.from(rows, () => 1),
    shard: Int32Array.from(rows, (r) => r.s.index),
    y: Float32Array.from(rows, (r) => r.y),
    attempt: Uint8Array.from(rows, (r) => r.attempt),
    track: Uint8Array.from(rows, (r) => r.track),
    rejectedUs: Float64Array.from(rows, (r) => spec.atUs - r.passed),
    retryUs: Float64Array.from(rows, (r) => spec.atUs + r.wait - r.passed),
    waiting: [{ producer: 1, records: rows.length * 8 }],
  };
};
