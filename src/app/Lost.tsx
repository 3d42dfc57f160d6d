import { useText } from "../i18n/useText.ts";
import { useStatus } from "../store/hooks.ts";
import styles from "./app.module.css";

/** What stands in the stage's place while an endpoint is not there. */
export default function Lost() {
  const t = useText("after");
  const { deathReason: reason } = useStatus();
  return (
    <div role="alert" className={styles.broken}>
      <p>{t("endpointLost", { reason })}</p>
      <p>{t("endpointLostWhat")}</p>
    </div>
  );
}
