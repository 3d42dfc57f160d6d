import { formatDuration, formatPercent } from "../../i18n/format.ts";
import { type Text, useText } from "../../i18n/useText.ts";
import { drawChart, type Extent, peakOf, periodAt, type Points, wholePeriods } from "./geometry.ts";
import styles from "./Metrics.module.css";
import type { ChartPlan } from "./plan.ts";
import { formatValue } from "./units.ts";

const PLOT_PX = 72;
const AXIS_PX = 58;

export interface ChartProps {
  readonly plan: ChartPlan;
  readonly points: Points;
  readonly ghost: Points | undefined;
  readonly periodS: 1 | 60;
  /** The limit a period, shards and seconds counted in; undefined where none applies. */
  readonly limit: number | undefined;
  readonly fromUs: number;
  readonly toUs: number;
  readonly width: number;
  readonly cursorUs: number | undefined;
  readonly onCursor: (us: number | undefined) => void;
}

type Told = Pick<ChartProps, "plan" | "points" | "periodS" | "limit" | "toUs">;

/** The chart's finding in one sentence. */
export const peakText = (
  { plan, points, periodS, limit, toUs }: Told,
  t: Text<"metrics">,
): string => {
  const whole = wholePeriods(points, toUs);
  const peak = peakOf(points, Math.max(1, whole)) ?? 0;
  if (peak === 0) return t("never");
  const value = formatValue(peak, plan.unit);
  if (whole === 0 && !plan.most) return t("soFar", { value });
  if (limit === undefined) return t("peak", { value });
  return t(periodS === 1 ? "peakSecond" : "peakMinute", {
    value,
    share: formatPercent(peak / limit),
    limit: formatValue(limit, plan.unit),
    mean: `${formatValue(peak / periodS, plan.unit)}/s`,
  });
};

const Cursor = ({
  props,
  y,
}: {
  readonly props: ChartProps;
  readonly y: (value: number) => number;
}) => {
  const { cursorUs, points, plan, width, fromUs, toUs } = props;
  if (cursorUs === undefined) return null;
  const at = periodAt(points.atUs, cursorUs);
  if (at < 0) return null;
  const us = Math.min((points.atUs[at] ?? 0) + points.periodUs / 2, toUs);
  const value = points.values[at] ?? Number.NaN;
  const x = ((us - fromUs) / (toUs - fromUs)) * width;
  const left = x > width - 90;
  return (
    <g>
      <line className={styles["rule"]} x1={x} x2={x} y1={0} y2={PLOT_PX} />
      {Number.isFinite(value) ? (
        <circle className={styles["point"]} cx={x} cy={y(value)} r={3} />
      ) : null}
      <text
        className={styles["reading"]}
        x={left ? x - 6 : x + 6}
        y={11}
        textAnchor={left ? "end" : "start"}
      >
        {formatValue(value, plan.unit)}
      </text>
    </g>
  );
};

/** One metric, past to now, with its limit and the run before the last edit as a thin line. */
export const Chart = (props: ChartProps) => {
  const t = useText("metrics");
  const { plan, points, ghost, limit, fromUs, toUs, periodS, onCursor } = props;
  const width = Math.max(80, props.width - AXIS_PX);
  const extent: Extent = { fromUs, toUs, width, height: PLOT_PX };
  const drawn = drawChart(points, extent, plan.unit, limit, ghost);
  const unit = plan.most ? t("most") : t(periodS === 1 ? "perSecond" : "perMinute");
  const peak = peakText(props, t);
  const move = (event: { readonly clientX: number; readonly currentTarget: Element }): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left - AXIS_PX) / width;
    onCursor(fromUs + Math.max(0, Math.min(1, share)) * (toUs - fromUs));
  };
  return (
    <figure className={styles["chart"]}>
      <figcaption className={styles["name"]}>
        <strong>{plan.name}</strong>
        <span className={styles["unit"]}>{unit}</span>
      </figcaption>
      <p className={styles["peak"]}>{peak}</p>
      <svg
        role="img"
        aria-label={t("chart", { name: plan.name, unit, peak })}
        width={width + AXIS_PX}
        height={PLOT_PX + 4}
        onPointerMove={move}
        onPointerDown={move}
        onPointerLeave={() => onCursor(undefined)}
      >
        <g transform={`translate(${AXIS_PX},2)`}>
          {drawn.ticks.map((tick) => (
            <g key={tick.value} transform={`translate(0,${tick.y})`}>
              <line className={styles["grid"]} x2={width} />
              <text className={styles["tick"]} x={-6} y={4}>
                {formatValue(tick.value, plan.unit)}
              </text>
            </g>
          ))}
          {drawn.limitY === undefined ? null : (
            <g transform={`translate(0,${drawn.limitY})`}>
              <line className={styles["limit"]} x2={width} />
              <text className={styles["limitText"]} x={width} y={drawn.limitY < 14 ? 13 : -4}>
                {t("limit", { value: formatValue(limit ?? 0, plan.unit) })}
              </text>
            </g>
          )}
          {drawn.ghost ? <path className={styles["ghost"]} d={drawn.ghost} /> : null}
          <path className={styles["line"]} d={drawn.path} />
          <path className={styles["underWay"]} d={drawn.underWay} />
          <Cursor props={{ ...props, width }} y={drawn.y} />
        </g>
      </svg>
      <p className={styles["ends"]} aria-hidden="true">
        <span>{t("ago", { time: formatDuration(toUs - fromUs) })}</span>
        <span>{t("now")}</span>
      </p>
    </figure>
  );
};
