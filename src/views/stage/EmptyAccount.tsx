import { useState, type ReactElement } from "react";
import { useText } from "../../i18n/useText.ts";
import { useLog } from "../../store/hooks.ts";
import { useRuntime } from "../../store/runtime.ts";
import { Button } from "../../ui/Button.tsx";
import css from "./empty.module.css";

/** The command that makes a first stream at an endpoint; it checks no credentials, the CLI does. */
const createCommand = (endpoint: string, region: string): string =>
  [
    "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local",
    "aws kinesis create-stream --stream-name orders --shard-count 2",
    `  --region ${region} --endpoint-url ${endpoint}`,
  ].join(" \\\n");

/** An endpoint's account without a stream: whose it is, and how one makes the first. */
export default function EmptyAccount(): ReactElement | null {
  const t = useText("after");
  const { endpoint = "" } = useRuntime();
  const command = createCommand(endpoint, useLog().region);
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(command).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className={css.account}>
      <p>{t("emptyAccount", { endpoint })}</p>
      <code>{command}</code>
      <Button onClick={copy}>{t(copied ? "copied" : "copy")}</Button>
      <p>{t("emptyThen")}</p>
    </div>
  );
}
