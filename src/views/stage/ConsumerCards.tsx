import type { ReactElement } from "react";
import { formatCount } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { ConsumerGauge, Frame } from "../../protocol/frame.ts";
import { useActions, useFrame, useTopology, useUi } from "../../store/hooks.ts";
import { frontMarks, skylineOf, skylinePath, type Skyline } from "../../viz/fronts.ts";
import type { Scene } from "../../viz/scene.ts";
import css from "./cards.module.css";
import base from "./stage.module.css";
import { useStage } from "./stageContext.ts";
import { actorOf, lagText, onStage, type StageText } from "./words.ts";

const whole = (frame: Frame): Frame => frame;

const NOBODY: readonly ConsumerGauge[] = [];

/** Who reads the stream shown. */
const useReaders = (): readonly ConsumerGauge[] => {
  const frame = useFrame(whole);
  const topology = useTopology();
  return frame ? onStage(topology, frame, frame.consumers) : NOBODY;
};

/** One card a consumer: letter, name, its own skyline, lag and order. A click puts it in focus. */
export const ConsumerCards = (): ReactElement => {
  const t = useText("stage");
  const { scene, layout } = useStage();
  const readers = useReaders();
  const shown = scene();
  const count = readers.length;
  const room = (layout.heightPx + layout.headPx) / Math.max(1, count) - 10;
  const art = Math.min(layout.present ? 150 : 88, room - layout.fontPx * 6.6);
  return (
    <div className={css.cards} style={{ width: layout.rightPx, paddingTop: layout.headPx }}>
      {count === 0 && <p className={base.quiet}>{t("noConsumers")}</p>}
      {shown &&
        readers.map((gauge) => (
          <Card
            key={gauge.id}
            gauge={gauge}
            scene={shown}
            artPx={art > 28 && shown.keys.count > 1 ? art : 0}
            tight={room < layout.fontPx * 8}
          />
        ))}
    </div>
  );
};

const skylineFor = (scene: Scene, consumer: number): Skyline => {
  const bands = new Map(scene.bands.map((band) => [band.shard, band]));
  const { frame, topology, keys, ages } = scene;
  return skylineOf(frontMarks(frame, topology, bands, keys, ages, consumer), keys);
};

const orderText = (gauge: ConsumerGauge, t: StageText): string => {
  if (gauge.unverified > 0 && gauge.late > 0) {
    return t("lateAtLeast", { n: formatCount(gauge.late), m: formatCount(gauge.unverified) });
  }
  return gauge.late > 0
    ? t("late", { count: gauge.late, n: formatCount(gauge.late) })
    : t("inOrder");
};

