import type { CSSProperties, ReactElement } from "react";
import { LIMITS } from "../../aws/limits.ts";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
  formatRate,
} from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { Frame } from "../../protocol/frame.ts";
import { useActions, useFrame, useTopology } from "../../store/hooks.ts";
import { placesOf } from "../../viz/bands.ts";
import { OVER_SHARE, readGates, writeGates, type GateMark } from "../../viz/gates.ts";
import type { Scene } from "../../viz/scene.ts";
import { GateBar } from "./GateBar.tsx";
import css from "./bands.module.css";
import type { Layout } from "./layout.ts";
import { byteRate, calmBytes, perSecond, seldomOf, type Seldom } from "./rates.ts";
import { useStage } from "./stageContext.ts";
import { StepRing } from "./StepRing.tsx";
import { comesBack, shardName } from "./words.ts";

export const WRITE_LIMITS = {
  recordsPerS: LIMITS.writeRecordsPerSecondPerShard.value,
  bytesPerS: LIMITS.writeBytesPerSecondPerShard.value,
};
const READ_LIMITS = {
  callsPerS: LIMITS.getRecordsCallsPerSecondPerShard.value,
  bytesPerS: LIMITS.readBytesPerSecondPerShard.value,
};

const whole = (frame: Frame): Frame => frame;

/** Shard numbers and gates beside their bands; nothing where bands are too low for words. */
export const BandColumn = (): ReactElement | null => {
  const { scene, layout } = useStage();
  useFrame(whole);
  useTopology();
  const shown = scene();
  if (!shown || shown.frame.bands.aggregated) return null;
  const rows = [];
  const named = namedLimits(shown);
  const seldom = seldomOf(shown.frame, shown.topology);
  for (let i = 0; i < shown.keys.count; i++) {
    const top = shown.keys.top[i]! + layout.headPx;
    const height = shown.keys.bottom[i]! - shown.keys.top[i]!;
    if (height < layout.fontPx * 1.2) continue;
    rows.push(
      <BandRow
        key={shown.frame.bands.shard[i + shown.firstRow]}
        scene={shown}
        seldom={seldom}
        row={i}
        top={top}
        height={height}
        limits={layout.compact ? [] : namedIn(named, i)}
        unnamed={i === 0 && !layout.compact ? namedIn(named, -1) : []}
      />,
    );
  }
  return (
    <>
      {!layout.compact && rows.length > 0 && <ColumnHead />}
      {rows}
    </>
  );
};

type Limited = "records" | "bytes" | "calls" | "read";

/** The topmost row where each limit can be written at its mark: nothing stands beyond it there. */
const namedLimits = ({ frame, keys, firstRow }: Scene): Readonly<Record<Limited, number>> => {
  const named = { records: -1, bytes: -1, calls: -1, read: -1 };
  for (let row = keys.count - 1; row >= 0; row--) {
    const write = writeGates(frame.bands, row + firstRow, WRITE_LIMITS);
    const read = readGates(frame.bands, row + firstRow, frame.atUs, READ_LIMITS);
    if (write.records.asked <= 1) named.records = row;
    if (write.bytes.asked <= 1) named.bytes = row;
    if (read.calls.asked <= 1) named.calls = row;
    if (read.bytes.asked <= 1) named.read = row;
  }
  return named;
};

const namedIn = (named: Readonly<Record<Limited, number>>, row: number): Limited[] =>
  (Object.keys(named) as Limited[]).filter((each) => named[each] === row);

const ColumnHead = (): ReactElement => {
  const t = useText("stage");
  const { layout } = useStage();
  const right = layout.gatePx * OVER_SHARE + 6;
  return (
    <div className={css.columnHead} style={{ height: layout.headPx }} aria-hidden="true">
      <span>{t("shardCol")}</span>
      <span style={{ right: right + layout.gatePx + 6 }}>{t("inCol")}</span>
      <span style={{ right: right - 1, transform: "translateX(50%)" }}>{t("limitCol")}</span>
    </div>
  );
};

