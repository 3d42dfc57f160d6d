import { createContext, useContext } from "react";
import type { Scene } from "../../viz/scene.ts";
import type { Layout } from "./layout.ts";

/** What the stage's parts share: the layout, and the scene drawn last. */
export interface StageParts {
  readonly layout: Layout;
  readonly scene: () => Scene | undefined;
  /** True while a hand is on a cut or a border: tooltips keep away. */
  readonly setBusy: (busy: boolean) => void;
  readonly tapped: number;
  /** Row of the key axis under the pointer, or -1. */
  readonly hoverRow: number;
  readonly setTapped: (shard: number) => void;
}

export const StageContext = createContext<StageParts | undefined>(undefined);

export const useStage = (): StageParts => {
  const parts = useContext(StageContext);
  if (!parts) throw new Error("Outside the stage.");
  return parts;
};
