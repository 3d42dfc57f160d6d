import { LIMITS, type Limit } from "../../aws/limits.ts";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
  formatRate,
} from "../../i18n/format.ts";
import { FRONT_STATES, type Frame, type Topology } from "../../protocol/frame.ts";
import { placesOf } from "../../viz/bands.ts";
import { COPY_FLAG, dotOf, HAND_FLAG, LATE_FLAG, READ_FLAG } from "../../viz/dots.ts";
import { isProgram } from "../actors/isProgram.ts";
import type { Scene } from "../../viz/scene.ts";
import { parentsOf } from "../../viz/seams.ts";
import { actorOf, lagText, letterOf, shardName, type StageText } from "./words.ts";

/** A mark explained: what it is, its numbers, and where a limit is written. */
export interface Tip {
  readonly title: string;
  readonly lines: readonly string[];
  readonly note?: string;
}
export interface TipInput {
  readonly frame: Frame;
  readonly topology: Topology;
  readonly focus: number;
  readonly tracked: readonly string[];
  readonly scene: Scene | undefined;
  readonly t: StageText;
}

/** `mark` is the text of a `data-mark`: a type and its numbers. */
export const tipOf = (mark: string, input: TipInput): Tip | undefined => {
  const [type = "", ...rest] = mark.split(" ");
  const n = rest.map(Number);
  const make = MAKERS[type as keyof typeof MAKERS];
  return make?.(input, n, rest);
};

const some = (lines: readonly (string | false | undefined)[]): string[] =>
  lines.filter((line): line is string => typeof line === "string" && line !== "");

const sourceOf = (t: StageText, limit: Limit): string =>
  t("tipSource", { source: limit.source, date: limit.asOf });

const dotTip = (
  { frame, topology, focus, tracked, t }: TipInput,
  [n = -1]: number[],
): Tip | undefined => {
  const { dots } = frame;
  const at = dotOf(dots, n);
  if (at < 0) return undefined;
  const flags = dots.flags[at]!;
  const letter = letterOf(topology, focus);
  const key = tracked[dots.track[at]! - 1];
  const age = formatDuration(frame.atUs - dots.arrivalUs[at]!);
  return {
    title: t("ordinal", { n: formatCount(n) }),
    lines: some([
      key !== undefined && t("tipDotKey", { key }),
      t("tipDotIn", { shard: shardName(dots.shard[at]!), age }),
      focus > 0 && t((flags & READ_FLAG) !== 0 ? "tipRead" : "tipUnread", { letter }),
      (flags & LATE_FLAG) !== 0 && t("tipLate", { letter }),
      (flags & COPY_FLAG) !== 0 && t("tipCopy"),
      (flags & HAND_FLAG) !== 0 && t("tipHand"),
      dots.perDot > 1 && t("tipSample", { n: formatCount(dots.perDot) }),
    ]),
    note: t("tipMore"),
  };
};

const STATE_TIPS = {
  crashed: "tipCrashed",
  throttled: "tipThrottled",
  "expired-iterator": "tipExpired",
  "not-started": "tipNotStarted",
} as const;

const frontTip = ({ frame, topology, t }: TipInput, [shard = -1, ...consumers]: number[]): Tip => {
  const { fronts } = frame;
  const lines: string[] = [];
  for (let i = 0; i < fronts.count; i++) {
    const id = fronts.consumer[i]!;
    if (fronts.shard[i] !== shard || !consumers.includes(id)) continue;
    const lagUs = Math.max(0, frame.atUs - fronts.processedUs[i]!);
    const fetchedUs = Math.max(0, frame.atUs - fronts.fetchedUs[i]!);
    const state = FRONT_STATES[fronts.state[i]!] ?? "reading";
    const parents = parentsOf(topology, shard).map(shardName).join(", ");
    const name = actorOf(topology, id)?.name ?? "";
    const lag = lagText(lagUs);
    lines.push(
      ...some([
        t("tipFront", { letter: letterOf(topology, id), name, lag, shard: shardName(shard) }),
        t("tipUnreadCount", { n: formatCount(fronts.unread[i]!) }),
        lagUs - fetchedUs > 1_000 && t("tipFetched", { lag: formatDuration(fetchedUs) }),
        state === "waiting-for-parent" && t("tipWaits", { parents }),
        state in STATE_TIPS && t(STATE_TIPS[state as keyof typeof STATE_TIPS]),
      ]),
    );
  }
  const letters = consumers.map((id) => letterOf(topology, id)).join(" ");
  return { title: letters, lines, note: t("tipMore") };
};

const seamTip = ({ scene, t }: TipInput, [shard = -1]: number[]): Tip | undefined => {
  const seam = scene?.seams.find((each) => each.shard === shard);
  if (!seam) return undefined;
  const age = formatDuration(seam.closedAgeUs);
  return {
    title: t("closedTitle", { shard: shardName(shard) }),
    lines: [
      t("tipSeam", { shard: shardName(shard), age, operation: seam.operation }),
      t("tipSeamChildren", { children: seam.children.map(shardName).join(", ") }),
      t("tipSeamRest"),
    ],
  };
};

const ringTip = ({ frame, topology, t }: TipInput, [n = -1]: number[]): Tip | undefined => {
  const { rings } = frame;
  if (n < 0 || n >= rings.count) return undefined;
  return {
    title: t("tipRing"),
    lines: some([
      t("tipRingAttempt", {
        n: rings.attempt[n]!,
        shard: shardName(rings.shard[n]!),
        age: formatDuration(Math.max(0, frame.atUs - rings.rejectedUs[n]!)),
      }),
      !isProgram(actorOf(topology, rings.producer[n]!)) &&
        t("tipRingRetry", { left: formatDuration(Math.max(0, rings.retryUs[n]! - frame.atUs)) }),
    ]),
  };
};

