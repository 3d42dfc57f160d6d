import { X } from "lucide-react";
import { Suspense } from "react";
import { useText } from "../i18n/useText.ts";
import { useActions, useUi } from "../store/hooks.ts";
import { IconButton } from "../ui/Button.tsx";
import { PANEL_TITLES } from "../views/toolbar/PanelRail.tsx";
import { Boundary } from "./Boundary.tsx";
import { PANEL_VIEWS } from "./panels.tsx";
import styles from "./app.module.css";

/** The one open panel: a column on wide screens, a sheet from below on narrow ones. */
export const Panel = () => {
  const t = useText("app");
  const names = useText("toolbar");
  const actions = useActions();
  const panel = useUi((ui) => ui.panel);
  const gone = useUi((ui) => ui.hidden.includes(panel));
  if (panel === "none" || gone) return null;
  const View = PANEL_VIEWS[panel];
  return (
    <aside className={styles.panel} aria-label={names(PANEL_TITLES[panel])}>
      <header className={styles.panelHead}>
        <h2>{names(PANEL_TITLES[panel])}</h2>
        <IconButton
          label={t("close")}
          look="plain"
          onClick={() => {
            actions.setPanel("none");
          }}
        >
          <X aria-hidden />
        </IconButton>
      </header>
      <div className={styles.panelBody}>
        <Boundary key={panel}>
          <Suspense fallback={<p className={styles.wait}>{t("loading")}</p>}>
            <View />
          </Suspense>
        </Boundary>
      </div>
    </aside>
  );
};
