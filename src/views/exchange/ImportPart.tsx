import { FileText } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useRef, useState, type DragEvent } from "react";
import { useText } from "../../i18n/useText.ts";
import { offered } from "../../store/dialog.ts";
import { useActions } from "../../store/hooks.ts";
import { useRuntime } from "../../store/runtime.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./exchange.module.css";
import { readImport, type Reading } from "./importing.ts";
import { faultWords, noteWords } from "./said.ts";

interface PasteProps {
  readonly label: string;
  readonly hint: string;
  readonly rows: number;
  readonly text: string;
  readonly onText: (text: string) => void;
}

const textsOf = async (files: FileList): Promise<string> =>
  (await Promise.all([...files].map((file) => file.text()))).join("\n");

/** A place to paste into, to drop files on, or to choose them for. */
const Paste = ({ label, hint, rows, text, onText }: PasteProps) => {
  const t = useText("exchange");
  const chooser = useRef<HTMLInputElement>(null);
  const take = async (files: FileList | null): Promise<void> => {
    if (files && files.length > 0) onText(await textsOf(files));
  };
  const dropped = (event: DragEvent): void => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    void take(event.dataTransfer.files);
  };
  return (
    <div className={styles.paste}>
      <label className={styles.field}>
        {label}
        <textarea
          className={styles.shown}
          rows={rows}
          spellCheck={false}
          autoComplete="off"
          placeholder={hint}
          value={text}
          onDrop={dropped}
          onChange={(event) => onText(event.target.value)}
        />
      </label>
      <Button
        look="plain"
        aria-label={`${t("files")}: ${label}`}
        onClick={() => chooser.current?.click()}
      >
        <FileText aria-hidden />
        {t("files")}
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        aria-label={label}
        accept=".json,.csv,.txt,application/json,text/csv,text/plain"
        onChange={(event) => void take(event.target.files)}
      />
    </div>
  );
};

const Told = ({ reading }: { readonly reading: Reading }) => {
  const t = useText("exchange");
  if (!reading.ok) return <p role="alert">{faultWords(reading.fault, t)}</p>;
  const { name, open, closed, retentionHours: hours, mode, producers, notes } = reading.value;
  return (
    <div role="status" className={styles.told}>
      <p>{t("found", { name, open, closed, hours, mode })}</p>
      {producers > 0 ? <p>{t("foundLoad", { producers })}</p> : null}
      <ul className={styles.notes}>
        {noteWords(notes, t).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
};

/** A stream from outside, as a new run. */
export const ImportPart = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useText("exchange");
  const actions = useActions();
  const { session, notices } = useRuntime();
  const [stream, setStream] = useState(offered.text);
  const [load, setLoad] = useState("");
  const [nowMs] = useState(() => Date.now());
  const [streamText, loadText] = [useDeferredValue(stream), useDeferredValue(load)];
  const { seed } = session.log();
  const reading = useMemo(
    () => (streamText.trim() === "" ? undefined : readImport(streamText, loadText, nowMs, seed)),
    [streamText, loadText, nowMs, seed],
  );
  const ready = reading?.ok === true && streamText === stream && loadText === load;
  const open = (): void => {
    if (!reading?.ok) return;
    const { log, name, producers } = reading.value;
    actions.openLog(log, 0, {}, { playing: producers > 0 });
    notices.tell({ tone: "info", text: t("opened", { name }) });
    onDone();
  };
  useEffect(() => {
    offered.text = "";
  }, []);
  return (
    <section className={styles.part} aria-labelledby="import-title">
      <h3 id="import-title" className={styles.heading}>
        {t("import")}
      </h3>
      <p className={styles.note}>{t("importWhat")}</p>
      <Paste
        label={t("topology")}
        hint={t("topologyHint")}
        rows={5}
        text={stream}
        onText={setStream}
      />
      <Paste label={t("load")} hint={t("loadHint")} rows={2} text={load} onText={setLoad} />
      {reading ? <Told reading={reading} /> : null}
      <div className={styles.row}>
        <Button look="filled" disabled={!ready} onClick={open}>
          {t("open")}
        </Button>
      </div>
    </section>
  );
};
