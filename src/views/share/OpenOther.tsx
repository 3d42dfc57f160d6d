import { Download, FolderOpen } from "lucide-react";
import { useRef, useState } from "react";
import { useText } from "../../i18n/useText.ts";
import { useRuntime } from "../../store/runtime.ts";
import { Button } from "../../ui/Button.tsx";
import { openFile, openLink } from "./opening.ts";
import { saveFile } from "./saveFile.ts";
import styles from "./share.module.css";

/** The same thing as a file, and a pasted link. */
export const OpenOther = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useText("share");
  const runtime = useRuntime();
  const chooser = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState("");
  const opened = (ok: boolean): void => {
    if (ok) onDone();
  };
  const read = async (file: File | undefined): Promise<void> => {
    setRefusal("");
    if (file) opened(await openFile(runtime, file.name, await file.text(), setRefusal));
  };
  const follow = async (pasted: string): Promise<void> => {
    setRefusal("");
    opened(await openLink(runtime, pasted, setRefusal));
  };
  return (
    <>
      <PasteForm onFollow={follow} />
      <div className={styles.row} role="group" aria-label={t("file")}>
        <Button
          onClick={() => {
            saveFile(runtime);
          }}
        >
          <Download aria-hidden />
          {t("download")}
        </Button>
        <Button
          onClick={() => {
            chooser.current?.click();
          }}
        >
          <FolderOpen aria-hidden />
          {t("openFile")}
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          aria-label={t("openFile")}
          accept=".json,application/json"
          onChange={(event) => {
            void read(event.target.files?.[0]);
            // The same file can be chosen again once it is mended.
            event.target.value = "";
          }}
        />
      </div>
      <p className={styles.refusal} role="alert">
        {refusal}
      </p>
    </>
  );
};

const PasteForm = ({ onFollow }: { readonly onFollow: (pasted: string) => Promise<void> }) => {
  const t = useText("share");
  const [pasted, setPasted] = useState("");
  return (
    <form
      className={styles.row}
      onSubmit={(event) => {
        event.preventDefault();
        void onFollow(pasted);
      }}
    >
      <label htmlFor="paste-link">{t("paste")}</label>
      <input
        id="paste-link"
        className={styles.paste}
        placeholder={t("pasteHint")}
        autoComplete="off"
        spellCheck={false}
        value={pasted}
        onChange={(event) => {
          setPasted(event.target.value);
        }}
      />
      <Button disabled={pasted.trim() === ""} onClick={() => void onFollow(pasted)}>
        {t("open")}
      </Button>
    </form>
  );
};
