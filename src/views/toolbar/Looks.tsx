import { CircleHelp, Link2, Monitor, Moon, Presentation, Sun } from "lucide-react";
import { useText } from "../../i18n/useText.ts";
import { useActions, useUi } from "../../store/hooks.ts";
import { useDialog } from "../../store/dialog.ts";
import type { ThemeName } from "../../store/ui.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import styles from "./toolbar.module.css";

const NEXT: Readonly<Record<ThemeName, ThemeName>> = {
  system: "light",
  light: "dark",
  dark: "system",
};
const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;
const NAMES = { system: "themeSystem", light: "themeLight", dark: "themeDark" } as const;

/** Link and projector view. */
export const Sharing = () => {
  const t = useText("toolbar");
  const actions = useActions();
  const { open } = useDialog();
  return (
    <>
      <Button
        aria-label={t("link")}
        title={`${t("linkHint")} (L)`}
        onClick={() => {
          open("share");
        }}
      >
        <Link2 aria-hidden />
        <span className={styles.word}>{t("link")}</span>
      </Button>
      <Button
        aria-label={t("present")}
        title={`${t("presentHint")} (P)`}
        onClick={() => {
          actions.setPresent(true);
        }}
      >
        <Presentation aria-hidden />
        <span className={styles.word}>{t("present")}</span>
      </Button>
    </>
  );
};

/** Language, theme and help. */
export const Looks = () => {
  const t = useText("toolbar");
  const actions = useActions();
  const { open } = useDialog();
  const theme = useUi((ui) => ui.theme);
  const lang = useUi((ui) => ui.lang);
  const Icon = ICONS[theme];
  return (
    <>
      <Button
        look="plain"
        lang={lang === "en" ? "ko" : "en"}
        title={t("language")}
        onClick={() => {
          actions.setLang(lang === "en" ? "ko" : "en");
        }}
      >
        {t("otherLanguage")}
      </Button>
      <IconButton
        label={t("theme", { theme: t(NAMES[theme]) })}
        look="plain"
        onClick={() => {
          actions.setTheme(NEXT[theme]);
        }}
      >
        <Icon aria-hidden />
      </IconButton>
      <IconButton
        label={t("help")}
        hint="?"
        look="plain"
        onClick={() => {
          open("help");
        }}
      >
        <CircleHelp aria-hidden />
      </IconButton>
    </>
  );
};
