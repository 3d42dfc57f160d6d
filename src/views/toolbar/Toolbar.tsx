import { Menu } from "lucide-react";
import { useText } from "../../i18n/useText.ts";
import { useHidden } from "../../store/hooks.ts";
import { Popover } from "../../ui/Popover.tsx";
import { Edits } from "./Edits.tsx";
import { Looks, Sharing } from "./Looks.tsx";
import { ScenarioPicker } from "./ScenarioPicker.tsx";
import styles from "./toolbar.module.css";

/** The row at the top: which run, its edits, and how the page looks. */
export const Toolbar = ({ narrow }: { readonly narrow: boolean }) => {
  const t = useText("toolbar");
  const edits = useHidden("edit") ? null : <Edits />;
  const sharing = useHidden("share") ? null : <Sharing />;
  const picker = useHidden("scenario") ? null : <ScenarioPicker />;
  return (
    <div className={styles.toolbar}>
      {narrow ? null : <h1 className={styles.brand}>Shardscope</h1>}
      {picker}
      {narrow ? (
        <>
          <span className={styles.space} />
          <Popover
            side="end"
            label={t("menu")}
            face={<Menu aria-hidden />}
            button={{ "aria-label": t("menu"), className: styles.menuButton ?? "" }}
          >
            {() => (
              <div className={styles.menu}>
                <div className={styles.cluster}>{edits}</div>
                <div className={styles.cluster}>{sharing}</div>
                <div className={styles.cluster}>
                  <Looks />
                </div>
              </div>
            )}
          </Popover>
        </>
      ) : (
        <>
          <div className={styles.cluster}>{edits}</div>
          <span className={styles.space} />
          <div className={styles.cluster}>{sharing}</div>
          <div className={styles.cluster}>
            <Looks />
          </div>
        </>
      )}
    </div>
  );
};
