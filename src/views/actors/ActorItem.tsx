import { Crosshair, Settings2, Trash2 } from "lucide-react";
import { useState } from "react";
import { formatCount, formatDuration, formatRate } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import type { ActorInfo } from "../../protocol/frame.ts";
import { checkParams, type KindMeta } from "../../protocol/kind.ts";
import type { Params } from "../../protocol/log.ts";
import { useActions, useFrame, useLocked, useStream, useUi } from "../../store/hooks.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { isProgram } from "./isProgram.ts";
import { ParamForm } from "./ParamForm.tsx";
import { useRefusal } from "./useRefusal.ts";
import { verbsOf } from "./verbs.ts";
import styles from "./actors.module.css";

const alike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const ProducerLine = ({ actor }: Pick<ActorItemProps, "actor">) => {
  const { id } = actor;
  const t = useText("actors");
  const gauge = useFrame((frame) => frame.producers.find((each) => each.id === id), alike);
  if (!gauge) return null;
  return (
    <p className={styles.line}>
      {t(isProgram(actor) ? "programLine" : "producerLine", {
        rate: formatRate(gauge.ratePerS),
        accepted: formatCount(gauge.accepted),
        throttled: formatCount(gauge.throttled),
        backlog: formatCount(gauge.backlog),
      })}
    </p>
  );
};

const ConsumerLine = ({ id }: { readonly id: number }) => {
  const t = useText("actors");
  const gauge = useFrame((frame) => frame.consumers.find((each) => each.id === id), alike);
  if (!gauge) return null;
  return (
    <p className={styles.line}>
      {gauge.running ? null : <strong>{t("crashed")} · </strong>}
      {t("consumerLine", {
        delivered: formatCount(gauge.delivered),
        lag: formatDuration(gauge.millisBehindLatest * 1_000),
        late: formatCount(gauge.late),
        reReads: formatCount(gauge.reReads),
      })}
    </p>
  );
};

/** Whose stream it is, where that is not the one shown. */
const Elsewhere = ({ stream }: { readonly stream: string }) => {
  const t = useText("actors");
  return useStream() === stream ? null : <p className={styles.line}>{t("ofStream", { stream })}</p>;
};

const Line = ({ actor }: Pick<ActorItemProps, "actor">) => (
  <>
    <Elsewhere stream={actor.stream} />
    {actor.role === "producer" ? <ProducerLine actor={actor} /> : <ConsumerLine id={actor.id} />}
  </>
);

export interface ActorItemProps {
  readonly actor: ActorInfo;
  readonly meta: KindMeta | undefined;
  readonly startOpen: boolean;
}

const Verbs = ({
  actor,
  meta,
  send,
}: Pick<ActorItemProps, "actor" | "meta"> & Pick<ReturnType<typeof useRefusal>, "send">) => {
  const t = useText("actors");
  const frozen = useLocked("edit");
  return verbsOf(meta).map((signal) => {
    const word = t(`signal.${signal}`);
    return (
      <Button
        key={signal}
        disabled={frozen}
        aria-label={t("signalName", { signal: word, name: actor.name })}
        onClick={() => void send({ type: "Signal", id: actor.id, signal })}
      >
        {word}
      </Button>
    );
  });
};

/** One producer or consumer: how it fares, its verbs, its settings. */
export const ActorItem = ({ actor, meta, startOpen }: ActorItemProps) => {
  const t = useText("actors");
  const actions = useActions();
  const { refusal, say, send } = useRefusal();
  const [open, setOpen] = useState(startOpen);
  const focused = useUi((ui) => ui.focus === actor.id);
  const frozen = useLocked("edit");
  const { id, name } = actor;
  const update = (params: Params): void => {
    const fault = meta ? checkParams(meta, params) : undefined;
    if (fault === undefined) void send({ type: "UpdateActor", id, params });
    else say(fault);
  };
  return (
    <li className={styles.actor} data-focus={focused}>
      <div className={styles.head}>
        <span className={styles.letter} aria-hidden>
          {actor.letter}
        </span>
        <h4>{name}</h4>
        <span className={styles.kind}>{meta?.awsName ?? actor.kind}</span>
      </div>
      <Line actor={actor} />
      <div className={styles.verbs}>
        <Verbs actor={actor} meta={meta} send={send} />
        {actor.role === "consumer" ? (
          <IconButton
            label={t("focusName", { name })}
            aria-pressed={focused}
            onClick={() => {
              actions.setFocus(id);
            }}
          >
            <Crosshair aria-hidden />
          </IconButton>
        ) : null}
        <IconButton
          label={t("settingsName", { name })}
          aria-expanded={open}
          disabled={frozen}
          onClick={() => {
            setOpen(!open);
          }}
        >
          <Settings2 aria-hidden />
        </IconButton>
        <IconButton
          label={t("removeName", { name })}
          disabled={frozen}
          onClick={() => void send({ type: "RemoveActor", id })}
        >
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      {refusal === undefined ? null : (
        <p className={styles.refusal} role="alert">
          {refusal}
        </p>
      )}
      {open && meta && !frozen ? (
        <>
          <ParamForm meta={meta} params={actor.params} onCommit={update} />
          <a className={styles.doc} href={meta.docUrl} target="_blank" rel="noreferrer">
            {t("docs")}
          </a>
        </>
      ) : null}
    </li>
  );
};
