import { useState } from "react";
import { useText } from "../../../i18n/useText.ts";
import { callAsCli, callAsSdk } from "../callAs.ts";
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

interface CodeProps {
  readonly label: string;
  readonly text: string;
}

/** A text of some notation with its name and a copy button. */
const Code = ({ label, text }: CodeProps) => {
  const t = useText("inspector");
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

interface JsonProps {
  readonly label: string;
  readonly value: object;
}

/** A JSON text with its name and a copy button. */
export const Json = ({ label, value }: JsonProps) => (
  <Code label={label} text={JSON.stringify(value, undefined, 2)} />
);

const NOTATIONS = ["json", "sdk", "cli"] as const;

/** A request as AWS's JSON, as SDK code or as a CLI command. */
const Request = ({ operation, request }: Pick<ApiProps, "operation" | "request">) => {
  const t = useText("inspector");
  const [notation, setNotation] = useState<(typeof NOTATIONS)[number]>("json");
  const label = t("request", { operation });
  const text = notation === "sdk" ? callAsSdk(operation, request) : callAsCli(operation, request);
  return (
    <>
      <div className={styles["row"]} role="group" aria-label={t("requestAs", { operation })}>
        {NOTATIONS.map((each) => (
          <button
            key={each}
            type="button"
            className={styles["button"]}
            aria-pressed={notation === each}
            onClick={() => setNotation(each)}
          >
            {t(`as.${each}`)}
          </button>
        ))}
      </div>
      {notation === "json" ? <Json label={label} value={request} /> : null}
      {notation !== "json" && text !== undefined ? <Code label={label} text={text} /> : null}
      {text === undefined && notation === "cli" ? <p>{t("as.none", { operation })}</p> : null}
    </>
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
      <Request operation={operation} request={request} />
      <Json label={t("response", { operation })} value={response} />
    </details>
  );
};
