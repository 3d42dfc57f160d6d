import type { Notice } from "../store/notices.ts";
import type { Runtime } from "../store/runtime.ts";

const TICK_MS = 1_000;
const REFUSAL_S = 15;
/** An offer takes longer to weigh. */
const OFFER_S = 40;
const INFO_S = 20;
/** A press sooner than this was under way before the notice could be seen. */
const SEEN_S = 2;

const lastsS = ({ tone, offer }: Notice): number =>
  offer ? OFFER_S : tone === "refusal" ? REFUSAL_S : INFO_S;

const PLACE = "[data-notices]";

const isIn = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(PLACE) !== null;

/** Whether the person points at the notices or has the focus in them. */
const held = (): boolean =>
  isIn(document.activeElement) || document.querySelector(`${PLACE}:hover`) !== null;

/** Keys that do nothing yet: on the way to a notice, say. */
const isOnTheWay = (event: Event): boolean =>
  event instanceof KeyboardEvent && /^(Tab|Shift|Control|Alt|Meta)$/.test(event.key);

/**
 * Notices go after a while, refusals with the next thing the person does; none goes while it is
 * pointed at, has the focus, or the page cannot be seen.
 */
export const startExpiry = ({ notices }: Runtime): void => {
  const ages = new Map<number, number>();
  const dismiss = (due: (notice: Notice, ageS: number) => boolean): void => {
    for (const notice of notices.store.getState()) {
      if (!notice.stays && due(notice, ages.get(notice.id) ?? 0)) notices.dismiss(notice.id);
    }
  };
  setInterval(() => {
    if (document.hidden || held()) return;
    const shown = notices.store.getState().map(({ id }) => id);
    for (const id of ages.keys()) if (!shown.includes(id)) ages.delete(id);
    for (const id of shown) ages.set(id, (ages.get(id) ?? 0) + 1);
    dismiss((notice, ageS) => ageS >= lastsS(notice));
  }, TICK_MS);
  const next = (event: Event): void => {
    if (held() || isIn(event.target) || isOnTheWay(event)) return;
    dismiss(({ tone }, ageS) => tone === "refusal" && ageS >= SEEN_S);
  };
  window.addEventListener("pointerdown", next, true);
  window.addEventListener("keydown", next, true);
};
