import type { ReactElement } from "react";
import { formatCount, formatDuration, formatRate } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { Dots, Frame, ProducerGauge } from "../../protocol/frame.ts";
import { useActions, useFrame, useStream, useTopology, useUi } from "../../store/hooks.ts";
import { AxisControls } from "./AxisControls.tsx";
import { ConsumerChips } from "./ConsumerCards.tsx";
import { COPY_FLAG, LATE_FLAG, oldestPerDot } from "../../viz/dots.ts";
import css from "./head.module.css";
import base from "./stage.module.css";
import { useStage } from "./stageContext.ts";
import { stepOf } from "../../viz/step.ts";
import { actorOf, letterOf, onStage, type StageText } from "./words.ts";

const whole = (frame: Frame): Frame => frame;

/** The sentence over the picture: producers → stream → consumers, and what a dot stands for. */
export const StageHead = (): ReactElement => {
  const t = useText("stage");
  const { layout } = useStage();
  const frame = useFrame(whole);
  const left = layout.leftPx + layout.bayPx;
  const columns = `${left}px 1fr ${layout.rightPx}px`;
  return (
    <div className={css.head} style={layout.compact ? undefined : { gridTemplateColumns: columns }}>
      <div className={css.headCell}>
        <h2 data-next="">{t("producers")}</h2>
        {frame && <Producers frame={frame} />}
      </div>
      <div className={css.headCell}>
        <h2 data-next="">{t("stream")}</h2>
        {frame && <StreamLine frame={frame} />}
      </div>
      <div className={css.headCell}>
        <h2>{t("consumers")}</h2>
        {layout.compact && <ConsumerChips />}
        {layout.compact && frame && <Legend frame={frame} />}
      </div>
    </div>
  );
};

const PRODUCERS_MAX = 2;

const Producers = ({ frame }: { readonly frame: Frame }): ReactElement => {
  const t = useText("stage");
  const producers = onStage(useTopology(), frame, frame.producers);
  const shown = producers.slice(0, PRODUCERS_MAX);
  const more = producers.length - shown.length;
  if (shown.length === 0) return <p className={base.quiet}>{t("noProducers")}</p>;
  return (
    <ul className={css.producers}>
      {shown.map((gauge) => (
        <Producer key={gauge.id} gauge={gauge} />
      ))}
      {more > 0 && <li className={base.quiet}>{t("more", { n: more })}</li>}
    </ul>
  );
};

const Producer = ({ gauge }: { readonly gauge: ProducerGauge }): ReactElement => {
  const t = useText("stage");
  const actions = useActions();
  const topology = useTopology();
  const marked = useUi((ui) =>
    ui.highlight.some((target) => target.type === "actor" && target.id === gauge.id),
  );
  const all = Math.max(1, gauge.accepted + gauge.throttled);
  return (
    <li>
      <button
        type="button"
        className={css.producer}
        data-mark={`producer ${gauge.id}`}
        data-marked={marked || undefined}
        onClick={(event) => {
          event.stopPropagation();
          actions.select({ type: "actor", id: gauge.id });
        }}
      >
        <strong>{actorOf(topology, gauge.id)?.name}</strong>{" "}
        <span>{formatRate(gauge.ratePerS)}</span>
        {gauge.throttled > 0 && (
          <span className={base.quiet}>{t("throttledN", { n: formatCount(gauge.throttled) })}</span>
        )}
        <span className={css.share} aria-hidden="true">
          <span style={{ width: `${(100 * gauge.accepted) / all}%` }} />
        </span>
      </button>
    </li>
  );
};

/** The stream's name; where a run holds several, the choice of the one to show. */
const StreamName = ({ name }: { readonly name: string }): ReactElement => {
  const t = useText("stage");
  const actions = useActions();
  const streams = useTopology()?.streams ?? [];
  const shown = useStream();
  if (streams.length < 2) return <strong>{name}</strong>;
  return (
    <select
      className={css.pick}
      aria-label={t("streamShown")}
      value={shown}
      onChange={(event) => actions.showStream(event.target.value)}
    >
      {streams.map((each) => (
        <option key={each.name} value={each.name}>
          {each.status === "ACTIVE" || each.name === shown
            ? each.name
            : `${each.name} · ${each.status}`}
        </option>
      ))}
    </select>
  );
};

