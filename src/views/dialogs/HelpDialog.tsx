import { useText, type TextKey } from "../../i18n/useText.ts";
import { useDialog } from "../../store/dialog.ts";
import { TICK_TYPES } from "../../protocol/frame.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { TickGlyph } from "../timebar/TickGlyph.tsx";
import styles from "./HelpDialog.module.css";

const KEYS: readonly (readonly [readonly string[], TextKey<"help">])[] = [
  [["Space"], "keySpace"],
  [["←", "→"], "keyStep"],
  [["N", "Shift N"], "keyEvent"],
  [["[", "]"], "keySpeed"],
  [["S"], "keySplit"],
  [["1", "…", "9"], "keyFocus"],
  [["Z", "Shift Z"], "keyUndo"],
  [["L"], "keyLink"],
  [["F", "P"], "keyPresent"],
  [["?"], "keyHelp"],
];

/** What the picture is and every key. */
export default function HelpDialog() {
  const t = useText("help");
  const app = useText("app");
  const { open } = useDialog();
  return (
    <Dialog
      title={t("helpTitle")}
      closeLabel={app("close")}
      onClose={() => {
        open("none");
      }}
    >
      <p>{t("helpIntro")}</p>
      <dl className={styles.keys}>
        {KEYS.map(([keys, text]) => (
          <div key={text} className={styles.row}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
      <h3 className={styles.heading}>{t("helpMarks")}</h3>
      <ul className={styles.marks}>
        {TICK_TYPES.map((type) => (
          <li key={type} className={styles.mark}>
            <svg width={18} height={18} aria-hidden>
              <TickGlyph type={type} x={9} y={17} size={15} />
            </svg>
            {t(`mark.${type}`)}
          </li>
        ))}
      </ul>
      <p className={styles.note}>{t("helpSources")}</p>
    </Dialog>
  );
}
