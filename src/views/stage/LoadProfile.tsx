import { useMemo, type ReactElement } from "react";
import { formatPercent, formatRate } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { Frame } from "../../protocol/frame.ts";
import { useActions, useFrame } from "../../store/hooks.ts";
import { OVER_SHARE, worstRows, writeGates } from "../../viz/gates.ts";
import type { Scene } from "../../viz/scene.ts";
import { WRITE_LIMITS } from "./BandColumn.tsx";
import { GateBar } from "./GateBar.tsx";
import css from "./many.module.css";
import { useStage } from "./stageContext.ts";
import { shardName } from "./words.ts";

const whole = (frame: Frame): Frame => frame;
const LENS = 12;
const WORST = 10;
/** Length of the silhouette up to the limit mark; many.module.css leaves room for twice as much. */
const PROFILE_PX = 34;

/**
 * Many shards: the load of every row as a silhouette against its limit, the ten fullest, and a lens
 * of twelve rows under the pointer.
 */
export const LoadProfile = (): ReactElement | null => {
  const { scene, layout, hoverRow } = useStage();
  const frame = useFrame(whole);
  const shown = scene();
  if (!frame || !shown || shown.keys.count === 0) return null;
  const rowPx = shown.keys.heightPx / shown.keys.count;
  if (rowPx >= layout.fontPx * 1.2 && !shown.frame.bands.aggregated) return null;
  const over = hoverRow >= 0;
  const first = Math.max(0, Math.min(shown.keys.count - LENS, hoverRow - LENS / 2));
  const rows = over
    ? Array.from({ length: Math.min(LENS, shown.keys.count) }, (_, i) => first + i + shown.firstRow)
    : worstRows(shown.frame.bands, WRITE_LIMITS, WORST);
  return (
    <>
      <Silhouette scene={shown} />
      {!layout.compact && <ProfileWords heightPx={shown.keys.heightPx} />}
      {!layout.compact && <Rows scene={shown} rows={rows} lens={over} />}
      {over && !layout.compact && <LensLines scene={shown} first={first} />}
    </>
  );
};

/** What the silhouette measures, and where its limit stands. */
const ProfileWords = ({ heightPx }: { readonly heightPx: number }): ReactElement => {
  const t = useText("stage");
  const { layout } = useStage();
  return (
    <>
      <span className={css.profileTitle} style={{ height: layout.headPx }}>
        {t("profile")}
      </span>
      <span className={css.profileLimit} style={{ top: layout.headPx + heightPx + 6 }}>
        {t("limitCol")}
      </span>
    </>
  );
};

const Silhouette = ({ scene }: { readonly scene: Scene }): ReactElement => {
  const { layout } = useStage();
  const { keys, frame, firstRow } = scene;
  const length = PROFILE_PX;
  const width = length * (1 + OVER_SHARE);
  let passed = "";
  let refused = "";
  for (let i = 0; i < keys.count; i++) {
    const { records, bytes } = writeGates(frame.bands, i + firstRow, WRITE_LIMITS);
    const gate = records.asked >= bytes.asked ? records : bytes;
    const y = keys.top[i]!;
    const h = Math.max(0.5, keys.bottom[i]! - y);
    const inside = Math.min(1, gate.passed) * length;
    const all = Math.min(1 + OVER_SHARE, gate.asked) * length;
    passed += `M0 ${y.toFixed(1)}h${inside.toFixed(1)}v${h.toFixed(2)}h${(-inside).toFixed(1)}z`;
    if (all - inside < 0.5) continue;
    refused += `M${inside.toFixed(1)} ${y.toFixed(1)}h${(all - inside).toFixed(1)}v${h.toFixed(2)}H${inside.toFixed(1)}z`;
  }
  return (
    <svg
      className={css.silhouette}
      style={{ top: layout.headPx }}
      width={width}
      height={keys.heightPx}
      aria-hidden="true"
    >
      <path d={passed} className={css.silhouetteIn} />
      <path d={refused} className={css.silhouetteOver} />
      <line x1={length} x2={length} y1={0} y2={keys.heightPx} className={css.silhouetteMark} />
    </svg>
  );
};

interface RowsProps {
  readonly scene: Scene;
  readonly rows: readonly number[];
  readonly lens: boolean;
}

const Rows = ({ scene, rows, lens }: RowsProps): ReactElement => {
  const t = useText("stage");
  const actions = useActions();
  const { layout } = useStage();
  const { bands } = scene.frame;
  return (
    <div className={css.rows} style={{ top: layout.headPx }} data-lens={lens || undefined}>
      <h3>{t(lens ? "lensTitle" : "worst")}</h3>
      <ol>
        {rows.map((row) => {
          const shard = bands.shard[row]!;
          const { records, bytes } = writeGates(bands, row, WRITE_LIMITS);
          const gate = bytes.asked > records.asked ? bytes : records;
          const rate = formatRate(Math.round(bands.recordsAsked[row]!));
          return (
            <li key={shard}>
              <button
                type="button"
                data-mark={`band ${shard}`}
                aria-label={t("worstItem", {
                  n: shardName(shard),
                  rate,
                  share: formatPercent(gate.asked),
                })}
                onClick={(event) => {
                  event.stopPropagation();
                  actions.select({ type: "shard", shard });
                  actions.setZoom(zoomTo(scene, row));
                }}
              >
                <strong>{shardName(shard)}</strong>
                <GateBar gate={gate} text={rate} lengthPx={30} mark={`band ${shard}`} slim />
              </button>
            </li>
          );
        })}
      </ol>
      {bands.aggregated && <p>{t("rowsMax", { count: Math.max(...bands.shardsInRow) })}</p>}
    </div>
  );
};

/** The part of the key space with about twelve shards around a row. */
const zoomTo = (scene: Scene, row: number): [number, number] => {
  const { bands } = scene.frame;
  const middle = (bands.y0[row]! + bands.y1[row]!) / 2;
  const half = ((bands.y1[row]! - bands.y0[row]!) / Math.max(1, bands.shardsInRow[row]!)) * 6;
  const from = Math.max(0, Math.min(1 - 2 * half, middle - half));
  return [from, Math.min(1, from + 2 * half)];
};

const LensLines = ({
  scene,
  first,
}: {
  readonly scene: Scene;
  readonly first: number;
}): ReactElement => {
  const { layout } = useStage();
  const { keys } = scene;
  const last = Math.min(keys.count, first + LENS) - 1;
  const place = useMemo(
    () => ({
      top: layout.headPx + keys.top[first]!,
      height: keys.bottom[last]! - keys.top[first]!,
    }),
    [layout, keys, first, last],
  );
  return <div className={css.lensMark} style={place} aria-hidden="true" />;
};
