import { useEffect, useState } from "react";
import type { Outgoing } from "../../exchange/export/edits.ts";
import { formatClock } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import { useFrame } from "../../store/hooks.ts";
import { useRuntime } from "../../store/runtime.ts";
import { Button } from "../../ui/Button.tsx";
import { outgoing } from "./collect.ts";
import styles from "./exchange.module.css";
import { FILES, type Format, FORMATS, isText, saveAs, TEXTS, type TextFormat } from "./formats.ts";
import { useTask } from "./useTask.ts";

const ShownText = ({
  format,
  stream,
}: {
  readonly format: TextFormat;
  readonly stream: Outgoing;
}) => {
  const t = useText("exchange");
  const [copied, setCopied] = useState<boolean>();
  const text = TEXTS[format].print(stream);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <>
      <textarea
        className={styles.shown}
        readOnly
        rows={9}
        spellCheck={false}
        aria-label={t("text")}
        value={text}
      />
      <div className={styles.row}>
        <Button
          look="filled"
          onClick={() => saveAs(`${stream.name}.${TEXTS[format].ending}`, text)}
        >
          {t("save")}
        </Button>
        <Button onClick={() => void copy()}>{t(copied === true ? "copied" : "copy")}</Button>
        <p role="status" className={styles.note}>
          {copied === false ? t("copyFailed") : ""}
        </p>
      </div>
    </>
  );
};

const FileMaker = ({
  format,
  name,
}: {
  readonly format: keyof typeof FILES;
  readonly name: string;
}) => {
  const t = useText("exchange");
  const runtime = useRuntime();
  const { state, run, stop } = useTask();
  const file = `${name}.${FILES[format].ending}`;
  const working = state.phase === "working";
  const make = (): void => {
    void run(async (task) => {
      const content = await FILES[format].make(runtime, task);
      task.signal.throwIfAborted();
      saveAs(file, content);
    });
  };
  return (
    <div className={styles.row}>
      <Button look="filled" onClick={working ? stop : make}>
        {t(working ? "stop" : "save")}
      </Button>
      {working ? <progress aria-label={t("working")} value={state.part} /> : null}
      <p role="status" className={styles.note}>
        {state.phase === "done" ? t("saved", { name: file }) : ""}
        {state.phase === "stopped" ? t("stopped") : ""}
        {state.phase === "failed" ? t("failed", { message: state.message }) : ""}
      </p>
    </div>
  );
};

const MINUTE_US = 60_000_000;

/** CloudWatch tells whole minutes alone, and the first is not over yet. */
const NoMinute = () => {
  const t = useText("exchange");
  const none = useFrame((frame) => frame.atUs < MINUTE_US);
  return none ? <p className={styles.note}>{t("noMinute")}</p> : null;
};

/** The stream as it stands, for AWS and for other programs. */
export const ExportPart = () => {
  const t = useText("exchange");
  const runtime = useRuntime();
  const at = formatClock(useFrame((frame) => frame.atUs) ?? 0);
  const [format, setFormat] = useState<Format>("cli");
  const [stream, setStream] = useState<Outgoing>();
  useEffect(() => {
    const stopping = new AbortController();
    const task = { signal: stopping.signal, progress: () => {} };
    const load = async (): Promise<void> => {
      await runtime.pulse.idle();
      const found = await outgoing(runtime, task);
      if (!stopping.signal.aborted) setStream(found);
    };
    // A stop is the only refusal: the dialog is gone then.
    load().catch(() => {});
    return () => stopping.abort();
  }, [runtime]);
  return (
    <section className={styles.part} aria-labelledby="export-title">
      <h3 id="export-title" className={styles.heading}>
        {t("export")}
      </h3>
      <p className={styles.note}>
        {stream ? t("exportWhat", { name: stream.name, at }) : t("noStream")}
      </p>
      <label className={styles.field}>
        {t("format")}
        <select value={format} onChange={(event) => setFormat(event.target.value as Format)}>
          {FORMATS.map((each) => (
            <option key={each} value={each}>
              {t(`format.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {format === "metrics" ? <NoMinute /> : null}
      {isText(format) ? (
        stream && <ShownText key={format} format={format} stream={stream} />
      ) : (
        <FileMaker key={format} format={format} name={stream?.name ?? "stage"} />
      )}
    </section>
  );
};
