import { useId, useState } from "react";
import { useText } from "../../i18n/useText.ts";
import { kindMetas } from "../../kinds/registry.meta.ts";
import type { ActorRole } from "../../protocol/log.ts";
import { useLog, useStream, useTopology } from "../../store/hooks.ts";
import { Button } from "../../ui/Button.tsx";
import { newActor } from "./newActor.ts";
import { useRefusal } from "./useRefusal.ts";
import styles from "./actors.module.css";

const NAME_MAX = 64;

/** Adds a producer or a consumer of any kind there is. */
export const AddActor = ({ role }: { readonly role: ActorRole }) => {
  const t = useText("actors");
  const id = useId();
  const log = useLog();
  const topology = useTopology();
  const { refusal, send } = useRefusal();
  const kinds = kindMetas.filter((meta) => meta.role === role);
  const [kind, setKind] = useState(kinds[0]?.kind ?? "");
  const [name, setName] = useState("");
  const meta = kinds.find((each) => each.kind === kind);
  const stream = useStream();
  const add = async (): Promise<void> => {
    if (!meta) return;
    const command = newActor(meta, name, stream || "orders", log, topology?.actors ?? []);
    const outcome = await send(command);
    if (outcome.ok) setName("");
  };
  return (
    <form
      className={styles.add}
      aria-label={t(role === "producer" ? "addProducer" : "addConsumer")}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <label htmlFor={`${id}-kind`} className="sr-only">
        {t("kind")}
      </label>
      <select
        id={`${id}-kind`}
        className={styles.select}
        value={kind}
        onChange={(event) => {
          setKind(event.target.value);
        }}
      >
        {kinds.map((each) => (
          <option key={each.kind} value={each.kind}>
            {each.awsName} ({each.kind})
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-name`} className="sr-only">
        {t("name")}
      </label>
      <input
        id={`${id}-name`}
        className={styles.text}
        placeholder={t("name")}
        maxLength={NAME_MAX}
        autoComplete="off"
        value={name}
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <Button onClick={() => void add()}>
        {t(role === "producer" ? "addProducer" : "addConsumer")}
      </Button>
      {refusal === undefined ? null : (
        <p className={styles.refusal} role="alert">
          {refusal}
        </p>
      )}
    </form>
  );
};
