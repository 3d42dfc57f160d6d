import { formatPercent } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import { useTopology } from "../../store/hooks.ts";
import { shardName } from "../caption/values.ts";
import type { Place } from "./place.ts";
import styles from "./PutByHand.module.css";

const HEIGHT = 140;
const WIDTH = 120;
const BAR = 44;
/** Least height at which a shard gets a border and its name. */
const NAMED_PX = 14;

/** The key space as a small upright bar, its open shards, and the key's place in it. */
export const KeySpace = ({ place }: { readonly place: Place }) => {
  const t = useText("putbyhand");
  const topology = useTopology();
  if (!topology) return null;
  const { shards } = topology;
  const bands = Array.from({ length: shards.count }, (_, row) => row).filter(
    (row) => (shards.closedUs[row] ?? 0) < 0,
  );
  const few = bands.length * NAMED_PX <= HEIGHT;
  const shard = place.shard < 0 ? "–" : shardName(place.shard);
  const y = place.y * HEIGHT;
  return (
    <svg
      className={styles["space"]}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={t("bar", { place: formatPercent(place.y), shard })}
    >
      <rect className={styles["bar"]} width={BAR} height={HEIGHT} rx={3} />
      {bands.map((row) => {
        const index = shards.index[row] ?? 0;
        const top = (shards.start[row] ?? 0) * HEIGHT;
        const height = (shards.end[row] ?? 0) * HEIGHT - top;
        const here = index === place.shard;
        if (!few && !here) return null;
        return (
          <g key={index}>
            <rect
              className={here ? styles["here"] : styles["band"]}
              y={top + 0.5}
              x={0.5}
              width={BAR - 1}
              height={Math.max(1, height - 1)}
            />
            {height >= NAMED_PX && Math.abs(top + height / 2 - y) > 9 ? (
              <text className={styles["bandName"]} x={BAR / 2} y={top + height / 2 + 4}>
                {shardName(index)}
              </text>
            ) : null}
          </g>
        );
      })}
      <line className={styles["mark"]} x1={0} x2={BAR + 8} y1={y} y2={y} />
      <circle className={styles["dot"]} cx={BAR / 2} cy={y} r={4} />
      <text className={styles["value"]} x={BAR + 12} y={Math.max(11, Math.min(HEIGHT - 2, y + 4))}>
        {formatPercent(place.y)}
      </text>
    </svg>
  );
};
