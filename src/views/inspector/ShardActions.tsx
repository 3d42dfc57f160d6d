import { type FormEvent, useState } from "react";
import { shardIdOf } from "../../aws/shardId.ts";
import { formatBytes, formatPercent, formatRate } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { CutAnswer } from "../../protocol/frame.ts";
import { useFrame, useQuery, useTopology, useUi } from "../../store/hooks.ts";
import { shardName } from "../caption/values.ts";
import { cutAt, type HashRange, nextOpen, rangeAt, rowOf } from "./hashRange.ts";
import styles from "./Inspector.module.css";
import parts from "./parts/parts.module.css";
import { Refusal } from "./parts/Refusal.tsx";
import { useSend } from "./useSend.ts";

type Mode = "middle" | "percent" | "key";
const MODES: readonly Mode[] = ["middle", "percent", "key"];
/** From this share on, one key decides and no cut helps. */
const ONE_KEY = 0.5;

interface Cut {
  readonly mode: Mode;
  readonly percent: number;
  readonly key: string;
}

const hashKeyOf = (cut: Cut, range: HashRange): string => {
  if (cut.mode === "key") return cut.key.trim();
  return cutAt(range, cut.mode === "middle" ? 50 : cut.percent).toString();
};

const Prediction = ({ answer }: { readonly answer: CutAnswer }) => {
  const t = useText("inspector");
  const values = { above: formatPercent(answer.above), below: formatPercent(answer.below) };
  const hot = answer.topShare >= ONE_KEY;
  return (
    <>
      <p>{t("split.load", values)}</p>
      {hot ? (
        <p>
          <strong>
            {t("split.hot", { key: answer.topKey, share: formatPercent(answer.topShare) })}
          </strong>
        </p>
      ) : null}
    </>
  );
};

interface CutFieldsProps {
  readonly cut: Cut;
  readonly onCut: (cut: Cut) => void;
  readonly shard: number;
}

const CutFields = ({ cut, onCut, shard }: CutFieldsProps) => {
  const t = useText("inspector");
  return (
    <>
      <label className={parts["field"]}>
        {t("split.mode")}
        <select
          className={parts["input"]}
          value={cut.mode}
          onChange={(event) => onCut({ ...cut, mode: event.target.value as Mode })}
        >
          {MODES.map((mode) => (
            <option key={mode} value={mode}>
              {t(`split.mode.${mode}`)}
            </option>
          ))}
        </select>
      </label>
      {cut.mode === "percent" ? (
        <label className={parts["field"]}>
          {`${t("split.at")} ${t("split.atValue", { percent: formatPercent(cut.percent / 100) })}`}
          <input
            type="range"
            min={1}
            max={99}
            value={cut.percent}
            onChange={(event) => onCut({ ...cut, percent: Number(event.target.value) })}
          />
        </label>
      ) : null}
      {cut.mode === "key" ? (
        <label className={parts["field"]}>
          {t("split.key")}
          <input
            className={parts["input"]}
            inputMode="numeric"
            name={`key-${shard}`}
            value={cut.key}
            onChange={(event) => onCut({ ...cut, key: event.target.value })}
          />
        </label>
      ) : null}
    </>
  );
};

interface ShardProps {
  readonly shard: number;
  readonly range: HashRange;
  readonly stream: string;
}

/** SplitShard by hand: where to cut, the load each child would take, AWS's refusal before and after. */
const SplitForm = ({ shard, range, stream }: ShardProps) => {
  const t = useText("inspector");
  const sending = useSend();
  const [cut, setCut] = useState<Cut>({ mode: "middle", percent: 50, key: "" });
  const at = hashKeyOf(cut, range);
  const answer = useQuery("cut", /^\d{1,39}$/.test(at) ? { shard, at } : undefined);
  const fits = answer?.shard === shard && answer.at === at ? answer : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const input = { StreamName: stream, ShardToSplit: shardIdOf(shard), NewStartingHashKey: at };
    void sending.send({ type: "Call", operation: "SplitShard", input });
  };
  const id = `split-${shard}`;
  return (
    <form
      className={styles["form"]}
      onSubmit={submit}
      aria-label={t("split.title", { shard: shardName(shard) })}
    >
      <CutFields cut={cut} onCut={setCut} shard={shard} />
      {fits && !fits.refusal ? <Prediction answer={fits} /> : null}
      <div className={parts["row"]}>
        <button
          type="submit"
          className={parts["primary"]}
          aria-describedby={id}
          disabled={sending.busy}
        >
          {t("split.do")}
        </button>
      </div>
      <Refusal id={id} error={sending.error ?? (sending.done ? undefined : fits?.refusal)} />
      {sending.done ? <p role="status">{t("done", { operation: sending.done })}</p> : null}
    </form>
  );
};

interface MergeProps {
  readonly shard: number;
  readonly next: number;
  readonly stream: string;
}

/** MergeShards with the open shard that follows in hash order. */
const MergeForm = ({ shard, next, stream }: MergeProps) => {
  const t = useText("inspector");
  const sending = useSend();
  const answer = useQuery("merge", next < 0 ? undefined : { shards: [shard, next] });
  const fits = answer?.shards[0] === shard && answer.shards[1] === next ? answer : undefined;
  if (next < 0) return <p className={parts["muted"]}>{t("merge.none")}</p>;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const input = {
      StreamName: stream,
      ShardToMerge: shardIdOf(shard),
      AdjacentShardToMerge: shardIdOf(next),
    };
    void sending.send({ type: "Call", operation: "MergeShards", input });
  };
  const id = `merge-${shard}`;
  return (
    <form className={styles["form"]} onSubmit={submit}>
      {fits && !fits.refusal ? (
        <p>
          {t("merge.load", {
            records: formatRate(fits.recordsPerS),
            bytes: `${formatBytes(fits.bytesPerS)}/s`,
          })}
        </p>
      ) : null}
      <div className={parts["row"]}>
        <button
          type="submit"
          className={parts["button"]}
          aria-describedby={id}
          disabled={sending.busy}
        >
          {t("merge.do", { shard: shardName(next) })}
        </button>
      </div>
      <Refusal id={id} error={sending.error ?? (sending.done ? undefined : fits?.refusal)} />
      {sending.done ? <p role="status">{t("done", { operation: sending.done })}</p> : null}
    </form>
  );
};

/** Split and merge for one open shard; nothing for a closed one. */
export const ShardActions = ({ shard }: { readonly shard: number }) => {
  const topology = useTopology();
  const stream = useFrame((frame) => frame.stream.name);
  const locked = useUi((ui) => ui.locked);
  if (!topology || stream === undefined) return null;
  const { shards } = topology;
  const row = rowOf(shards, shard);
  if (row < 0 || (shards.closedUs[row] ?? 0) >= 0) return null;
  return (
    <div className={styles["actions"]}>
      {locked.some((name) => name === "split" || name === "edit") ? null : (
        <SplitForm shard={shard} range={rangeAt(shards, row)} stream={stream} />
      )}
      {locked.some((name) => name === "merge" || name === "edit") ? null : (
        <MergeForm shard={shard} next={nextOpen(shards, row)} stream={stream} />
      )}
    </div>
  );
};
