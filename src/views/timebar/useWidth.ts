import { useCallback, useState } from "react";

/** A ref and the CSS width of its element, kept up to date. */
export const useWidth = (): readonly [(element: HTMLElement | null) => void, number] => {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(entry.contentRect.width);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, width];
};
