import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import type { SimUs } from "../../protocol/log.ts";
import { useActions } from "../../store/hooks.ts";
import type { Mark } from "./marks.ts";
import { seekByKey } from "./seekByKey.ts";

export interface ScrubParts {
  readonly locked: boolean;
  /** The mark at a place on the bar. */
  readonly near: (x: number) => Mark | undefined;
  readonly atUs: SimUs;
  readonly endUs: SimUs;
  readonly width: number;
}

/** Pointer and keys on the bar: a press near a mark goes to the mark, a drag follows the pointer. */
export const useScrub = ({ locked, near, atUs, endUs, width }: ScrubParts) => {
  const { seek } = useActions();
  const [hoverX, setHoverX] = useState<number>();
  const [focused, setFocused] = useState(false);
  const dragging = useRef(false);
  const xOf = (event: PointerEvent<HTMLDivElement>): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;
  const usAt = (x: number): SimUs => (Math.min(width, Math.max(0, x)) / Math.max(1, width)) * endUs;
  const letGo = (): void => {
    dragging.current = false;
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (locked || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      dragging.current = true;
      const x = xOf(event);
      seek(near(x)?.atUs ?? usAt(x));
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      const x = xOf(event);
      setHoverX(x);
      if (dragging.current) seek(usAt(x));
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
    onPointerLeave: () => {
      setHoverX(undefined);
    },
    onFocus: () => {
      setFocused(true);
    },
    onBlur: () => {
      setFocused(false);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const to = locked ? undefined : seekByKey(event.key, event.shiftKey, atUs, endUs);
      if (to === undefined) return;
      event.preventDefault();
      seek(to);
    },
  };
  return { handlers, hoverX, focused, usAt };
};
