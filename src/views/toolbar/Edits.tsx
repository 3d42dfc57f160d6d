import { Redo2, RotateCcw, Undo2 } from "lucide-react";
import { useText } from "../../i18n/useText.ts";
import { useActions, useLog, useStatus, useUi } from "../../store/hooks.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import styles from "./toolbar.module.css";

/** Undo, redo, reset and the seed. */
export const Edits = () => {
  const t = useText("toolbar");
  const actions = useActions();
  const status = useStatus();
  const seed = useLog().seed.toString(16);
  const locked = useUi((ui) => ui.locked);
  const frozen = locked.includes("edit");
  return (
    <>
      <IconButton
        label={t("undo")}
        hint="Z"
        look="plain"
        disabled={!status.canUndo || frozen}
        onClick={actions.undo}
      >
        <Undo2 aria-hidden />
      </IconButton>
      <IconButton
        label={t("redo")}
        hint="Shift Z"
        look="plain"
        disabled={!status.canRedo || frozen}
        onClick={actions.redo}
      >
        <Redo2 aria-hidden />
      </IconButton>
      <IconButton label={t("reset")} look="plain" disabled={frozen} onClick={actions.reset}>
        <RotateCcw aria-hidden />
      </IconButton>
      <Button
        className={styles.seed}
        aria-label={t("seedName", { seed })}
        title={t(locked.includes("seed") ? "locked" : "seedHint")}
        disabled={frozen || locked.includes("seed")}
        onClick={actions.reseed}
      >
        {t("seed")} <code>{seed}</code>
      </Button>
    </>
  );
};
