import { useId, useState } from "react";
import { useText } from "../../i18n/useText.ts";
import { useFrame, useTopology, useUi } from "../../store/hooks.ts";
import { useRuntime } from "../../store/runtime.ts";
import { Button } from "../../ui/Button.tsx";
import { hottestShard, middleOf, shardIdOf } from "./hottest.ts";
import { useRefusal } from "./useRefusal.ts";
import styles from "./actors.module.css";

interface CallRowProps {
  readonly label: string;
  readonly start: string;
  readonly action: string;
  readonly disabled: boolean;
  readonly onCall: (text: string) => void;
}

/** A field and the call it is for. */
const CallRow = ({ label, start, action, disabled, onCall }: CallRowProps) => {
  const id = useId();
  const [text, setText] = useState<string>();
  const call = (): void => {
    onCall(text ?? start);
  };
  return (
    <div className={styles.call}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={styles.number}
        inputMode="numeric"
        autoComplete="off"
        disabled={disabled}
        value={text ?? start}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") call();
        }}
      />
      <Button disabled={disabled} onClick={call}>
        {action}
      </Button>
    </div>
  );
};

/** Calls on the stream as a whole; what AWS refuses is told in AWS's words. */
export const StreamCalls = () => {
  const t = useText("actors");
  const { session } = useRuntime();
  const topology = useTopology();
  const gauge = useFrame((frame) => frame.stream);
  const frozen = useUi((ui) => ui.locked.includes("edit"));
  const { refusal, say, send } = useRefusal();
  const StreamName = topology?.streams[0]?.name;
  const call = (operation: string, input: object): void => {
    void send({ type: "Call", operation, input });
  };
  const retain = (text: string): void => {
    const RetentionPeriodHours = Number(text);
    const more = RetentionPeriodHours >= (gauge?.retentionHours ?? 24);
    call(more ? "IncreaseStreamRetentionPeriod" : "DecreaseStreamRetentionPeriod", {
      StreamName,
      RetentionPeriodHours,
    });
  };
  const splitHottest = (): void => {
    const frame = session.frame();
    const shard = frame ? hottestShard(frame.bands) : undefined;
    const at = shard === undefined || !topology ? undefined : middleOf(topology.shards, shard);
    if (shard === undefined || at === undefined) say(t("noHottest"));
    else {
      call("SplitShard", { StreamName, ShardToSplit: shardIdOf(shard), NewStartingHashKey: at });
    }
  };
  if (StreamName === undefined) {
    return (
      <CallRow
        label={t("openShards")}
        start="2"
        action={t("createStream")}
        disabled={frozen}
        onCall={(text) => {
          call("CreateStream", { StreamName: "orders", ShardCount: Number(text) });
        }}
      />
    );
  }
  return (
    <div className={styles.form}>
      <Button disabled={frozen} title={t("splitHottestNote")} onClick={splitHottest}>
        {t("splitHottest")}
      </Button>
      <CallRow
        label={t("shardCount")}
        start={String((gauge?.openShards ?? 1) * 2)}
        action={t("updateShardCount")}
        disabled={frozen}
        onCall={(text) => {
          call("UpdateShardCount", {
            StreamName,
            TargetShardCount: Number(text),
            ScalingType: "UNIFORM_SCALING",
          });
        }}
      />
      <CallRow
        label={t("retention")}
        start={String(gauge?.retentionHours ?? 24)}
        action={t("setRetention")}
        disabled={frozen}
        onCall={retain}
      />
      <Button
        disabled={frozen}
        onClick={() => {
          call("DeleteStream", { StreamName });
        }}
      >
        {t("deleteStream")}
      </Button>
      {refusal === undefined ? null : (
        <p className={styles.refusal} role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
};
