import { useState } from "react";
import { METRICS_SOURCE } from "../../aws/metrics.ts";
import { formatClock, formatDuration } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { Ghost, MetricsAnswer } from "../../protocol/frame.ts";
import { useActions, useFrame, useQuery, useTopology, useUi } from "../../store/hooks.ts";
import { shardName } from "../caption/values.ts";
import { SourceNote } from "../caption/SourceNote.tsx";
import parts from "../inspector/parts/parts.module.css";
import { useWidth } from "../../ui/useWidth.ts";
import { useGhost } from "../timebar/useGhost.ts";
import { Chart } from "./Chart.tsx";
import { ghostPoints, periodAt, type Points } from "./geometry.ts";
import styles from "./Metrics.module.css";
import { Numbers } from "./Numbers.tsx";
import {
  type ChartPlan,
  CONSUMER_CHARTS,
  SHARD_CHARTS,
  spanFor,
  SPANS_S,
  STREAM_CHARTS,
} from "./plan.ts";
import { formatValue } from "./units.ts";

const SECOND_US = 1_000_000;
/** Shards offered by name; more than these are chosen on the stage or in the table. */
const OFFERED = 200;

const Lens = () => {
  const t = useText("metrics");
  const actions = useActions();
  const lens = useUi((ui) => ui.lens);
  return (
    <div className={parts["section"]}>
      <div className={styles["lens"]} role="group" aria-label={t("lens")}>
        {([1, 60] as const).map((period) => (
          <button
            key={period}
            type="button"
            className={lens === period ? styles["lensOn"] : styles["lensOff"]}
            aria-pressed={lens === period}
            onClick={() => actions.setLens(period)}
          >
            {t(period === 1 ? "second" : "minute")}
          </button>
        ))}
      </div>
      <p className={styles["why"]}>{t(lens === 1 ? "secondWhy" : "minuteWhy")}</p>
    </div>
  );
};

/** What the charts are of: the stream, a shard of it (from 0 on), or a consumer of fan-out. */
type Of = { readonly shard: number; readonly consumer?: string };

const STREAM: Of = { shard: -1 };
/** No ConsumerName holds a space. */
const CONSUMER = "consumer ";

const valueOf = ({ shard, consumer }: Of): string =>
  consumer === undefined ? String(shard) : CONSUMER + consumer;

const ofValue = (value: string): Of =>
  value.startsWith(CONSUMER)
    ? { ...STREAM, consumer: value.slice(CONSUMER.length) }
    : { shard: Number(value) };

interface ScopeProps {
  readonly of: Of;
  readonly consumers: readonly string[];
  readonly onOf: (of: Of) => void;
  readonly spanS: number;
  readonly onSpan: (spanS: number) => void;
}