interface RowProps {
  readonly scene: Scene;
  readonly seldom: Seldom;
  readonly row: number;
  readonly top: number;
  readonly height: number;
  /** Which limits are written at their marks in this row. */
  readonly limits: readonly Limited[];
  /** Limits that everything exceeds: written over the pair of gates. */
  readonly unnamed: readonly Limited[];
}

const BandRow = ({ scene, seldom, row, top, height, limits, unnamed }: RowProps): ReactElement => {
  const t = useText("stage");
  const { layout, tapped, setTapped } = useStage();
  const actions = useActions();
  const { frame, topology, firstRow } = scene;
  const { bands } = frame;
  const at = row + firstRow;
  const shard = bands.shard[at]!;
  const place = placesOf(topology.shards).get(shard);
  const range =
    place === undefined ? 0 : topology.shards.end[place]! - topology.shards.start[place]!;
  const lines = Math.floor(height / (layout.fontPx * 1.42));
  const keys = formatPercent(range);
  const style: CSSProperties = { top, height };
  const label = t("openBand", {
    n: shardName(shard),
    keys,
    records: formatCount(bands.recordsAsked[at]!),
    bytes: formatBytes(bands.bytesAsked[at]!),
  });
  return (
    <div className={css.band} style={style}>
      <button
        type="button"
        className={css.bandName}
        data-mark={`band ${shard}`}
        aria-label={label}
        onClick={(event) => {
          event.stopPropagation();
          if (layout.compact && tapped !== shard) setTapped(shard);
          else actions.select({ type: "shard", shard });
        }}
      >
        <strong>{shardName(shard)}</strong>
        {!layout.compact && lines >= 2 && <span className={css.bandKeys}>{keys}</span>}
        <StepRing shard={shard} />
      </button>
      <div className={css.gates} style={{ paddingRight: layout.gatePx * OVER_SHARE + 6 }}>
        {lines >= 10 && !layout.compact && <PairHead write unnamed={unnamed} />}
        <WritePair
          scene={scene}
          seldom={seldom.written.has(shard)}
          at={at}
          lines={lines}
          limits={limits}
        />
        {lines >= 3 && !layout.compact && <RefusedLine scene={scene} at={at} />}
        <ReadPair
          scene={scene}
          seldom={seldom.polled.has(shard)}
          at={at}
          lines={lines}
          limits={limits}
          unnamed={unnamed}
        />
      </div>
    </div>
  );
};

interface PairProps {
  readonly scene: Scene;
  /** It is used, if less than once a second. */
  readonly seldom: boolean;
  readonly at: number;
  readonly lines: number;
  readonly limits: readonly Limited[];
}

const WritePair = ({ scene, seldom, at, lines, limits }: PairProps): ReactElement => {
  const t = useText("stage");
  const { layout } = useStage();
  const { bands } = scene.frame;
  const shard = bands.shard[at]!;
  const gates = writeGates(bands, at, WRITE_LIMITS);
  return (
    <>
      <GateBar
        gate={gates.records}
        text={t("unitRecords", { n: perSecond(bands.recordsAsked[at]!, seldom) })}
        limit={
          limits.includes("records")
            ? formatRate(WRITE_LIMITS.recordsPerS)
            : lowShare(gates.records, gates.bytes, layout)
        }
        lengthPx={layout.gatePx}
        mark={`gate ${shard} records`}
      />
      {(lines >= 2 || layout.compact) && (
        <GateBar
          gate={gates.bytes}
          text={calmBytes(bands.bytesAsked[at]!, seldom)}
          limit={
            limits.includes("bytes")
              ? byteRate(WRITE_LIMITS.bytesPerS)
              : lowShare(gates.bytes, gates.records, layout)
          }
          lengthPx={layout.gatePx}
          mark={`gate ${shard} bytes`}
        />
      )}
    </>
  );
};

