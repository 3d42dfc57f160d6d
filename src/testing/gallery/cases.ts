import { uniformRanges } from "../../aws/hashKey.ts";
import { hashKeyOf } from "../../aws/partitionKey.ts";
import { fractionOfBigint } from "../../base/u128.ts";
import type { FrontState } from "../../protocol/frame.ts";
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

export const S = 1_000_000;
export const yOf = (key: string): number => fractionOfBigint(hashKeyOf(key));

export const rng = (seed: number) => {
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
    name: "retention",
    atUs: 200_000 * S,
    shards: [{ index: 0, from: 0, to: 1, asked: 1, bytes: 200 }],
    keys: spread(20, 0.0006),
    consumers: [{ id: 12, letter: "S", name: "slow archive", lagS: () => 86_300 }],
    perDot: 10,
    ui: { focus: 12, windowUs: 129_600 * S },
  },
  {
    name: "empty",
    atUs: 0,
    shards: [],
    keys: [],
    consumers: [],
  },
];
