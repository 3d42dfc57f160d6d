import { X } from "lucide-react";
import { useStore } from "zustand";
import { useText } from "../i18n/useText.ts";
import { useRuntime } from "../store/runtime.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import styles from "./app.module.css";

/** What the page has to say besides the run; see expiry.ts for how long. */
export const NoticeList = () => {
  const t = useText("app");
  const { notices } = useRuntime();
  const shown = useStore(notices.store);
  return (
    <section className={styles.notices} aria-label={t("notices")} aria-live="polite" data-notices>
      {shown.map((notice) => (
        <div key={notice.id} className={styles.notice} data-tone={notice.tone}>
          <p>{notice.text}</p>
          {notice.offer ? (
            <Button
              onClick={() => {
                notices.dismiss(notice.id);
                notice.offer?.take();
              }}
            >
              {notice.offer.label}
            </Button>
          ) : null}
          <IconButton
            label={t("dismiss")}
            look="plain"
            onClick={() => {
              notices.dismiss(notice.id);
            }}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
    </section>
  );
};
