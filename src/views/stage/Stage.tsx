import { useMemo, useRef, useState, type MouseEvent, type ReactElement } from "react";
import { useText } from "../../i18n/useText.ts";
import { useQuery, useUi } from "../../store/hooks.ts";
import { AxisControls } from "./AxisControls.tsx";
import { BandColumn } from "./BandColumn.tsx";
import { ConsumerCards } from "./ConsumerCards.tsx";
import { Explainer } from "./Explainer.tsx";
import { Handles } from "./Handles.tsx";
import { layoutOf, type Layout } from "./layout.ts";
import { LoadProfile } from "./LoadProfile.tsx";
import marksCss from "./marks.module.css";
import css from "./stage.module.css";
import { StageContext } from "./stageContext.ts";
import { StageHead } from "./StageHead.tsx";
import { useMarks } from "./useMarks.ts";
import { useSize, useTheme } from "./usePage.ts";
import { useScene } from "./useScene.ts";

/** Producers → stream → consumers: the picture that everything else speaks about. */
const Stage = (): ReactElement => {
  const t = useText("stage");
  const root = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const present = useUi((ui) => ui.present);
  const size = useSize(body);
  const theme = useTheme(root);
  const [tapped, setTapped] = useState(-1);
  const [busy, setBusy] = useState(false);
  const layout = useMemo(() => {
    if (!size || !theme) return undefined;
    const { fontPx, dotPx } = theme;
    return layoutOf({ widthPx: size.width, heightPx: size.height, present, fontPx, dotPx });
  }, [size, theme, present]);
  const parts = useMemo(() => ({ canvas, svg, layout, theme, tapped }), [layout, theme, tapped]);
  const scene = useScene(parts);
  const marks = useMarks({ root, plot, scene, layout, busy, tapped, setTapped });
  const { hoverRow } = marks;
  const shared = useMemo(
    () => (layout ? { layout, scene, setBusy, tapped, setTapped, hoverRow } : undefined),
    [layout, scene, tapped, hoverRow],
  );
  return (
    <section
      ref={root}
      className={css.stage}
      aria-label={t("label")}
      data-compact={layout?.compact}
      {...marks.handlers}
    >
      <StageContext value={shared}>
        {shared && <StageHead />}
        <AskEvidence />
        <div ref={body} className={css.body}>
          {layout && (
            <div className={css.grid} style={{ gridTemplateColumns: columnsOf(layout) }}>
              <div className={css.left}>
                <BandColumn />
                <LoadProfile />
              </div>
              <div ref={plot} className={css.plot} data-plot="">
                <canvas ref={canvas} className={css.canvas} aria-hidden="true" />
                <svg
                  ref={svg}
                  className={svgClass}
                  role="group"
                  aria-label={t("marks")}
                  tabIndex={0}
                  onMouseDown={keepFocus}
                />
                <Handles />
              </div>
              {!layout.compact && <ConsumerCards />}
              {!layout.compact && !layout.present && <AxisControls />}
            </div>
          )}
        </div>
        {shared && marks.tip && !busy && <Explainer {...marks.tip} root={root} />}
      </StageContext>
    </section>
  );
};

/** A press in the picture does not take the focus: the focus ring is for keys. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

const svgClass = `${css.svg} ${marksCss.svg}`;

const columnsOf = ({ leftPx, bayPx, plotPx }: Layout): string =>
  `${leftPx}px ${bayPx + plotPx}px 1fr`;

/** Asks for the focus consumer's late records; the drawing reads the answer from the frame. */
const AskEvidence = (): null => {
  const consumer = useUi((ui) => ui.focus);
  useQuery("evidence", consumer > 0 ? { consumer } : undefined);
  return null;
};

export default Stage;
