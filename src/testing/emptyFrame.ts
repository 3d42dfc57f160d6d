import type { Bands, Dots, Frame, Fronts, Rings, StreamGauge } from "../protocol/frame.ts";

const f32 = (): Float32Array => new Float32Array(0);
const f64 = (): Float64Array => new Float64Array(0);
const i32 = (): Int32Array => new Int32Array(0);
const u8 = (): Uint8Array => new Uint8Array(0);

const emptyBands = (): Bands => ({
  count: 0,
  aggregated: false,
  shard: i32(),
  shardsInRow: i32(),
  y0: f32(),
  y1: f32(),
  recordsAsked: f32(),
  recordsIn: f32(),
  bytesAsked: f32(),
  bytesIn: f32(),
  throttled: f32(),
  recordTokens: f32(),
  byteTokens: f32(),
  readCalls: f32(),
  readBytes: f32(),
  readThrottled: f32(),
  readBlockedUntilUs: f64(),
});

const emptyDots = (): Dots => ({
  count: 0,
  perDot: 1,
  inWindow: 0,
  foldedBeforeUs: 0,
  trackY: new Float32Array(0),
  ordinal: f64(),
  arrivalUs: f64(),
  y: f32(),
  shard: i32(),
  track: u8(),
  flags: u8(),
});

const emptyFronts = (): Fronts => ({
  count: 0,
  consumer: i32(),
  shard: i32(),
  processedUs: f64(),
  fetchedUs: f64(),
  unread: f64(),
  state: u8(),
});

const emptyRings = (): Rings => ({
  count: 0,
  producer: i32(),
  shard: i32(),
  y: f32(),
  attempt: u8(),
  track: u8(),
  rejectedUs: f64(),
  retryUs: f64(),
  waiting: [],
});

const noStream: StreamGauge = {
  name: "",
  number: -1,
  status: "",
  openShards: 0,
  closedShards: 0,
  records: 0,
  bytes: 0,
  retentionHours: 24,
  stepEndsUs: 0,
  stepsLeft: 0,
  stepsDone: 0,
};

/** A frame of a world with nothing in it, with the given parts in place. */
export const emptyFrame = (parts: Partial<Frame> = {}): Frame => ({
  atUs: 0,
  furthestUs: 0,
  goal: { id: 0, done: true, progress: 1, toUs: 0 },
  achievedSpeed: 0,
  results: [],
  log: { from: 0, entries: [] },
  topologyVersion: 0,
  bands: emptyBands(),
  dots: emptyDots(),
  fronts: emptyFronts(),
  rings: emptyRings(),
  producers: [],
  consumers: [],
  stream: noStream,
  story: [],
  ticks: { from: 0, atUs: f64(), type: u8(), subject: f64() },
  answers: {},
  ...parts,
});
