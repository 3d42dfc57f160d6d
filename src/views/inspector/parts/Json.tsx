import { useState } from "react";
import { useText } from "../../../i18n/useText.ts";
import styles from "./parts.module.css";

const COPIED_MS = 1_500;

/** Puts `text` on the clipboard and says so. */
export const CopyButton = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const t = useText("inspector");
  const [said, setSaid] = useState<"copied" | "refused" | undefined>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("copied");
    } catch {
      setSaid("refused");
    }
    setTimeout(() => setSaid(undefined), COPIED_MS);
  };
  return (
    <button
      type="button"
      className={styles["quiet"]}
      aria-label={label}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{t(said ?? "copy")}</span>
    </button>
  );
};

interface JsonProps {
  readonly label: string;
  readonly value: object;
}

/** A JSON text with its name and a copy button. */
export const Json = ({ label, value }: JsonProps) => {
  const t = useText("inspector");
  const text = JSON.stringify(value, undefined, 2);
  return (
    <figure className={styles["json"]}>
      <figcaption className={styles["jsonHead"]}>
        <span>{label}</span>
        <CopyButton text={text} label={t("copyWhat", { what: label })} />
      </figcaption>
      <pre className={styles["code"]} tabIndex={0} aria-label={label} role="region">
        {text}
      </pre>
    </figure>
  );
};

interface ApiProps {
  readonly operation: string;
  readonly request: object;
  readonly response: object;
}

/** One API call behind a mark, folded away until asked for. */
export const ApiCall = ({ operation, request, response }: ApiProps) => {
  const t = useText("inspector");
  return (
    <details className={styles["api"]}>
      <summary>
        <code>{operation}</code>
      </summary>
      <Json label={t("request", { operation })} value={request} />
      <Json label={t("response", { operation })} value={response} />
    </details>
  );
};
