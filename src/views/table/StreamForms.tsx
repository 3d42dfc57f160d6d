import { type FormEvent, useState } from "react";
import { formatCount } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { StreamGauge } from "../../protocol/frame.ts";
import { useUi } from "../../store/hooks.ts";
import parts from "../inspector/parts/parts.module.css";
import { Refusal } from "../inspector/parts/Refusal.tsx";
import { useSend } from "../inspector/useSend.ts";
import styles from "./ShardTable.module.css";

interface NumberFormProps {
  readonly label: string;
  readonly hint: string;
  readonly button: string;
  readonly start: number;
  readonly callOf: (value: number) => { readonly operation: string; readonly input: object };
}

/** One whole number and the call it goes out with; AWS's answer stands below. */
const NumberForm = ({ label, hint, button, start, callOf }: NumberFormProps) => {
  const t = useText("table");
  const sending = useSend();
  const [text, setText] = useState("");
  const value = text === "" ? start : Number(text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void sending.send({ type: "Call", ...callOf(value) });
  };
  return (
    <form className={styles["form"]} onSubmit={submit}>
      <label className={parts["field"]}>
        {label}
        <input
          className={parts["input"]}
          type="number"
          step={1}
          value={text}
          placeholder={String(start)}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit" className={parts["button"]} disabled={sending.busy}>
        {button}
      </button>
      <p className={styles["hint"]}>
        {sending.done ? t("done", { operation: sending.done }) : hint}
      </p>
      <div className={styles["wide"]}>
        <Refusal error={sending.error} />
      </div>
    </form>
  );
};

const CreateForm = () => {
  const t = useText("table");
  const sending = useSend();
  const [name, setName] = useState("my-stream");
  const [shards, setShards] = useState(2);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const input = { StreamName: name, ShardCount: shards };
    void sending.send({ type: "Call", operation: "CreateStream", input });
  };
  return (
    <form className={styles["form"]} onSubmit={submit} aria-label={t("create")}>
      <label className={parts["field"]}>
        {t("create")}
        <input
          className={parts["input"]}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label className={parts["field"]}>
        {t("createShards")}
        <input
          className={parts["input"]}
          type="number"
          min={1}
          value={shards}
          onChange={(event) => setShards(Number(event.target.value))}
        />
      </label>
      <button type="submit" className={parts["primary"]} disabled={sending.busy}>
        {t("createDo")}
      </button>
      <div className={styles["wide"]}>
        <Refusal error={sending.error} />
      </div>
    </form>
  );
};

/** Calls on the whole stream: its shard count and retention, or its making when there is none. */
export const StreamForms = ({ stream }: { readonly stream: StreamGauge }) => {
  const t = useText("table");
  const locked = useUi((ui) => ui.locked);
  if (locked.includes("edit")) return null;
  if (stream.status === "") return <CreateForm />;
  const { name, openShards, retentionHours } = stream;
  return (
    <div className={styles["forms"]}>
      {locked.includes("count") ? null : (
        <NumberForm
          label={t("count")}
          hint={t("countHint", { open: formatCount(openShards) })}
          button={t("countDo")}
          start={openShards * 2}
          callOf={(value) => ({
            operation: "UpdateShardCount",
            input: { StreamName: name, TargetShardCount: value, ScalingType: "UNIFORM_SCALING" },
          })}
        />
      )}
      {locked.includes("retention") ? null : (
        <NumberForm
          label={t("retention")}
          hint={t("retentionHint", { hours: retentionHours })}
          button={t("retentionDo")}
          start={retentionHours === 24 ? 48 : 24}
          callOf={(value) => ({
            operation:
              value < retentionHours
                ? "DecreaseStreamRetentionPeriod"
                : "IncreaseStreamRetentionPeriod",
            input: { StreamName: name, RetentionPeriodHours: value },
          })}
        />
      )}
    </div>
  );
};
