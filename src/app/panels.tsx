import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { loadLaterTexts } from "../i18n/i18n.ts";
import type { PanelName } from "../store/ui.ts";

type Module = { readonly default: ComponentType };

/** A view that comes on demand, with the strings such views share. */
export const onDemand = (load: () => Promise<Module>): LazyExoticComponent<ComponentType> =>
  lazy(async () => {
    const [view] = await Promise.all([load(), loadLaterTexts()]);
    return view;
  });

type Shown = Exclude<PanelName, "none">;

/** Panels are collapsed at the start, so none of them is part of the first page's script. */
export const PANEL_VIEWS: Readonly<Record<Shown, LazyExoticComponent<ComponentType>>> = {
  inspector: onDemand(() => import("../views/inspector/Inspector.tsx")),
  table: onDemand(() => import("../views/table/ShardTable.tsx")),
  journal: onDemand(() => import("../views/journal/Journal.tsx")),
  metrics: onDemand(() => import("../views/metrics/Metrics.tsx")),
  actors: onDemand(() => import("../views/actors/Actors.tsx")),
  put: onDemand(() => import("../views/putbyhand/PutByHand.tsx")),
  evidence: onDemand(() => import("../views/evidence/Evidence.tsx")),
  code: onDemand(() => import("../views/code/Code.tsx")),
};
