import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { formatClock, formatCount } from "../../i18n/format.ts";
import { type Text, useText } from "../../i18n/useText.ts";
import { SANDBOX_LIMITS } from "../../protocol/sandbox.ts";
import { useRuntime } from "../../store/runtime.ts";
import parts from "../inspector/parts/parts.module.css";
import { type End, programOf } from "./program.ts";
import styles from "./Code.module.css";

const endText = (end: End, t: Text<"code">): string => {
  switch (end.why) {
    case "done":
      return t("end.done", { at: formatClock(end.atUs) });
    case "failed": {
      const at = formatClock(end.atUs);
      return end.line === undefined
        ? t("end.failed", { at, text: end.text })
        : t("end.failedAt", { at, text: end.text, line: end.line });
    }
    case "refused":
      return t("end.refused", { text: end.text });
    default:
      return t(`end.${end.why}`);
  }
};

/** What the program printed, each line with its simulated time, and how it ended. */
export const Output = () => {
  const t = useText("code");
  const { store } = programOf(useRuntime());
  const { phase, lines, dropped, end, name } = useStore(store);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const element = list.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [lines]);
  if (phase === "none") return null;
  const first = Math.max(0, lines.length - SANDBOX_LIMITS.tail);
  const earlier = first + dropped;
  return (
    <section className={parts["section"]} aria-label={t("output")}>
      <h3 className={parts["heading"]}>{t("outputOf", { name })}</h3>
      {earlier > 0 ? (
        <p className={parts["muted"]}>{t("earlier", { n: formatCount(earlier) })}</p>
      ) : null}
      {lines.length === 0 ? null : (
        <ol ref={list} className={styles.lines} tabIndex={0} aria-label={t("lines")}>
          {lines.slice(first).map(({ id, tone, text, atUs }) => (
            <li key={id} data-tone={tone}>
              <time>{formatClock(atUs)}</time>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      )}
      <p role="status" className={styles.end} data-failed={end?.why === "failed"}>
        {end ? endText(end, t) : t(phase === "starting" ? "starting" : "running")}
      </p>
    </section>
  );
};
