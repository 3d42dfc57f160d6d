import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { PanelName } from "../store/ui.ts";

type Shown = Exclude<PanelName, "none">;

/** Panels are collapsed at the start, so none of them is part of the first page's script. */
export const PANEL_VIEWS: Readonly<Record<Shown, LazyExoticComponent<ComponentType>>> = {
  inspector: lazy(() => import("../views/inspector/Inspector.tsx")),
  table: lazy(() => import("../views/table/ShardTable.tsx")),
  journal: lazy(() => import("../views/journal/Journal.tsx")),
  metrics: lazy(() => import("../views/metrics/Metrics.tsx")),
  actors: lazy(() => import("../views/actors/Actors.tsx")),
  put: lazy(() => import("../views/putbyhand/PutByHand.tsx")),
  evidence: lazy(() => import("../views/evidence/Evidence.tsx")),
};
