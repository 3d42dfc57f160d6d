import { type RefCallback, useCallback, useState } from "react";

/** The element's content width in CSS pixels, and the ref that measures it. */
export const useWidth = (start = 0): readonly [number, RefCallback<HTMLElement>] => {
  const [width, setWidth] = useState(start);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0);
      if (measured > 0) setWidth(measured);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [width, ref];
};
