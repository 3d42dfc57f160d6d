import { useState } from "react";
import { useText } from "../../i18n/useText.ts";
import { kindMetas } from "../../kinds/registry.meta.ts";
import type { ActorInfo } from "../../protocol/frame.ts";
import type { ActorRole } from "../../protocol/log.ts";
import { useTopology, useLocked } from "../../store/hooks.ts";
import { ActorItem } from "./ActorItem.tsx";
import { AddActor } from "./AddActor.tsx";
import { AssumptionForm } from "./Assumptions.tsx";
import { StreamCalls } from "./StreamCalls.tsx";
import styles from "./actors.module.css";

const NONE: readonly ActorInfo[] = [];

interface ListProps {
  readonly role: ActorRole;
  readonly actors: readonly ActorInfo[];
  /** Actors that were there when the panel was opened. */
  readonly old: readonly number[];
}

const ActorList = ({ role, actors, old }: ListProps) => {
  const t = useText("actors");
  const frozen = useLocked("edit");
  const mine = actors.filter((actor) => actor.role === role);
  return (
    <section className={styles.section}>
      <h3>{t(role === "producer" ? "producers" : "consumers")}</h3>
      {mine.length === 0 ? (
        <p className={styles.note}>{t(role === "producer" ? "noProducers" : "noConsumers")}</p>
      ) : null}
      <ul className={styles.list}>
        {mine.map((actor) => (
          <ActorItem
            key={actor.id}
            actor={actor}
            meta={kindMetas.find((meta) => meta.kind === actor.kind && meta.role === role)}
            startOpen={!old.includes(actor.id)}
          />
        ))}
      </ul>
      {frozen ? null : <AddActor role={role} />}
    </section>
  );
};

/** Who writes and who reads, and what the run assumes: list, add, change, crash, remove. */
export default function Actors() {
  const t = useText("actors");
  const actors = useTopology()?.actors ?? NONE;
  const [old] = useState(() => actors.map((actor) => actor.id));
  return (
    <div className={styles.actors}>
      <ActorList role="producer" actors={actors} old={old} />
      <ActorList role="consumer" actors={actors} old={old} />
      <section className={styles.section}>
        <h3>{t("stream")}</h3>
        <StreamCalls />
      </section>
      <section className={styles.section}>
        <h3>{t("assumptions")}</h3>
        <AssumptionForm />
      </section>
    </div>
  );
}