const StreamLine = ({ frame }: { readonly frame: Frame }): ReactElement => {
  const t = useText("stage");
  const { layout } = useStage();
  const { stream } = frame;
  const step = stepOf(frame);
  if (stream.name === "") return <p className={css.stream}>–</p>;
  return (
    <p className={css.stream}>
      <span>
        <StreamName name={stream.name} />{" "}
        {t("shards", { count: stream.openShards, n: formatCount(stream.openShards) })}
        {" · "}
        {step ? (
          <b data-mark="step">
            {step.more > 0
              ? t("updatingMore", { left: formatDuration(step.leftUs), count: step.more })
              : t("updating", { left: formatDuration(step.leftUs) })}
          </b>
        ) : (
          stream.status
        )}
      </span>
      {!layout.compact && <Ratio frame={frame} t={t} />}
      <Steps frame={frame} />
    </p>
  );
};

/** UpdateShardCount as a bar of its steps, with the shards open now against its target. */
const Steps = ({ frame }: { readonly frame: Frame }): ReactElement | null => {
  const t = useText("stage");
  const fact = frame.story.find((each) => each.id === "resharding");
  const target = fact?.values["targetShards"];
  const { openShards: open, stepsDone, stepsLeft } = frame.stream;
  if (typeof target !== "number" || !stepOf(frame) || open === 0) return null;
  const label = t("stepsOf", { open: formatCount(open), target: formatCount(target) });
  const share = stepsDone / (stepsDone + 1 + stepsLeft);
  return (
    <span className={css.steps} role="img" aria-label={label}>
      <span className={css.stepsBar}>
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span>{label}</span>
    </span>
  );
};

/** On a phone what the marks mean and how much time they show stands behind a tap. */
const Legend = ({ frame }: { readonly frame: Frame }): ReactElement => {
  const t = useText("stage");
  return (
    <details className={css.legend}>
      <summary>{t("legendOpen")}</summary>
      <div>
        <Ratio frame={frame} t={t} />
        <AxisControls />
      </div>
    </details>
  );
};

/** What one mark stands for, always stated. */
const Ratio = ({ frame, t }: { readonly frame: Frame; readonly t: StageText }): ReactElement => {
  const { scene } = useStage();
  const topology = useTopology();
  const focus = useUi((ui) => ui.focus);
  const scale = useUi((ui) => ui.scale);
  const { dots } = frame;
  const plan = scene()?.plan;
  const cells = plan?.level === "cells";
  const legend = cells && plan.binned.every(Boolean) ? "legendCells" : "legend";
  const ratio = ratioText(dots, scale === "log", cells, t);
  const folded =
    dots.foldedBeforeUs > 0 && dots.foldedBeforeUs > frame.atUs - (scene()?.ages.windowUs ?? 0);
  const flags = dots.flags.subarray(0, dots.count).reduce((all, each) => all | each, 0);
  return (
    <span className={css.ratio} data-testid="ratio">
      {ratio}
      {actorOf(topology, focus) && ` · ${t(legend, { letter: letterOf(topology, focus) })}`}
      {(flags & LATE_FLAG) !== 0 && ` · ${t("legendLate")}`}
      {(flags & COPY_FLAG) !== 0 && ` · ${t("legendCopy")}`}
      {(scene()?.rowSeams.length ?? 0) > 0 && ` · ${t("legendRowSeam")}`}
      {folded && ` · ${t("folded", { age: formatDuration(frame.atUs - dots.foldedBeforeUs) })}`}
    </span>
  );
};

const ratioText = (dots: Dots, log: boolean, cells: boolean, t: StageText): string => {
  const each = Math.round(dots.perDot);
  const old = log ? oldestPerDot(dots) : each;
  if (old > each) return t("ratioLog", { n: formatCount(each), m: formatCount(old) });
  const n = formatCount(each);
  if (cells) return t(each <= 1 ? "ratioCellsEach" : "ratioCells", { n });
  return t(each <= 1 ? "ratioEach" : "ratio", { n });
};
