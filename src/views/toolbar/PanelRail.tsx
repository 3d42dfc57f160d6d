import {
  Activity,
  CodeXml,
  GitFork,
  Mail,
  ScanSearch,
  ScrollText,
  SlidersHorizontal,
  Table2,
} from "lucide-react";
import { useText } from "../../i18n/useText.ts";
import { useActions, useUi } from "../../store/hooks.ts";
import type { PanelName } from "../../store/ui.ts";
import styles from "./toolbar.module.css";

const PANEL_BUTTONS = [
  ["actors", "panelActors", SlidersHorizontal],
  ["put", "panelPut", Mail],
  ["inspector", "panelInspector", ScanSearch],
  ["table", "panelTable", Table2],
  ["evidence", "panelEvidence", GitFork],
  ["journal", "panelJournal", ScrollText],
  ["metrics", "panelMetrics", Activity],
  ["code", "panelCode", CodeXml],
] as const satisfies readonly (readonly [PanelName, string, unknown])[];

/** The panels' names for headings. */
export const PANEL_TITLES = Object.fromEntries(
  PANEL_BUTTONS.map(([name, key]) => [name, key]),
) as Readonly<Record<Exclude<PanelName, "none">, (typeof PANEL_BUTTONS)[number][1]>>;

/** One button a panel; the open one is pressed, and pressing it again closes it. */
export const PanelRail = () => {
  const t = useText("toolbar");
  const actions = useActions();
  const panel = useUi((ui) => ui.panel);
  const hidden = useUi((ui) => ui.hidden);
  return (
    <nav className={styles.rail} aria-label={t("panels")}>
      {PANEL_BUTTONS.filter(([name]) => !hidden.includes(name)).map(([name, key, Icon]) => (
        <button
          key={name}
          type="button"
          className={styles.railButton}
          aria-label={t(key)}
          aria-pressed={panel === name}
          onClick={() => {
            actions.setPanel(panel === name ? "none" : name);
          }}
        >
          <Icon aria-hidden />
          <span>{t(name === "put" ? "panelPutShort" : key)}</span>
        </button>
      ))}
    </nav>
  );
};