/** What came of records taken more than once: those its sink applied again and those it skipped. */
const repeatsText = (gauge: ConsumerGauge, t: StageText): string => {
  const skipped = gauge.delivered - gauge.applied;
  const twice = Math.max(0, gauge.reReads + gauge.producerCopies - skipped);
  return [
    twice > 0 ? t("appliedTwice", { n: formatCount(twice) }) : "",
    skipped > 0 ? t("skipped", { count: skipped, n: formatCount(skipped) }) : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
};

/** About one poll: a reader no farther behind is up to date. */
const CALM_US = 1_000_000;

interface CardProps {
  readonly gauge: ConsumerGauge;
  readonly scene: Scene;
  readonly artPx: number;
  /** No room but for name, lag and order. */
  readonly tight: boolean;
}

const Card = ({ gauge, scene, artPx, tight }: CardProps): ReactElement => {
  const t = useText("stage");
  const actions = useActions();
  const topology = useTopology();
  const focus = useUi((ui) => ui.focus);
  const marked = useUi((ui) =>
    ui.highlight.some((target) => target.type === "actor" && target.id === gauge.id),
  );
  const actor = actorOf(topology, gauge.id);
  const skyline = skylineFor(scene, gauge.id);
  const lagUs = skyline.peak?.lagUs ?? gauge.millisBehindLatest * 1_000;
  const order = orderText(gauge, t);
  const repeats = repeatsText(gauge, t);
  return (
    <button
      type="button"
      className={css.card}
      aria-pressed={focus === gauge.id}
      data-mark={`consumer ${gauge.id}`}
      data-marked={marked || undefined}
      data-crashed={!gauge.running || undefined}
      aria-label={t("focusOn", {
        letter: actor?.letter ?? "",
        name: actor?.name ?? "",
        lag: lagText(lagUs),
        order,
      })}
      onClick={(event) => {
        event.stopPropagation();
        actions.setFocus(gauge.id);
      }}
    >
      <span className={css.cardName}>
        <span className={css.letter}>{actor?.letter}</span>
        <strong>{actor?.name}</strong>
      </span>
      {!gauge.running && <b className={css.stopped}>{t("crashed")}</b>}
      {artPx > 0 && (
        <span className={css.art} data-calm={lagUs < CALM_US || undefined}>
          <MiniSkyline skyline={skyline} scene={scene} heightPx={artPx} />
          <span className={css.artName}>{t("lagByShard")}</span>
        </span>
      )}
      <span className={css.cardFacts}>
        <span>{t("behind", { lag: lagText(lagUs) })}</span>
        {" · "}
        <span data-late={gauge.late > 0 || undefined}>{order}</span>
        {gauge.lost > 0 && (
          <b>{` · ${t("lost", { count: gauge.lost, n: formatCount(gauge.lost) })}`}</b>
        )}
      </span>
      {repeats && !tight && <span className={css.cardFacts}>{repeats}</span>}
    </button>
  );
};

const ART_WIDTH = 100;

const MiniSkyline = ({
  skyline,
  scene,
  heightPx,
}: {
  readonly skyline: Skyline;
  readonly scene: Scene;
  readonly heightPx: number;
}): ReactElement => {
  const { keys, ages } = scene;
  const kx = ART_WIDTH / Math.max(1, ages.widthPx);
  const ky = heightPx / Math.max(1, keys.heightPx);
  const points = skyline.points.map((point) => ({
    ...point,
    x: 1.5 + point.x * kx,
    top: point.top * ky,
    bottom: point.bottom * ky,
  }));
  return (
    <svg
      className={css.mini}
      viewBox={`0 0 ${ART_WIDTH + 3} ${heightPx}`}
      height={heightPx}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line x1="1" x2="1" y1="0" y2={heightPx} className={css.miniNow} />
      <path d={skylinePath(points)} className={css.miniFront} />
    </svg>
  );
};

/** On a phone: a chip a consumer. */
export const ConsumerChips = (): ReactElement => {
  const { scene } = useStage();
  const readers = useReaders();
  const topology = useTopology();
  const actions = useActions();
  const focus = useUi((ui) => ui.focus);
  const t = useText("stage");
  const shown = scene();
  return (
    <div className={css.chips}>
      {readers.map((gauge) => {
        const actor = actorOf(topology, gauge.id);
        const lagUs = (shown && skylineFor(shown, gauge.id).peak?.lagUs) ?? 0;
        const order = orderText(gauge, t);
        return (
          <button
            key={gauge.id}
            type="button"
            className={css.chip}
            aria-pressed={focus === gauge.id}
            data-crashed={!gauge.running || undefined}
            aria-label={t("focusOn", {
              letter: actor?.letter ?? "",
              name: actor?.name ?? "",
              lag: lagText(lagUs),
              order,
            })}
            onClick={(event) => {
              event.stopPropagation();
              actions.setFocus(gauge.id);
            }}
          >
            <span className={css.letter}>{actor?.letter}</span>
            <span>{gauge.running ? t("behind", { lag: lagText(lagUs) }) : t("crashed")}</span>
            {gauge.late > 0 && <b>{order}</b>}
          </button>
        );
      })}
    </div>
  );
};