const Scope = ({ of, consumers, onOf, spanS, onSpan }: ScopeProps) => {
  const t = useText("metrics");
  const topology = useTopology();
  const shards = [...(topology?.shards.index ?? [])].slice(0, OFFERED);
  const names = new Set([...consumers, ...(of.consumer === undefined ? [] : [of.consumer])]);
  return (
    <div className={styles["scope"]}>
      <label className={parts["field"]}>
        {t("of")}
        <select
          className={parts["input"]}
          value={valueOf(of)}
          onChange={(event) => onOf(ofValue(event.target.value))}
        >
          <option value={-1}>{t("ofStream")}</option>
          {shards.map((index) => (
            <option key={index} value={index}>
              {t("ofShard", { shard: shardName(index) })}
            </option>
          ))}
          {[...names].map((name) => (
            <option key={name} value={CONSUMER + name}>
              {t("ofConsumer", { name })}
            </option>
          ))}
        </select>
      </label>
      <label className={parts["field"]}>
        {t("span")}
        <select
          className={parts["input"]}
          value={spanS}
          onChange={(event) => onSpan(Number(event.target.value))}
        >
          {SPANS_S.map((span) => (
            <option key={span} value={span}>
              {formatDuration(span * SECOND_US)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
};

const pointsOf = (answer: MetricsAnswer, name: string): Points | undefined => {
  const series = answer.series.find((each) => each.name === name);
  const periodUs = answer.periodS * SECOND_US;
  return series ? { atUs: answer.atUs, values: series.values, periodUs } : undefined;
};

const ghostOf = (
  ghost: Ghost | undefined,
  plan: ChartPlan,
  periodS: number,
  fromUs: number,
): Points | undefined =>
  ghost && plan.ghost
    ? ghostPoints(
        { atUs: ghost.atUs, values: ghost[plan.ghost] },
        periodS,
        fromUs,
        plan.most === true,
      )
    : undefined;

interface ChartsProps {
  readonly answer: MetricsAnswer;
  readonly plans: readonly ChartPlan[];
  readonly shards: number;
  readonly ghost: Ghost | undefined;
  readonly fromUs: number;
  readonly toUs: number;
}

const Charts = ({ answer, plans, shards, ghost, fromUs, toUs }: ChartsProps) => {
  const t = useText("metrics");
  const actions = useActions();
  const [width, ref] = useWidth(320);
  const [cursorUs, setCursor] = useState<number | undefined>();
  const periodS = answer.periodS === 60 ? 60 : 1;
  const drawn = plans.flatMap((plan) => {
    const points = pointsOf(answer, plan.name);
    return points ? [{ plan, points }] : [];
  });
  const at = cursorUs === undefined ? answer.atUs.length - 1 : periodAt(answer.atUs, cursorUs);
  const momentUs = answer.atUs[at] ?? toUs;
  const values = drawn
    .map(({ plan, points }) => `${plan.name} ${formatValue(points.values[at] ?? NaN, plan.unit)}`)
    .join(", ");
  return (
    <div className={styles["charts"]} ref={ref}>
      <label className={styles["moment"]}>
        <span>{`${t("moment")}: ${formatClock(momentUs)}`}</span>
        <input
          type="range"
          min={0}
          max={Math.max(0, answer.atUs.length - 1)}
          value={Math.max(0, at)}
          aria-valuetext={t("momentText", { time: formatClock(momentUs), values })}
          onChange={(event) => setCursor(answer.atUs[Number(event.target.value)])}
        />
        <button type="button" className={parts["quiet"]} onClick={() => actions.seek(momentUs)}>
          {t("seek")}
        </button>
      </label>
      {drawn.map(({ plan, points }) => (
        <Chart
          key={plan.name}
          plan={plan}
          points={points}
          ghost={ghostOf(ghost, plan, periodS, fromUs)}
          periodS={periodS}
          limit={plan.limit ? plan.limit.value * periodS * shards : undefined}
          fromUs={fromUs}
          toUs={toUs}
          width={width}
          cursorUs={cursorUs}
          onCursor={setCursor}
        />
      ))}
      {ghost ? <p className={styles["why"]}>{t("ghost")}</p> : null}
      <Numbers drawn={drawn} />
    </div>
  );
};

const plansOf = ({ shard, consumer }: Of): readonly ChartPlan[] => {
  if (consumer !== undefined) return CONSUMER_CHARTS;
  return shard < 0 ? STREAM_CHARTS : SHARD_CHARTS;
};

const levelOf = ({ shard, consumer }: Of) => {
  if (consumer !== undefined) return "consumerLevel";
  return shard < 0 ? "streamLevel" : "shardLevel";
};

/** CloudWatch's metrics, by the second or, as CloudWatch does, by the minute. */
export default function Metrics() {
  const t = useText("metrics");
  const lens = useUi((ui) => ui.lens);
  const [of, setOf] = useState(STREAM);
  const [span, setSpan] = useState<number | undefined>();
  const nowUs = useFrame((frame) => Math.ceil(frame.atUs / SECOND_US) * SECOND_US) ?? 0;
  const shards = useFrame((frame) => frame.stream.openShards) ?? 1;
  const ghost = useGhost();
  const spanS = span ?? spanFor(nowUs);
  const plans = plansOf(of);
  const fromUs = Math.max(0, nowUs - spanS * SECOND_US);
  const names = plans.map((plan) => plan.name);
  const answer = useQuery("metrics", { periodS: lens, names, ...of, fromUs, toUs: nowUs });
  return (
    <div className={parts["panel"]}>
      <Lens />
      <Scope
        of={of}
        consumers={answer?.consumers ?? []}
        onOf={setOf}
        spanS={spanS}
        onSpan={setSpan}
      />
      <p className={parts["muted"]}>{t(levelOf(of))}</p>
      {answer ? (
        <Charts
          answer={answer}
          plans={plans}
          shards={of.shard < 0 ? Math.max(1, shards) : 1}
          ghost={of.shard < 0 ? ghost : undefined}
          fromUs={fromUs}
          toUs={Math.max(nowUs, fromUs + SECOND_US)}
        />
      ) : null}
      <SourceNote source={METRICS_SOURCE} />
    </div>
  );
}
