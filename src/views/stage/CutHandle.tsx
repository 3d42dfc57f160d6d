import { Scissors } from "lucide-react";
import type { CSSProperties, ReactElement } from "react";
import { LIMITS } from "../../aws/limits.ts";
import { formatPercent, formatRate } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import { useUi } from "../../store/hooks.ts";
import { ONE_KEY_SHARE } from "../../viz/cut.ts";
import { stepOf } from "../../viz/step.ts";
import { ActButton } from "./ActButton.tsx";
import css from "./handles.module.css";
import type { Layout } from "./layout.ts";
import { useStage } from "./stageContext.ts";
import { useCut, type Cut, type CutInput } from "./useCut.ts";
import { shardName } from "./words.ts";

/** Drag (or arrows and Enter) lays a cut through the band; the drop is SplitShard. */
export const CutHandle = (input: CutInput): ReactElement => {
  const t = useText("stage");
  const { scene, row, shard } = input;
  const { layout, tapped, hoverRow } = useStage();
  const cut = useCut(input);
  const told = useUi((ui) =>
    ui.highlight.some((target) => target.type === "shard" && target.shard === shard),
  );
  const throttled = scene.frame.bands.throttled[row + scene.firstRow]! > 0;
  const stepping = stepOf(scene.frame)?.shards.includes(shard) ?? false;
  const marked = layout.compact ? tapped === shard : hoverRow === row || told || throttled;
  const top = scene.keys.top[row]!;
  const height = scene.keys.bottom[row]! - top;
  const idle = cut.mode === "idle";
  return (
    <>
      <div
        className={css.cutZone}
        style={{ top, height, left: layout.compact ? 0 : -layout.bayPx }}
        data-on={!idle || (marked && !stepping) || undefined}
      >
        <button
          type="button"
          className={css.cut}
          style={{ top: cut.cutPx - top }}
          aria-label={t("cut", { n: shardName(shard) })}
          title={idle ? t("cutHow") : undefined}
          onClick={(event) => event.stopPropagation()}
          {...cut.handlers}
        >
          <Scissors size={layout.present ? 24 : 14} aria-hidden="true" />
        </button>
      </div>
      {!idle && <Ghosts cut={cut} top={top} height={height} />}
    </>
  );
};

interface GhostsProps {
  readonly cut: Cut;
  readonly top: number;
  readonly height: number;
}

/** The children to be, with the load each would take; or why there will be none. */
const Ghosts = ({ cut, top, height }: GhostsProps): ReactElement => {
  const t = useText("stage");
  const { layout } = useStage();
  const { answer, cutPx, ruled } = cut;
  const from = layout.compact ? 0 : layout.handlePx - layout.bayPx;
  const load = (share: number): string => {
    if (!answer) return "…";
    if (answer.recordsPerS === 0) return t("cutEmpty");
    const rate = formatRate(Math.round(answer.recordsPerS * share));
    const limit = formatRate(LIMITS.writeRecordsPerSecondPerShard.value);
    return t("cutAbove", { share: formatPercent(share), rate, limit });
  };
  return (
    <div className={css.ghosts} data-ruled={ruled || undefined} aria-live="polite">
      <div className={css.ghost} style={{ top, height: cutPx - top }}>
        <b>{load(answer?.above ?? 0)}</b>
      </div>
      <div className={css.ghost} style={{ top: cutPx, height: top + height - cutPx }}>
        <b>{load(answer?.below ?? 0)}</b>
      </div>
      <div
        className={css.cutLine}
        style={{ top: cutPx, left: from, width: layout.plotPx - from }}
      />
      <div className={css.cutWords} style={wordsPlace(top, height, layout)}>
        <CutWords cut={cut} />
      </div>
    </div>
  );
};

/** Under the band; over it where there is no room, or else at its own foot. */
const wordsPlace = (top: number, height: number, layout: Layout): CSSProperties => {
  const room = layout.fontPx * 8;
  const foot = top + height;
  if (foot + room < layout.heightPx + layout.footPx) return { top: foot + 4 };
  return { bottom: 4 - (top > room ? top : foot - 4) };
};

const CutWords = ({ cut }: { readonly cut: Cut }): ReactElement => {
  const t = useText("stage");
  const { layout } = useStage();
  const { answer, ruled, mode, drop } = cut;
  const armed = layout.compact ? "cutDropTap" : "cutDropKeys";
  const share = formatPercent(answer?.topShare ?? 0);
  const oneKey = answer !== undefined && answer.topShare >= ONE_KEY_SHARE;
  const refusal = answer?.refusal;
  return (
    <>
      {oneKey && (
        <b>
          {answer.topKey
            ? t("cutOneKeyName", { key: answer.topKey, share })
            : t("cutOneKey", { share })}
        </b>
      )}
      {refusal && <b>{t("refused", { name: refusal.name, message: refusal.message })}</b>}
      {!ruled && !refusal && <span>{t(mode === "armed" ? armed : "cutDrop")}</span>}
      {!ruled && !refusal && mode === "armed" && <ActButton text={t("cutHere")} onAct={drop} />}
    </>
  );
};
