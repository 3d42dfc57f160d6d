import { useId, useState } from "react";
import { useText } from "../../i18n/useText.ts";
import { useFrame, useLocked, useStream } from "../../store/hooks.ts";
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

const Refusal = ({ text }: { readonly text: string | undefined }) =>
  text === undefined ? null : (
    <p className={styles.refusal} role="alert">
      {text}
    </p>
  );

const CreateStream = ({ call }: { readonly call: (operation: string, input: object) => void }) => {
  const t = useText("actors");
  const frozen = useLocked("edit");
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
};

/** Splits the shard that asks for most, in the middle of its range. */
const SplitHottest = ({ stream }: { readonly stream: string }) => {
  const t = useText("actors");
  const { session } = useRuntime();
  const frozen = useLocked("edit");
  const { refusal, say, send } = useRefusal();
  const split = (): void => {
    const frame = session.frame();
    const shards = session.topology()?.shards;
    const shard = frame ? hottestShard(frame.bands) : undefined;
    const at = shard === undefined || !shards ? undefined : middleOf(shards, shard);
    if (shard === undefined || at === undefined) {
      say(t("noHottest"));
      return;
    }
    const input = {
      StreamName: stream,
      ShardToSplit: shardIdOf(shard),
      NewStartingHashKey: at,
    };
    void send({ type: "Call", operation: "SplitShard", input });
  };
  return (
    <>
      <Button disabled={frozen} title={t("splitHottestNote")} onClick={split}>
        {t("splitHottest")}
      </Button>
      <Refusal text={refusal} />
    </>
  );
};

/** Calls on the stream as a whole; what AWS refuses is told in AWS's words. */
export const StreamCalls = () => {
  const t = useText("actors");
  const stream = useStream();
  const openShards = useFrame((frame) => frame.stream.openShards) ?? 1;
  const hours = useFrame((frame) => frame.stream.retentionHours) ?? 24;
  const frozen = useLocked("edit");
  const { refusal, send } = useRefusal();
  const call = (operation: string, input: object): void => {
    void send({ type: "Call", operation, input: { StreamName: stream, ...input } });
  };
  const retain = (text: string): void => {
    const RetentionPeriodHours = Number(text);
    const verb = RetentionPeriodHours >= hours ? "Increase" : "Decrease";
    call(`${verb}StreamRetentionPeriod`, { RetentionPeriodHours });
  };
  const resize = (text: string): void => {
    call("UpdateShardCount", { TargetShardCount: Number(text), ScalingType: "UNIFORM_SCALING" });
  };
  return (
    <div className={styles.form}>
      {stream === "" ? (
        <CreateStream call={call} />
      ) : (
        <>
          <SplitHottest stream={stream} />
          <CallRow
            label={t("shardCount")}
            start={String(openShards * 2)}
            action={t("updateShardCount")}
            disabled={frozen}
            onCall={resize}
          />
          <CallRow
            label={t("retention")}
            start={String(hours)}
            action={t("setRetention")}
            disabled={frozen}
            onCall={retain}
          />
          <Button
            disabled={frozen}
            onClick={() => {
              call("DeleteStream", {});
            }}
          >
            {t("deleteStream")}
          </Button>
        </>
      )}
      <Refusal text={refusal} />
    </div>
  );
};
