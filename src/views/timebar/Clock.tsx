import { useCallback, useRef, useState } from "react";
import { formatClock } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import { useActions, useFrameEffect, useLocked } from "../../store/hooks.ts";
import { useRuntime } from "../../store/runtime.ts";
import { parseClock } from "./clock.ts";
import styles from "./TimeBar.module.css";

/** The least width of the clock, in digits; a later moment is wider. */
const CLOCK_CH = 11;

/** The run's clock; a moment typed into it is sought. */
export const Clock = () => {
  const t = useText("timebar");
  const actions = useActions();
  const { notices, session } = useRuntime();
  const locked = useLocked("time");
  const input = useRef<HTMLInputElement>(null);
  const editing = useRef(false);
  const [wrong, setWrong] = useState(false);

  const show = useCallback((atUs: number): void => {
    if (!input.current || editing.current) return;
    const text = formatClock(atUs);
    input.current.value = text;
    input.current.style.width = `${Math.max(CLOCK_CH, text.length + 1)}ch`;
  }, []);
  useFrameEffect(
    useCallback(
      (frame) => {
        show(frame.atUs);
      },
      [show],
    ),
  );
  const leave = (): void => {
    editing.current = false;
    setWrong(false);
    show(session.frame()?.atUs ?? 0);
  };
  const enter = (text: string): void => {
    const us = parseClock(text);
    setWrong(us === undefined);
    if (us === undefined) notices.tell({ tone: "refusal", text: t("clockWrong", { text }) });
    else {
      editing.current = false;
      actions.seek(us);
      input.current?.blur();
    }
  };
  return (
    <input
      ref={input}
      className={styles.clock}
      aria-label={t("clock")}
      title={t("clockHint")}
      aria-invalid={wrong}
      defaultValue={formatClock(0)}
      disabled={locked}
      autoComplete="off"
      spellCheck={false}
      onFocus={(event) => {
        editing.current = true;
        event.target.select();
      }}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === "Enter") enter(event.currentTarget.value);
        if (event.key === "Escape") event.currentTarget.blur();
      }}
    />
  );
};