/** A load that a bar hardly shows, as its share of the nearer limit. */
const lowShare = (gate: GateMark, other: GateMark, { compact }: Layout): string | undefined =>
  !compact && gate.asked > 0 && gate.asked < 0.1 && gate.asked >= other.asked
    ? formatPercent(gate.asked)
    : undefined;

/** "write" or "read" over a pair of gates, with the limits that no mark has room for. */
const PairHead = ({
  write = false,
  unnamed,
}: {
  readonly write?: boolean;
  readonly unnamed: readonly Limited[];
}): ReactElement => {
  const t = useText("stage");
  const { layout } = useStage();
  const texts = {
    records: formatRate(WRITE_LIMITS.recordsPerS),
    bytes: byteRate(WRITE_LIMITS.bytesPerS),
    calls: t("unitCalls", { n: READ_LIMITS.callsPerS }),
    read: byteRate(READ_LIMITS.bytesPerS),
  };
  const own = unnamed.filter((each) => (each === "records" || each === "bytes") === write);
  const limits = own.map((each) => texts[each]).join(", ");
  if (own.length === 0) {
    return <span className={css.pair}>{t(write ? "pairWrite" : "pairRead")}</span>;
  }
  return (
    <span className={css.pair} style={{ marginRight: -layout.gatePx }}>
      {t(write ? "pairWriteLimit" : "pairReadLimit", { limits })}
    </span>
  );
};

/** What is refused, and whether it comes back. */
const RefusedLine = ({
  scene: { frame, topology },
  at,
}: {
  readonly scene: Scene;
  readonly at: number;
}): ReactElement | null => {
  const t = useText("stage");
  const perS = frame.bands.throttled[at]!;
  if (perS <= 0) return null;
  const rate = formatRate(perS);
  return (
    <span className={css.binding}>
      {t(comesBack(topology, frame) ? "retry" : "refusedRate", { rate })}
    </span>
  );
};

/** The shared read budget: both gates where there is room, else the one that has run out. */
const ReadPair = ({
  scene,
  seldom,
  at,
  lines,
  limits,
  unnamed,
}: PairProps & { readonly unnamed: readonly Limited[] }): ReactElement | null => {
  const t = useText("stage");
  const { layout } = useStage();
  const { bands, atUs } = scene.frame;
  const shard = bands.shard[at]!;
  const gates = readGates(bands, at, atUs, READ_LIMITS);
  const both = lines >= 8 && !layout.compact;
  const words = gates.out && lines >= 5;
  if (!both && !words && !(gates.out && layout.compact)) return null;
  const blocked = bands.readBlockedUntilUs[at]! - atUs;
  return (
    <span className={css.reads}>
      {both && <PairHead unnamed={unnamed} />}
      {(both || gates.out === "calls") && (
        <GateBar
          gate={gates.calls}
          text={t("unitCalls", { n: perSecond(gates.calls.value, seldom) })}
          limit={
            limits.includes("calls") ? t("unitCalls", { n: READ_LIMITS.callsPerS }) : undefined
          }
          lengthPx={layout.gatePx}
          mark={`gate ${shard} calls`}
          slim
        />
      )}
      {(both || gates.out === "bytes") && (
        <GateBar
          gate={gates.bytes}
          text={byteRate(gates.bytes.value)}
          limit={limits.includes("read") ? byteRate(READ_LIMITS.bytesPerS) : undefined}
          lengthPx={layout.gatePx}
          mark={`gate ${shard} read`}
          slim
        />
      )}
      {words && (
        <b className={css.out} style={{ marginRight: -layout.gatePx }}>
          {blocked > 0
            ? t("readBlocked", { left: formatDuration(blocked) })
            : t(gates.out === "calls" ? "callsOut" : "bytesOut")}
        </b>
      )}
    </span>
  );
};