const gateTip = (
  { frame, t }: TipInput,
  [shard = -1]: number[],
  [, which]: readonly string[],
): Tip | undefined => {
  const { bands } = frame;
  const row = bands.shard.indexOf(shard);
  if (row < 0) return undefined;
  const title = t("shard", { n: shardName(shard) });
  if (which === "records") {
    const limit = LIMITS.writeRecordsPerSecondPerShard;
    const asked = formatNumber(bands.recordsAsked[row]!);
    const passed = formatNumber(bands.recordsIn[row]!);
    const tokens = t("tipTokens", { share: formatPercent(bands.recordTokens[row]!) });
    const lines = [
      t("tipGateRecords", { asked, passed }),
      t("tipLimitRecords", { n: formatCount(limit.value) }),
      tokens,
    ];
    return { title, lines, note: sourceOf(t, limit) };
  }
  if (which === "bytes") {
    const limit = LIMITS.writeBytesPerSecondPerShard;
    const asked = formatBytes(bands.bytesAsked[row]!);
    const passed = formatBytes(bands.bytesIn[row]!);
    const tokens = t("tipTokens", { share: formatPercent(bands.byteTokens[row]!) });
    const lines = [
      t("tipGateBytes", { asked, passed }),
      t("tipLimitBytes", { n: formatBytes(limit.value) }),
      tokens,
    ];
    return { title, lines, note: sourceOf(t, limit) };
  }
  if (which === "calls") {
    const limit = LIMITS.getRecordsCallsPerSecondPerShard;
    const asked = formatNumber(bands.readCalls[row]! + bands.readThrottled[row]!);
    const passed = formatNumber(bands.readCalls[row]!);
    const lines = [t("tipGateCalls", { asked, passed }), t("tipLimitCalls", { n: limit.value })];
    return { title, lines, note: sourceOf(t, limit) };
  }
  const limit = LIMITS.readBytesPerSecondPerShard;
  const passed = formatBytes(bands.readBytes[row]!);
  const blockedUs = bands.readBlockedUntilUs[row]! - frame.atUs;
  const lines = some([
    t("tipGateRead", { passed }),
    t("tipLimitBytes", { n: formatBytes(limit.value) }),
    blockedUs > 0 && t("readBlocked", { left: formatDuration(blockedUs) }),
  ]);
  return { title, lines, note: sourceOf(t, limit) };
};

const bandTip = ({ frame, topology, t }: TipInput, [shard = -1]: number[]): Tip | undefined => {
  const { shards } = topology;
  const at = placesOf(shards).get(shard);
  if (at === undefined) return undefined;
  const keys = formatPercent(shards.end[at]! - shards.start[at]!);
  const closedUs = shards.closedUs[at]!;
  const open = closedUs < 0;
  const age = formatDuration(frame.atUs - (open ? shards.openedUs[at]! : closedUs));
  const parents = parentsOf(topology, shard).map(shardName).join(", ");
  const row = frame.bands.shard.indexOf(shard);
  const count = row >= 0 ? frame.bands.shardsInRow[row]! : 1;
  return {
    title: t("shard", { n: shardName(shard) }),
    lines: some([
      t(open ? "tipBandOpen" : "tipBandClosed", { age, keys }),
      parents !== "" && t("tipBandFrom", { parents }),
      count > 1 && t("tipBandRow", { count }),
    ]),
  };
};

const consumerTip = ({ frame, topology, t }: TipInput, [id = -1]: number[]): Tip | undefined => {
  const actor = actorOf(topology, id);
  const gauge = frame.consumers.find((each) => each.id === id);
  if (!actor || !gauge) return undefined;
  const { letter, name, kind } = actor;
  return {
    title: t("tipConsumer", { letter, name, kind }),
    lines: [
      t("tipDelivered", { n: formatCount(gauge.delivered), m: formatCount(gauge.unread) }),
      t("tipReReads", { n: formatCount(gauge.reReads), m: formatCount(gauge.producerCopies) }),
    ],
    note: t("tipCardHow"),
  };
};

const producerTip = ({ frame, topology, t }: TipInput, [id = -1]: number[]): Tip | undefined => {
  const actor = actorOf(topology, id);
  const gauge = frame.producers.find((each) => each.id === id);
  if (!actor || !gauge) return undefined;
  const accepted = formatCount(gauge.accepted);
  const throttled = formatCount(gauge.throttled);
  return {
    title: t("tipProducer", { name: actor.name, kind: actor.kind }),
    lines: some([
      t("tipProducerRate", { rate: formatRate(gauge.ratePerS), accepted, throttled }),
      !isProgram(actor) &&
        t("tipProducerRest", {
          backlog: formatCount(gauge.backlog),
          inFlight: formatCount(gauge.inFlight),
        }),
    ]),
  };
};

const stepTip = ({ t }: TipInput): Tip => ({
  title: "UPDATING",
  lines: [t("tipStep")],
  note: sourceOf(t, LIMITS.reshardStepSeconds),
});

const MAKERS = {
  dot: dotTip,
  front: frontTip,
  seam: seamTip,
  ring: ringTip,
  gate: gateTip,
  band: bandTip,
  consumer: consumerTip,
  producer: producerTip,
  step: stepTip,
} as const;
