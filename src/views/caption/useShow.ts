import type { StoryFact } from "../../protocol/frame.ts";
import { useActions, useFrame, useTopology, useUi } from "../../store/hooks.ts";
import { planShow } from "./show.ts";

const NARROW = "(max-width: 719.98px)";

/** Does what "Show me" says: highlights, tracks, focuses, seeks and zooms as the fact needs. */
export const useShow = (): ((fact: StoryFact) => void) => {
  const actions = useActions();
  const topology = useTopology();
  const windowUs = useUi((ui) => ui.windowUs);
  const zoom = useUi((ui) => ui.zoom);
  const atUs = useFrame((frame) => frame.atUs) ?? 0;
  return (fact) => {
    const plan = planShow(fact, { atUs, windowUs, zoom, topology });
    actions.setHighlight(fact.targets);
    if (plan.track !== undefined) actions.track(plan.track);
    if (plan.focus !== undefined) actions.setFocus(plan.focus);
    if (plan.zoom) actions.setZoom(plan.zoom);
    if (plan.seekUs !== undefined) actions.seek(plan.seekUs);
    if (plan.select && !window.matchMedia(NARROW).matches) actions.select(plan.select);
  };
};

/** An actor's letter, or its name where it has none. */
export const useLetterOf = (): ((actor: number) => string) => {
  const topology = useTopology();
  return (actor) => {
    const found = topology?.actors.find((each) => each.id === actor);
    return found?.letter || found?.name || "";
  };
};
