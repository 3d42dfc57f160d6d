/** The stage as it stands, as one SVG file that needs nothing else, or as a PNG of it. */

const NS = "http://www.w3.org/2000/svg";

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
const FONT = ["font-family", "font-size", "font-weight", "font-style"] as const;

const make = (name: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
};

const isHidden = (style: CSSStyleDeclaration): boolean =>
  style.display === "none" || style.visibility !== "visible" || style.opacity === "0";

const dress = (from: Element, to: Element): void => {
  const style = getComputedStyle(from);
  for (const [name, usual] of STYLES) {
    const value = style.getPropertyValue(name);
    if (value !== "" && value !== usual) to.setAttribute(name, value);
  }
  if (/^(text|tspan)$/.test(from.localName)) {
    for (const name of FONT) to.setAttribute(name, style.getPropertyValue(name));
    if (from instanceof SVGTextContentElement && from.childElementCount === 0) {
      fit(to, from.getComputedTextLength());
    }
  }
};

/** A drawing with its computed styles written into it; what is not shown is left out. */
const cloneDrawing = (from: Element): Element | undefined => {
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

/** As wide as it is on the page, whatever font the reader has. */
const fit = (element: Element, width: number): void => {
  if (!(width > 0)) return;
  element.setAttribute("textLength", width.toFixed(2));
  element.setAttribute("lengthAdjust", "spacingAndGlyphs");
};

const words = (
  text: string,
  x: number,
  middle: number,
  width: number,
  style: CSSStyleDeclaration,
): SVGElement => {
  const place = { x, y: middle, "dominant-baseline": "central", fill: style.color };
  const element = make("text", place);
  for (const name of FONT) element.setAttribute(name, style.getPropertyValue(name));
  fit(element, width);
  element.append(text);
  return element;
};

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Patterns in use, by the colour of their lines. */
  readonly hatches: Map<string, SVGElement>;
}

const HATCH_PX = 5.6;

/** What stands for a hatched background: lines of its colour, from the lower left to the upper right. */
const hatchOf = (background: string, { hatches }: Frame): string | undefined => {
  const color = /^repeating-linear-gradient\([^(]*(rgba?\([^)]*\))/.exec(background)?.[1];
  if (color === undefined) return undefined;
  const id = `hatch-${[...hatches.keys(), color].indexOf(color)}`;
  const tile = { id, width: HATCH_PX, height: HATCH_PX, patternUnits: "userSpaceOnUse" };
  const pattern = hatches.get(color) ?? make("pattern", tile);
  if (!hatches.has(color)) {
    const d = `M0 ${HATCH_PX}L${HATCH_PX} 0M-1 1L1 -1M${HATCH_PX - 1} ${HATCH_PX + 1}L${HATCH_PX + 1} ${HATCH_PX - 1}`;
    pattern.append(make("path", { d, stroke: color, "stroke-width": 1.3 }));
    hatches.set(color, pattern);
  }
  return `url(#${id})`;
};

/** Words that stand on one line, as one text each. */
const drawText = (node: Text, frame: Frame, style: CSSStyleDeclaration): SVGElement[] => {
  const lines: { text: string; box: DOMRect; right: number }[] = [];
  const range = document.createRange();
  for (const match of node.data.matchAll(/\S+/g)) {
    range.setStart(node, match.index);
    range.setEnd(node, match.index + match[0].length);
    const box = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 2) {
      last.text += ` ${match[0]}`;
      last.right = box.right;
    } else if (box.width > 1 && box.height > 1) {
      lines.push({ text: match[0], box, right: box.right });
    }
  }
  return lines.map(({ text, box, right }) => {
    const middle = box.top - frame.top + box.height / 2;
    return words(text, box.left - frame.left, middle, right - box.left, style);
  });
};

const drawBox = (box: DOMRect, frame: Frame, style: CSSStyleDeclaration): SVGElement[] => {
  const border = Number.parseFloat(style.borderTopWidth);
  const sides = [style.borderTopWidth, style.borderLeftWidth, style.borderBottomWidth];
  const framed = border > 0 && sides.every((side) => side === style.borderRightWidth);
  const hatch = hatchOf(style.backgroundImage, frame);
  const empty = hatch === undefined && /^(transparent|rgba\(.*, 0\))$/.test(style.backgroundColor);
  if (empty && !framed) return [];
  const inset = framed ? border / 2 : 0;
  return [
    make("rect", {
      x: box.left - frame.left + inset,
      y: box.top - frame.top + inset,
      width: Math.max(0, box.width - inset * 2),
      height: Math.max(0, box.height - inset * 2),
      rx: Number.parseFloat(style.borderTopLeftRadius) || 0,
      fill: empty ? "none" : (hatch ?? style.backgroundColor),
      ...(framed ? { stroke: style.borderTopColor, "stroke-width": border } : {}),
    }),
  ];
};

const drawElement = (element: Element, frame: Frame): Element[] => {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const outside =
    box.right < frame.left ||
    box.left > frame.right ||
    box.bottom < frame.top ||
    box.top > frame.bottom;
  if (isHidden(style) || outside || box.width <= 1 || box.height <= 1) return [];
  const place = {
    x: box.left - frame.left,
    y: box.top - frame.top,
    width: box.width,
    height: box.height,
  };
  if (element instanceof HTMLCanvasElement) {
    return [make("image", { ...place, href: element.toDataURL("image/png") })];
  }
  if (element instanceof SVGSVGElement) {
    const drawing = cloneDrawing(element);
    for (const [name, value] of Object.entries(place)) drawing?.setAttribute(name, String(value));
    drawing?.setAttribute("overflow", "visible");
    return drawing ? [drawing] : [];
  }
  if (element instanceof HTMLSelectElement) {
    const chosen = element.selectedOptions[0]?.text ?? "";
    const x =
      place.x + Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.borderLeftWidth);
    const middle = place.y + place.height / 2;
    return [...drawBox(box, frame, style), words(chosen, x, middle, 0, style)];
  }
  if (/^(input|textarea)$/.test(element.localName)) return drawBox(box, frame, style);
  return [
    ...drawBox(box, frame, style),
    ...[...element.childNodes].flatMap((child): Element[] => {
      if (child instanceof Text) return drawText(child, frame, style);
      return child instanceof Element ? drawElement(child, frame) : [];
    }),
  ];
};

export interface StageImage {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** The stage that holds the plot; undefined where none is shown. */
export const drawStage = (page: ParentNode): StageImage | undefined => {
  const root = page.querySelector("[data-plot]")?.closest("section");
  if (!root) return undefined;
  const { left, top, right, bottom, width, height } = root.getBoundingClientRect();
  const image = make("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  const hatches = new Map<string, SVGElement>();
  const drawn = drawElement(root, { left, top, right, bottom, hatches });
  const patterns = make("defs", {});
  patterns.append(...hatches.values());
  image.append(patterns, ...drawn);
  const text = new XMLSerializer().serializeToString(image);
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`, width, height };
};

const SCALE = 2;

/** The drawing as pixels, two for one of the page. */
export const paintPng = async ({ svg, width, height }: StageImage): Promise<Blob> => {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * SCALE);
    canvas.height = Math.round(height * SCALE);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob) resolve(blob);
        else reject(new Error("PNG"));
      }, "image/png");
    });
  } finally {
    URL.revokeObjectURL(url);
  }
};
