import { useEffect, useState, type ReactElement, type RefObject } from "react";
import { useText, type Text } from "../../i18n/useText.ts";
import css from "./stage.module.css";
import type { Tooltip, TipPlace } from "./Tooltip.tsx";
import { shardName } from "./words.ts";

let known: typeof Tooltip | undefined;

export interface ExplainerProps extends TipPlace {
  readonly root: RefObject<HTMLElement | null>;
}

/** What a mark is called: its own name, or its record, shard or state. */
const shortWords = (mark: string, root: HTMLElement | null, t: Text<"stage">): string => {
  const named = root?.querySelector(`[data-mark="${CSS.escape(mark)}"]`);
  const name = named?.getAttribute("aria-label");
  if (name) return name;
  const [type, n = ""] = mark.split(" ");
  if (type === "dot") return t("ordinal", { n });
  if (type === "ring") return t("bay");
  return type === "band" ? t("shard", { n: shardName(Number(n)) }) : "";
};

/** The tooltip, asked for at each mark until it is there; where it cannot be had, the short words. */
export const Explainer = (props: ExplainerProps): ReactElement | null => {
  const t = useText("stage");
  const { mark, x, y, reach, root } = props;
  const [Full, setFull] = useState(() => known);
  const [missed, setMissed] = useState(false);
  useEffect(() => {
    if (known) return undefined;
    let here = true;
    void import("./Tooltip.tsx").then(
      (room) => {
        known = room.Tooltip;
        if (here) setFull(() => room.Tooltip);
      },
      () => {
        if (here) setMissed(true);
      },
    );
    return () => {
      here = false;
    };
  }, [mark]);
  if (Full) return <Full {...props} />;
  const words = missed ? shortWords(mark, root.current, t) : "";
  if (!words) return null;
  const widthPx = root.current?.clientWidth ?? 0;
  const side = x > widthPx / 2 ? { right: Math.max(8, widthPx - x) } : { left: Math.max(8, x) };
  return (
    <div role="tooltip" className={css.tooltip} style={{ ...side, top: y + reach + 6 }}>
      {words}
    </div>
  );
};
