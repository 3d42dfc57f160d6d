import { useText } from "../../i18n/useText.ts";
import styles from "./Happening.module.css";
import type { Source } from "./sources.ts";

/** Where a number or fact was read, and when. */
export const SourceNote = ({ source }: { readonly source: Source }) => {
  const t = useText("happening");
  const text = t("source", { source: source.source, asOf: source.asOf });
  return (
    <p className={styles["source"]}>
      {source.url ? (
        <a href={source.url} target="_blank" rel="noreferrer">
          {text}
        </a>
      ) : (
        text
      )}
    </p>
  );
};
