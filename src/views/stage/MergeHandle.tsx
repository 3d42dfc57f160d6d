import type { ReactElement } from "react";
import { LIMITS } from "../../aws/limits.ts";
import { formatBytes, formatCount } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import { ActButton } from "./ActButton.tsx";
import css from "./handles.module.css";
import { useStage } from "./stageContext.ts";
import { useMerge, type Merge, type MergeInput } from "./useMerge.ts";
import { shardName } from "./words.ts";

/** Two borders with a grip each: drag one onto the other (or press M) for MergeShards. */
export const MergeHandle = (input: MergeInput): ReactElement => {
  const t = useText("stage");
  const { layout, tapped } = useStage();
  const merge = useMerge(input);
  const { scene, row, shards } = input;
  const { keys } = scene;
  const name = t("merge", { a: shardName(shards[0]), b: shardName(shards[1]) });
  return (
    <div
      className={css.mergeZone}
      style={{ top: merge.border }}
      data-on={merge.active || (layout.compact && shards.includes(tapped)) || undefined}
    >
      <button
        type="button"
        className={css.merge}
        aria-label={name}
        title={merge.active ? undefined : t("mergeHow")}
        onClick={(event) => event.stopPropagation()}
        {...merge.handlers}
      >
        <i style={{ transform: `translateY(${merge.upper}px)` }} data-way="down" />
        <i style={{ transform: `translateY(${merge.lower}px)` }} data-way="up" />
      </button>
      {merge.met && (
        <div
          className={css.merged}
          style={{
            top: keys.top[row]! - merge.border,
            height: keys.bottom[row + 1]! - keys.top[row]!,
            width: layout.plotPx,
          }}
        />
      )}
      {merge.active && <MergeWords merge={merge} name={name} />}
    </div>
  );
};

const MergeWords = ({
  merge: { answer, met, armed, send },
  name,
}: {
  readonly merge: Merge;
  readonly name: string;
}): ReactElement => {
  const t = useText("stage");
  const refusal = answer?.refusal;
  return (
    <div className={css.mergeWords} aria-live="polite">
      {!armed && <b>{name}</b>}
      {answer && !refusal && (
        <span>
          {t("mergeLoad", {
            records: formatCount(answer.recordsPerS),
            bytes: formatBytes(answer.bytesPerS),
            most: formatCount(LIMITS.writeRecordsPerSecondPerShard.value),
            mostBytes: formatBytes(LIMITS.writeBytesPerSecondPerShard.value),
          })}
        </span>
      )}
      {refusal ? (
        <span>{t("refused", { name: refusal.name, message: refusal.message })}</span>
      ) : armed ? (
        <ActButton text={name} onAct={send} />
      ) : (
        <span>{t(met ? "mergeDrop" : "mergeHow")}</span>
      )}
    </div>
  );
};
