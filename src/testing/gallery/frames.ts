import { HASH_KEY_MAX, writeWords } from "../../base/u128.ts";
import { FRONT_STATES, type Frame, type FrontState, type Topology } from "../../protocol/frame.ts";
import { rng, S, yOf, type Case, type ShardSpec } from "./cases.ts";

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
    y: yOf("user-32"),
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
      trackY: Float32Array.from(spec.ui?.tracked ?? [], yOf),
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
      number: open.length > 0 ? 0 : -1,
      status: open.length === 0 ? "" : spec.stepEndsUs ? "UPDATING" : "ACTIVE",
      openShards: open.length,
      closedShards: spec.shards.length - open.length,
      records: 98_410,
      bytes: 44_000_000,
      retentionHours: 24,
      stepEndsUs: spec.stepEndsUs ?? 0,
      stepsLeft: spec.stepEndsUs ? 3 : 0,
      stepsDone: spec.stepEndsUs ? 2 : 0,
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
