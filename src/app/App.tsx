import { X } from "lucide-react";
import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { useText } from "../i18n/useText.ts";
import { useActions, useStatus, useUi } from "../store/hooks.ts";
import { useDialog } from "../store/dialog.ts";
import { useRuntime } from "../store/runtime.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import Caption from "../views/caption/Caption.tsx";
import Stage from "../views/stage/Stage.tsx";
import { PanelRail } from "../views/toolbar/PanelRail.tsx";
import { Toolbar } from "../views/toolbar/Toolbar.tsx";
import { Transport } from "../views/toolbar/Transport.tsx";
import { Boundary } from "./Boundary.tsx";
import { NoticeList } from "./Notices.tsx";
import { Panel } from "./Panel.tsx";
import { onDemand } from "./panels.tsx";
import { useFileDrop } from "./useFileDrop.ts";
import styles from "./app.module.css";

const Lanes = lazy(() => import("../views/lanes/Lanes.tsx"));
const ShareDialog = onDemand(() => import("../views/share/ShareDialog.tsx"));
const ExchangeDialog = onDemand(() => import("../views/exchange/ExchangeDialog.tsx"));
const Lost = onDemand(() => import("./Lost.tsx"));
const HelpDialog = onDemand(() => import("../views/dialogs/HelpDialog.tsx"));

const NARROW = "(max-width: 719.98px)";

const useNarrow = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener("change", changed);
      return () => {
        query.removeEventListener("change", changed);
      };
    },
    () => window.matchMedia(NARROW).matches,
  );

const Dialogs = () => {
  const { shown } = useDialog();
  return (
    <Suspense fallback={null}>
      {shown === "share" ? <ShareDialog /> : null}
      {shown === "exchange" ? <ExchangeDialog /> : null}
      {shown === "help" ? <HelpDialog /> : null}
    </Suspense>
  );
};

/** What stands in the stage's place when the engine cannot be brought back. */
const Failed = ({ reason }: { readonly reason: string }) => {
  const t = useText("app");
  const runtime = useRuntime();
  if (runtime.endpoint !== undefined) {
    return (
      <Suspense fallback={null}>
        <Lost />
      </Suspense>
    );
  }
  return (
    <div role="alert" className={styles.broken}>
      <p>{t("failed", { reason })}</p>
      <p>{t("failedWhat")}</p>
      <Button
        onClick={() => {
          void import("../views/share/saveFile.ts").then(({ saveFile }) => {
            saveFile(runtime);
          });
        }}
      >
        {t("saveFile")}
      </Button>
    </div>
  );
};

interface MiddleProps {
  readonly titled: boolean;
  readonly lanes: boolean;
}

const Middle = ({ titled, lanes }: MiddleProps) => {
  const t = useText("app");
  const status = useStatus();
  return (
    <>
      <main id="stage" tabIndex={-1} className={styles.stage} aria-label={t("stage")}>
        {titled ? <h1 className="sr-only">{t("title")}</h1> : null}
        <Boundary>
          {status.phase === "failed" ? <Failed reason={status.deathReason} /> : <Stage />}
        </Boundary>
      </main>
      {lanes ? (
        <section className={styles.lanes} aria-label={t("lanes")}>
          <Boundary>
            <Suspense fallback={null}>
              <Lanes />
            </Suspense>
          </Boundary>
        </section>
      ) : null}
    </>
  );
};

interface PresentToolsProps {
  readonly lanes: boolean;
  readonly onLanes: (lanes: boolean) => void;
}

/** The projector view's own controls. */
const PresentTools = ({ lanes, onLanes }: PresentToolsProps) => {
  const t = useText("app");
  const tools = useText("toolbar");
  const actions = useActions();
  return (
    <>
      <Button look="plain" aria-pressed={lanes} onClick={() => onLanes(!lanes)}>
        {t("lanes")}
      </Button>
      <IconButton
        label={tools("leavePresent")}
        hint="Esc"
        look="plain"
        onClick={() => {
          actions.setPresent(false);
        }}
      >
        <X aria-hidden />
      </IconButton>
    </>
  );
};

/** The frame of the page: header, caption, stage, lanes, one panel; or stage and caption alone. */
export const App = () => {
  const t = useText("app");
  const present = useUi((ui) => ui.present);
  const [lanes, setLanes] = useState(false);
  const open = useUi((ui) => ui.panel !== "none");
  const narrow = useNarrow();
  const drop = useFileDrop();
  return (
    <div
      className={styles.app}
      data-present={present}
      data-panel={open && !present}
      data-narrow={narrow}
      {...drop.handlers}
    >
      <a href="#stage" className={styles.skip} onClick={skipToStage}>
        {t("skip")}
      </a>
      {present ? null : (
        <header className={styles.header} aria-label={t("header")}>
          <Toolbar narrow={narrow} />
        </header>
      )}
      <section className={styles.time} aria-label={t("transport")}>
        <Transport />
        {present ? <PresentTools lanes={lanes} onLanes={setLanes} /> : null}
      </section>
      <section className={styles.caption} aria-label={t("caption")}>
        <Boundary>
          <Caption />
        </Boundary>
      </section>
      <Middle titled={present || narrow} lanes={!present || lanes} />
      {present ? null : (
        <>
          <div className={styles.railPlace}>
            <PanelRail />
          </div>
          <Panel />
        </>
      )}
      <NoticeList />
      <Dialogs />
      {drop.over ? <div className={styles.drop}>{t("dropHere")}</div> : null}
    </div>
  );
};

/** The address carries the run, so the skip link moves focus and leaves the address alone. */
const skipToStage = (event: { preventDefault(): void }): void => {
  event.preventDefault();
  document.getElementById("stage")?.focus();
};
