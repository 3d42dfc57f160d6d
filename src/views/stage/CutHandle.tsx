import { Scissors } from "lucide-react";
import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
} from "react";
import { shardIdOf } from "../../aws/shardId.ts";
import { formatPercent, formatRate } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { CutAnswer } from "../../protocol/frame.ts";
import { useActions, useQuery, useUi } from "../../store/hooks.ts";
import { clampInside, cutKey, insideKeyRow, nudge, ONE_KEY_SHARE } from "../../viz/cut.ts";
import type { Scene } from "../../viz/scene.ts";
import type { Refusal } from "./Handles.tsx";
import css from "./stage.module.css";
import { useStage } from "./stageContext.ts";
import { shardName } from "./words.ts";

export interface CutHandleProps {
  readonly scene: Scene;
  readonly row: number;
  readonly shard: number;
  readonly onRefusal: (refusal: Refusal | undefined) => void;
}

type Mode = "idle" | "drag" | "keys";

/** Drag (or arrows and Enter) lays a cut through the band; the drop is SplitShard. */
export const CutHandle = ({ scene, row, shard, onRefusal }: CutHandleProps): ReactElement => {
  const t = useText("stage");
  const { layout, setBusy, tapped } = useStage();
  const actions = useActions();
  const [mode, setMode] = useState<Mode>("idle");
  const { keys, topology } = scene;
  const low = keys.start[row]!;
  const high = keys.end[row]!;
  const [fraction, setFraction] = useState((low + high) / 2);
  const button = useRef<HTMLButtonElement>(null);
  const told = useUi((ui) =>
    ui.highlight.some((target) => target.type === "shard" && target.shard === shard),
  );
  const throttled = scene.frame.bands.throttled[row + scene.firstRow]! > 0;
  const marked = told || (layout.compact ? tapped === shard : throttled);
  const top = keys.top[row]!;
  const height = keys.bottom[row]! - top;
  const at = clampInside(fraction, low, high);
  const cutPx = mode === "idle" ? top + height / 2 : keys.y(at);
  const hashKey = cutKey(topology.shards, shard, at);
  const answer = useQuery("cut", mode === "idle" ? undefined : { shard, at: hashKey });
  const fresh = answer && answer.shard === shard ? answer : undefined;
  const ruled = fresh !== undefined && insideKeyRow(fresh, keys, cutPx);

  const stop = (): void => {
    setMode("idle");
    setBusy(false);
  };
  const drop = (): void => {
    stop();
    if (ruled) return;
    onRefusal(undefined);
    void splitAt(actions, scene, shard, hashKey).then((outcome) => {
      if (!outcome.ok) onRefusal({ error: outcome.error, topPx: cutPx });
    });
  };
  useEscape(mode === "drag", stop);

  const onPointerDown = (event: PointerEvent<HTMLButtonElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setFraction((low + high) / 2);
    setMode("drag");
    setBusy(true);
  };
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>): void => {
    const box = event.currentTarget.closest("[data-plot]")?.getBoundingClientRect();
    if (mode !== "drag" || !box) return;
    const y = event.clientY - box.top - layout.headPx;
    setFraction(keys.fraction(Math.min(keys.bottom[row]! - 0.5, Math.max(top + 0.5, y))));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? 0.1 : 0.01;
    const way = { ArrowUp: -step, ArrowDown: step }[event.key];
    if (way !== undefined) {
      setMode("keys");
      setBusy(true);
      setFraction(nudge(topology.shards, shard, mode === "idle" ? (low + high) / 2 : at, way));
    } else if (event.key === "Enter" && mode === "keys") drop();
    else if (event.key === "Enter") setMode("keys");
    else if (event.key === "Escape" && mode !== "idle") stop();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div
        className={css.cutZone}
        style={{ top, height, left: layout.compact ? 0 : -layout.bayPx }}
        data-on={mode !== "idle" || marked || undefined}
      >
        <button
          ref={button}
          type="button"
          className={css.cut}
          style={{ top: cutPx - top }}
          aria-label={t("cut", { n: shardName(shard) })}
          title={mode === "idle" ? t("cutHow") : undefined}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={() => mode === "drag" && drop()}
          onPointerCancel={stop}
          onKeyDown={onKeyDown}
          onBlur={() => mode === "keys" && stop()}
          onClick={(event) => event.stopPropagation()}
        >
          <Scissors size={layout.present ? 24 : 14} aria-hidden="true" />
        </button>
      </div>
      {mode !== "idle" && (
        <Ghosts
          fromPx={layout.compact ? 0 : layout.handlePx - layout.bayPx}
          top={top}
          height={height}
          cutPx={cutPx}
          widthPx={layout.plotPx}
          answer={fresh}
          ruled={ruled}
          keysMode={mode === "keys"}
        />
      )}
    </>
  );
};

const useEscape = (on: boolean, stop: () => void): void => {
  const latest = useRef(stop);
  useEffect(() => {
    latest.current = stop;
  });
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (event.key === "Escape") latest.current();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [on]);
};

const splitAt = (
  actions: ReturnType<typeof useActions>,
  scene: Scene,
  shard: number,
  hashKey: string,
) =>
  actions.send({
    type: "Call",
    operation: "SplitShard",
    input: {
      StreamName: scene.frame.stream.name,
      ShardToSplit: shardIdOf(shard),
      NewStartingHashKey: hashKey,
    },
  });

interface GhostsProps {
  readonly top: number;
  readonly height: number;
  readonly cutPx: number;
  readonly fromPx: number;
  readonly widthPx: number;
  readonly answer: CutAnswer | undefined;
  readonly ruled: boolean;
  readonly keysMode: boolean;
}

/** The children to be, with the load each would take; or why there will be none. */
const Ghosts = ({
  top,
  height,
  cutPx,
  fromPx,
  widthPx,
  answer,
  ruled,
  keysMode,
}: GhostsProps): ReactElement => {
  const t = useText("stage");
  const load = (share: number): string => {
    if (!answer) return "…";
    if (answer.recordsPerS === 0) return t("cutEmpty");
    const rate = formatRate(Math.round(answer.recordsPerS * share));
    return t("cutAbove", { share: formatPercent(share), rate });
  };
  const oneKey = answer !== undefined && answer.topShare >= ONE_KEY_SHARE;
  const share = formatPercent(answer?.topShare ?? 0);
  const words = answer?.topKey
    ? t("cutOneKeyName", { key: answer.topKey, share })
    : t("cutOneKey", { share });
  return (
    <div className={css.ghosts} data-ruled={ruled || undefined} aria-live="polite">
      <div className={css.ghost} style={{ top, height: cutPx - top }}>
        <b>{load(answer?.above ?? 0)}</b>
      </div>
      <div className={css.ghost} style={{ top: cutPx, height: top + height - cutPx }}>
        <b>{load(answer?.below ?? 0)}</b>
      </div>
      <div className={css.cutLine} style={{ top: cutPx, left: fromPx, width: widthPx - fromPx }} />
      <p className={css.cutWords} style={{ top: top + height + 4 }}>
        {oneKey && <b>{words}</b>}
        {answer?.refusal && (
          <b>{t("refused", { name: answer.refusal.name, message: answer.refusal.message })}</b>
        )}
        {!ruled && !answer?.refusal && <span>{t(keysMode ? "cutDropKeys" : "cutDrop")}</span>}
      </p>
    </div>
  );
};
