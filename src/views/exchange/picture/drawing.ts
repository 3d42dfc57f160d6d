/** A drawing of the page with its computed styles written into it. */
import { fit, setFont } from "./svg.ts";

/** Presentation attributes with the value that need not be written. */
const STYLES: readonly (readonly [name: string, usual: string])[] = [
  ["fill", "rgb(0, 0, 0)"],
  ["fill-opacity", "1"],
  ["stroke", "none"],
  ["stroke-width", "1px"],
  ["stroke-dasharray", "none"],
  ["stroke-linecap", "butt"],
  ["stroke-linejoin", "miter"],
  ["stroke-opacity", "1"],
  ["opacity", "1"],
  ["visibility", "visible"],
  ["text-anchor", "start"],
  ["dominant-baseline", "auto"],
  ["paint-order", "normal"],
  ["letter-spacing", "normal"],
];

const dress = (from: Element, to: Element): void => {
  const style = getComputedStyle(from);
  for (const [name, usual] of STYLES) {
    const value = style.getPropertyValue(name);
    if (value !== "" && value !== usual) to.setAttribute(name, value);
  }
  if (from.localName === "rect" && Number.parseFloat(style.rx) > 0) to.setAttribute("rx", style.rx);
  if (/^(text|tspan)$/.test(from.localName)) {
    setFont(to, style);
    if (from instanceof SVGTextContentElement && from.childElementCount === 0) {
      fit(to, from.getComputedTextLength());
    }
  }
};

/** A copy that needs no style sheet; what is not shown is left out. */
export const cloneDrawing = (from: Element): Element | undefined => {
  const style = getComputedStyle(from);
  if (style.display === "none" && from.localName !== "defs") return undefined;
  const to = from.cloneNode(false) as Element;
  for (const name of ["class", "style", "tabindex", "role"]) to.removeAttribute(name);
  for (const name of to.getAttributeNames()) {
    if (/^(aria-|data-|on)/.test(name)) to.removeAttribute(name);
  }
  dress(from, to);
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.append(child.textContent ?? "");
    else if (child instanceof SVGElement) to.append(...[cloneDrawing(child) ?? []].flat());
  }
  return to;
};
