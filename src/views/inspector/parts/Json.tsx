import { useState } from "react";
import { useText } from "../../../i18n/useText.ts";
import type { Inspection } from "../../../protocol/frame.ts";
import { callAsCli, callAsSdk, isCut } from "../callAs.ts";
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
  const label = t(notation === "cli" ? "as.cliLabel" : "request", { operation });
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
      {notation !== "json" && text !== undefined && isCut(request) ? <p>{t("as.cut")}</p> : null}
      {text === undefined && notation === "cli" ? <p>{t("as.none", { operation })}</p> : null}
    </>
  );
};

type ApiProps = Inspection["api"][number];

/** Why a call stands there without an answer. */
const whyNone = ({ operation, next }: ApiProps) =>
  next ? "response.next" : operation === "SubscribeToShard" ? "response.stream" : "response.none";

/** One API call behind a mark, folded away until asked for; `made` says when it was made. */
export const ApiCall = ({ call, made }: { readonly call: ApiProps; readonly made: string }) => {
  const t = useText("inspector");
  const { operation, request, response } = call;
  return (
    <details className={styles["api"]}>
      <summary>
        <code>{operation}</code> <span className={styles["muted"]}>{made}</span>
      </summary>
      <Request operation={operation} request={request} />
      {response ? (
        <Json label={t("response", { operation })} value={response} />
      ) : (
        <p>{t(whyNone(call))}</p>
      )}
    </details>
  );
};
