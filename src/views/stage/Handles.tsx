import { lazy, Suspense, useState, type ReactElement } from "react";
import { loadLaterTexts } from "../../i18n/i18n.ts";
import { useText } from "../../i18n/useText.ts";
import type { EngineError, Frame } from "../../protocol/frame.ts";
import { useFrame, useLog, useUi } from "../../store/hooks.ts";
import { useRuntime } from "../../store/runtime.ts";
import { cutUnderWay } from "../../viz/cut.ts";
import type { Scene } from "../../viz/scene.ts";
import { ActButton } from "./ActButton.tsx";
import { CutHandle } from "./CutHandle.tsx";
import { MergeHandle } from "./MergeHandle.tsx";
import css from "./handles.module.css";
import { useStage } from "./stageContext.ts";

/** Lower bands are split and merged in the table twin. */
const HANDLE_PX = 20;

export interface Refusal {
  readonly error: EngineError;
  readonly topPx: number;
}

const whole = (frame: Frame): Frame => frame;

/** Asked for where an endpoint's account is empty. */
const EmptyAccount = lazy(() =>
  Promise.all([import("./EmptyAccount.tsx"), loadLaterTexts()]).then(
    ([view]) => view,
    () => ({ default: () => null }),
  ),
);

/** Splitting and merging by hand: a cut on every band, a grip on every border. */
export const Handles = (): ReactElement | null => {
  const t = useText("stage");
  const { scene, layout } = useStage();
  const [refusal, setRefusal] = useState<Refusal>();
  const frozen = useUi((ui) => ui.locked.includes("edit"));
  const none = useFrame(nothing);
  const { endpoint } = useRuntime();
  useFrame(whole);
  const shown = scene();
  if (!shown) return null;
  const { keys, frame, firstRow } = shown;
  const editable = !frame.bands.aggregated && frame.stream.status !== "";
  const tall = (row: number): boolean => keys.bottom[row]! - keys.top[row]! >= HANDLE_PX;
  const rows = editable ? Array.from({ length: keys.count }, (_, row) => row).filter(tall) : [];
  const shardAt = (row: number): number => frame.bands.shard[row + firstRow]!;
  return (
    <div className={css.handles} style={{ left: layout.bayPx, top: layout.headPx }}>
      {none !== undefined && none !== "" && <p className={css.empty}>{t(none)}</p>}
      {none === "noStream" && endpoint !== undefined && (
        <Suspense>
          <EmptyAccount />
        </Suspense>
      )}
      {!frozen &&
        rows.map((row) => (
          <CutHandle
            key={`c${shardAt(row)}`}
            scene={shown}
            row={row}
            shard={shardAt(row)}
            onRefusal={setRefusal}
          />
        ))}
      <StepCut scene={shown} />
      {!frozen &&
        rows
          .filter((row) => row + 1 < keys.count && tall(row + 1))
          .map((row) => (
            <MergeHandle
              key={`m${shardAt(row)} ${shardAt(row + 1)}`}
              scene={shown}
              row={row}
              shards={[shardAt(row), shardAt(row + 1)]}
              onRefusal={setRefusal}
            />
          ))}
      {refusal && (
        <div className={css.refusal} role="alert" style={{ top: refusal.topPx }}>
          <span>{t("refused", { name: refusal.error.name, message: refusal.error.message })}</span>
          <ActButton text={t("dismiss")} onAct={() => setRefusal(undefined)} />
        </div>
      )}
    </div>
  );
};

/** Where an accepted split will cut, until its children open. */
const StepCut = ({ scene }: { readonly scene: Scene }): ReactElement | null => {
  const { layout } = useStage();
  const { frame, keys } = scene;
  const at = cutUnderWay(useLog(), frame);
  if (keys.rowOf(at) < 0) return null;
  const y = keys.y(at);
  const band = scene.bands.find((each) => !each.closed && each.top <= y && y <= each.bottom);
  return (
    <div
      className={css.cutLine}
      style={{ top: y, width: band?.x1 ?? layout.plotPx }}
      data-waits=""
    />
  );
};

const nothing = ({ stream }: Frame): "noStream" | "creating" | "" =>
  stream.name === "" || stream.status === ""
    ? "noStream"
    : stream.status === "CREATING"
      ? "creating"
      : "";
