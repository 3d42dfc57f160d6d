import { useRef, useState } from "react";
import { formatCount } from "../../i18n/format.ts";
import { useText, type Text } from "../../i18n/useText.ts";
import { FRAGMENT_CHARS_MAX, LINK_LENGTH_MAX, LINK_LENGTH_SAFE } from "../../scenario/state.ts";
import { Button } from "../../ui/Button.tsx";
import { QrCode } from "./QrCode.tsx";
import styles from "./share.module.css";

const lengthText = (t: Text<"share">, length: number): string => {
  const count = formatCount(length);
  if (length > LINK_LENGTH_MAX) return t("lengthLong", { count });
  return t(length < LINK_LENGTH_SAFE ? "lengthSafe" : "length", { count });
};

/** Whether a page would open it. */
export const opens = (link: string): boolean =>
  link.length - link.indexOf("#") - 1 <= FRAGMENT_CHARS_MAX;

/** The link to copy, its length and its QR code. */
export const LinkField = ({ link }: { readonly link: string | undefined }) => {
  const t = useText("share");
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<{ readonly link: string; readonly ok: boolean }>();
  const copy = async (): Promise<void> => {
    if (link === undefined) return;
    try {
      await navigator.clipboard.writeText(link);
      setCopied({ link, ok: true });
    } catch {
      field.current?.select();
      setCopied({ link, ok: false });
    }
  };
  const state = copied?.link === link ? copied : undefined;
  if (link !== undefined && !opens(link)) return <p>{t("tooLong")}</p>;
  return (
    <div className={styles.link} aria-busy={link === undefined}>
      <div className={styles.linkText}>
        <label htmlFor="share-link">{t("link")}</label>
        <textarea
          id="share-link"
          ref={field}
          readOnly
          rows={4}
          spellCheck={false}
          value={link ?? t("working")}
        />
        <div className={styles.row}>
          <Button look="filled" disabled={link === undefined} onClick={() => void copy()}>
            {t(state?.ok === true ? "copied" : "copy")}
          </Button>
          <p className={styles.note} role="status">
            {state?.ok === false ? t("copyFailed") : link ? lengthText(t, link.length) : ""}
          </p>
        </div>
      </div>
      {link === undefined ? null : <QrCode text={link} />}
    </div>
  );
};
