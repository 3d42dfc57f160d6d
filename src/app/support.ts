/** What the page cannot do without, and a browser may lack. */
const NEEDS: readonly (readonly [string, () => boolean])[] = [
  [
    "module workers",
    () => typeof Worker === "function" && "noModule" in HTMLScriptElement.prototype,
  ],
  ["CompressionStream with deflate-raw", () => canDeflate()],
  ["BigInt", () => typeof BigInt === "function"],
  ["dialog elements", () => typeof HTMLDialogElement === "function"],
  ["popovers", () => "popover" in HTMLElement.prototype],
  ["canvas", () => typeof CanvasRenderingContext2D === "function"],
  ["ResizeObserver", () => typeof ResizeObserver === "function"],
  [
    "Array.prototype.findLast",
    () => "findLast" in Array.prototype && "toSorted" in Array.prototype,
  ],
];

const canDeflate = (): boolean => {
  try {
    return typeof new CompressionStream("deflate-raw") === "object";
  } catch {
    return false;
  }
};

/** What this browser lacks, by name; nothing when all is there. */
export const missing = (): readonly string[] =>
  NEEDS.filter(([, has]) => !has()).map(([name]) => name);
