import { useEffect, useState, type RefObject } from "react";
import { forgetWidths, readTheme, type StageTheme } from "../../viz/theme.ts";

/** Content size of an element, followed as it changes. */
export const useSize = (
  element: RefObject<HTMLElement | null>,
): { readonly width: number; readonly height: number } | undefined => {
  const [size, setSize] = useState<{ width: number; height: number }>();
  useEffect(() => {
    const watched = element.current;
    if (!watched) return undefined;
    const measure = (): void => {
      const width = watched.clientWidth;
      const height = watched.clientHeight;
      setSize((old) => (old?.width === width && old.height === height ? old : { width, height }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(watched);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return size;
};

/** Colours and sizes of the page's tokens; read anew when the theme or the font changes. */
export const useTheme = (element: RefObject<HTMLElement | null>): StageTheme | undefined => {
  const [theme, setTheme] = useState<StageTheme>();
  useEffect(() => {
    const read = (): void => {
      forgetWidths();
      if (element.current) setTheme(readTheme(element.current));
    };
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true });
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const wide = matchMedia("(max-width: 719.98px)");
    dark.addEventListener("change", read);
    wide.addEventListener("change", read);
    void document.fonts.ready.then(read);
    read();
    return () => {
      observer.disconnect();
      dark.removeEventListener("change", read);
      wide.removeEventListener("change", read);
    };
  }, [element]);
  return theme;
};
