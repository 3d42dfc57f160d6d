import type { ReactElement } from "react";
import { formatDuration } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import { useFrame } from "../../store/hooks.ts";
import css from "./bands.module.css";
import { hasStepWords } from "./layout.ts";
import { useStage } from "./stageContext.ts";
import { stepOf } from "../../viz/step.ts";

const R = 7;
const ROUND = 2 * Math.PI * R;

/** UPDATING as a ring that runs out, on the shards of the step under way. */
export const StepRing = ({ shard }: { readonly shard: number }): ReactElement | null => {
  const t = useText("stage");
  const { layout } = useStage();
  const step = useFrame(stepOf, (a, b) => JSON.stringify(a) === JSON.stringify(b));
  if (!step?.shards.includes(shard)) return null;
  const left = formatDuration(step.leftUs);
  const wholeS = Math.ceil(step.leftUs / 1_000_000);
  return (
    <span className={css.step} data-mark="step" aria-label={t("updating", { left })}>
      <svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">
        <circle r={R} className={css.stepTrack} />
        <circle
          r={R}
          className={css.stepLeft}
          strokeDasharray={`${ROUND * step.share} ${ROUND}`}
          transform="rotate(-90)"
        />
      </svg>
      {hasStepWords(layout) && <span>{formatDuration(wholeS * 1_000_000)}</span>}
    </span>
  );
};
