import type { ReactElement } from "react";
import { formatDuration } from "../../i18n/format.ts";
import { useText } from "../../i18n/useText.ts";
import { useActions, useUi } from "../../store/hooks.ts";
import css from "./stage.module.css";
import { useStage } from "./stageContext.ts";

const S = 1_000_000;
const WINDOWS = [2, 5, 10, 30, 60, 300, 1_800, 3_600, 21_600, 86_400, 604_800, 31_536_000].map(
  (seconds) => seconds * S,
);

/** How much time the age axis shows, and whether by even steps or by powers of ten. */
export const AxisControls = (): ReactElement => {
  const t = useText("stage");
  const actions = useActions();
  const { layout, scene } = useStage();
  const windowUs = useUi((ui) => ui.windowUs);
  const scale = useUi((ui) => ui.scale);
  const zoom = useUi((ui) => ui.zoom);
  const options = WINDOWS.includes(windowUs)
    ? WINDOWS
    : [...WINDOWS, windowUs].sort((a, b) => a - b);
  const heightPx = scene()?.keys.heightPx ?? layout.heightPx;
  return (
    <div
      className={css.axis}
      data-controls
      style={layout.compact ? undefined : { top: layout.headPx + heightPx + 10 }}
    >
      <select
        aria-label={t("window")}
        value={windowUs}
        onChange={(event) => actions.setWindow(Number(event.target.value))}
      >
        {options.map((us) => (
          <option key={us} value={us}>
            {formatDuration(us)}
          </option>
        ))}
      </select>
      <select
        aria-label={t("scale")}
        value={scale}
        onChange={(event) => actions.setScale(event.target.value === "log" ? "log" : "linear")}
      >
        <option value="linear">{t("linear")}</option>
        <option value="log">{t("log")}</option>
      </select>
      {(zoom[0] > 0 || zoom[1] < 1) && (
        <button type="button" className={css.small} onClick={() => actions.setZoom([0, 1])}>
          {t("zoomOut")}
        </button>
      )}
    </div>
  );
};
