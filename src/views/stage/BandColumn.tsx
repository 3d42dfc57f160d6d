import type { CSSProperties, ReactElement } from "react";
import { LIMITS } from "../../aws/limits.ts";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
  formatRate,
} from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { Frame } from "../../protocol/frame.ts";
import { useActions, useFrame, useTopology } from "../../store/hooks.ts";
import { placesOf } from "../../viz/bands.ts";
import { readGates, writeGates } from "../../viz/gates.ts";
import type { Scene } from "../../viz/scene.ts";
import { GateBar } from "./GateBar.tsx";
import css from "./bands.module.css";
import { useStage } from "./stageContext.ts";
import { StepRing } from "./StepRing.tsx";
import { shardName } from "./words.ts";

export const WRITE_LIMITS = {
  recordsPerS: LIMITS.writeRecordsPerSecondPerShard.value,
  bytesPerS: LIMITS.writeBytesPerSecondPerShard.value,
};
const READ_LIMITS = {
  callsPerS: LIMITS.getRecordsCallsPerSecondPerShard.value,
  bytesPerS: LIMITS.readBytesPerSecondPerShard.value,
};
const MIB = 1_048_576;

const whole = (frame: Frame): Frame => frame;

/** Shard numbers and gates beside their bands; nothing where bands are too low for words. */
export const BandColumn = (): ReactElement | null => {
  const { scene, layout } = useStage();
  useFrame(whole);
  useTopology();
  const shown = scene();
  if (!shown || shown.frame.bands.aggregated) return null;
  const rows = [];
  for (let i = 0; i < shown.keys.count; i++) {
    const top = shown.keys.top[i]! + layout.headPx;
    const height = shown.keys.bottom[i]! - shown.keys.top[i]!;
    if (height < layout.fontPx * 1.2) continue;
    rows.push(
      <BandRow
        key={shown.frame.bands.shard[i + shown.firstRow]}
        scene={shown}
        row={i}
        top={top}
        height={height}
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

const ColumnHead = (): ReactElement => {
  const t = useText("stage");
  const { layout } = useStage();
  const right = layout.gatePx * 0.5 + 6;
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
  readonly row: number;
  readonly top: number;
  readonly height: number;
}

const BandRow = ({ scene, row, top, height }: RowProps): ReactElement => {
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
  const gates = writeGates(bands, at, WRITE_LIMITS);
  const lines = Math.floor(height / (layout.fontPx * 1.42));
  const keys = formatPercent(range);
  const unit = (key: "unitRecords" | "unitBytes", n: string): string =>
    layout.compact ? n : t(key, { n });
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
      <div className={css.gates} style={{ paddingRight: layout.gatePx * 0.5 + 6 }}>
        <GateBar
          gate={gates.records}
          text={unit("unitRecords", formatCount(bands.recordsAsked[at]!))}
          lengthPx={layout.gatePx}
          mark={`gate ${shard} records`}
        />
        {(lines >= 2 || layout.compact) && (
          <GateBar
            gate={gates.bytes}
            text={unit("unitBytes", (bands.bytesAsked[at]! / MIB).toFixed(2))}
            lengthPx={layout.gatePx}
            mark={`gate ${shard} bytes`}
          />
        )}
        {lines >= 3 && !layout.compact && <RetryLine perS={bands.throttled[at]!} />}
        {lines >= 8 && !layout.compact && <ReadPair scene={scene} at={at} />}
      </div>
    </div>
  );
};

/** What is refused and comes back. */
const RetryLine = ({ perS }: { readonly perS: number }): ReactElement | null => {
  const t = useText("stage");
  if (perS <= 0) return null;
  return <span className={css.binding}>{t("retry", { rate: formatRate(perS) })}</span>;
};

/** The shared read budget, where the band is tall enough for it. */
const ReadPair = ({ scene, at }: { readonly scene: Scene; readonly at: number }): ReactElement => {
  const t = useText("stage");
  const { layout } = useStage();
  const { bands, atUs } = scene.frame;
  const shard = bands.shard[at]!;
  const gates = readGates(bands, at, READ_LIMITS);
  const blocked = bands.readBlockedUntilUs[at]! - atUs;
  return (
    <span className={css.reads}>
      <GateBar
        gate={gates.calls}
        text={t("unitCalls", { n: formatNumber(Math.round(gates.calls.value * 10) / 10) })}
        lengthPx={layout.gatePx}
        mark={`gate ${shard} calls`}
        slim
      />
      <GateBar
        gate={gates.bytes}
        text={t("unitBytes", { n: (gates.bytes.value / MIB).toFixed(2) })}
        lengthPx={layout.gatePx}
        mark={`gate ${shard} read`}
        slim
      />
      {blocked > 0 && (
        <b className={css.binding}>{t("readBlocked", { left: formatDuration(blocked) })}</b>
      )}
    </span>
  );
};
