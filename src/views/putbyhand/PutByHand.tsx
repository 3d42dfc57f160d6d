import { type FormEvent, useState } from "react";
import { parseShardId } from "../../aws/shardId.ts";
import { formatPercent } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { KeyAnswer, Outcome } from "../../protocol/frame.ts";
import { useActions, useFrame, useQuery, useTopology, useUi } from "../../store/hooks.ts";
import { shardName } from "../caption/values.ts";
import { Facts } from "../inspector/parts/Facts.tsx";
import { Json } from "../inspector/parts/Json.tsx";
import parts from "../inspector/parts/parts.module.css";
import { Refusal } from "../inspector/parts/Refusal.tsx";
import { useSend } from "../inspector/useSend.ts";
import { KeySpace } from "./KeySpace.tsx";
import { explicitPlace, type Place, putInput } from "./place.ts";
import styles from "./PutByHand.module.css";

const KEY_MAX = 256;

interface LandingProps {
  readonly answer: KeyAnswer;
  readonly explicit: Place | undefined;
  /** Of another key: it keeps the room until the answer for this one is there. */
  readonly late: boolean;
}

/** The key's MD5, its place in the key space, its shard. */
const Landing = ({ answer, explicit, late }: LandingProps) => {
  const t = useText("putbyhand");
  const place = explicit ?? { y: answer.y, shard: answer.shard };
  const rows = [
    { id: "md5", label: t("md5"), value: answer.md5, long: true },
    { id: "hashKey", label: t("hashKey"), value: answer.hashKey, long: true },
    { id: "place", label: t("place"), value: formatPercent(place.y) },
    { id: "shard", label: t("shard"), value: place.shard < 0 ? "–" : shardName(place.shard) },
  ];
  return (
    <div className={styles["landing"]} aria-live="polite" aria-busy={late}>
      <KeySpace place={place} />
      <Facts rows={rows} />
    </div>
  );
};

interface SentProps {
  readonly input: object;
  readonly outcome: Outcome | undefined;
  readonly partitionKey: string;
}

const Sent = ({ input, outcome, partitionKey }: SentProps) => {
  const t = useText("putbyhand");
  const actions = useActions();
  if (!outcome?.ok) return null;
  const output = outcome.output as { readonly ShardId?: string };
  const shard = parseShardId(output.ShardId ?? "");
  return (
    <div className={parts["section"]}>
      {shard === undefined ? null : (
        <p role="status">
          <strong>{t("sent", { shard: shardName(shard) })}</strong>
        </p>
      )}
      <div className={parts["row"]}>
        <button
          type="button"
          className={parts["button"]}
          onClick={() => actions.track(partitionKey)}
        >
          {t("track")}
        </button>
      </div>
      <Json label={t("response")} value={outcome.output} />
      <Json label={t("request")} value={input} />
    </div>
  );
};

interface OptionalProps {
  readonly data: string;
  readonly onData: (data: string) => void;
  readonly explicit: string;
  readonly onExplicit: (explicit: string) => void;
}

const Optional = ({ data, onData, explicit, onExplicit }: OptionalProps) => {
  const t = useText("putbyhand");
  return (
    <>
      <label className={parts["field"]}>
        {t("data")}
        <textarea
          className={`${parts["input"]} ${styles["data"]}`}
          rows={2}
          value={data}
          onChange={(event) => onData(event.target.value)}
        />
      </label>
      <label className={parts["field"]}>
        {t("explicit")}
        <input
          className={parts["input"]}
          inputMode="numeric"
          value={explicit}
          aria-describedby="explicit-hint"
          onChange={(event) => onExplicit(event.target.value)}
        />
      </label>
      <p id="explicit-hint" className={styles["hint"]}>
        {t("explicitHint")}
      </p>
    </>
  );
};

/** One record by hand: type a key, see where it lands, send it, see AWS's answer. */
export default function PutByHand() {
  const t = useText("putbyhand");
  const stream = useFrame((frame) => frame.stream.name) ?? "";
  const topology = useTopology();
  const locked = useUi((ui) => ui.locked.some((name) => name === "put" || name === "edit"));
  const sending = useSend();
  const [key, setKey] = useState("user-1");
  const [data, setData] = useState("hello");
  const [explicit, setExplicit] = useState("");
  const [last, setLast] = useState<SentProps | undefined>();
  const answer = useQuery("key", key === "" ? undefined : key);
  const [known, setKnown] = useState<KeyAnswer>();
  if (answer && answer !== known) setKnown(answer);
  const input = putInput({ stream, key, data, explicit: explicit.trim() });
  const place = topology ? explicitPlace(topology.shards, explicit.trim()) : undefined;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setLast(undefined);
    const outcome = await sending.send({ type: "Call", operation: "PutRecord", input });
    setLast({ input, outcome, partitionKey: key });
  };
  return (
    <div className={parts["panel"]}>
      <p className={parts["muted"]}>{t("what")}</p>
      <form className={parts["section"]} onSubmit={(event) => void submit(event)}>
        <label className={parts["field"]}>
          {t("key")}
          <input
            className={parts["input"]}
            value={key}
            maxLength={KEY_MAX}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setKey(event.target.value)}
          />
        </label>
        {known && key !== "" ? (
          <Landing answer={known} explicit={place} late={known.key !== key} />
        ) : (
          <p className={parts["muted"]}>{key === "" ? t("empty") : "…"}</p>
        )}
        <Optional data={data} onData={setData} explicit={explicit} onExplicit={setExplicit} />
        <div className={parts["row"]}>
          <button
            type="submit"
            className={parts["primary"]}
            disabled={locked || sending.busy || stream === ""}
          >
            {t("send")}
          </button>
          {stream === "" ? <span className={parts["muted"]}>{t("noStream")}</span> : null}
        </div>
        <Refusal error={sending.error} />
      </form>
      {last ? <Sent {...last} /> : null}
    </div>
  );
}
