/** Elements of the page as elements of a picture: boxes, words, canvases, drawings. */
import { canvasAt } from "../../../viz/canvasLayer.ts";
import { cloneDrawing } from "./drawing.ts";
import { baselineOf, make, px, words } from "./svg.ts";

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Patterns and gradients in use, by what they stand for. */
  readonly paints: Map<string, SVGElement>;
}

const isHidden = (style: CSSStyleDeclaration): boolean =>
  style.display === "none" || style.visibility !== "visible" || style.opacity === "0";

const paint = (key: string, { paints }: Frame, draw: (id: string) => SVGElement): string => {
  const id = `paint-${[...paints.keys(), key].indexOf(key)}`;
  if (!paints.has(key)) paints.set(key, draw(id));
  return `url(#${id})`;
};

const HATCH_PX = 5.6;

const drawHatch = (id: string, color: string): SVGElement => {
  const far = HATCH_PX + 1;
  const d = `M0 ${HATCH_PX}L${HATCH_PX} 0M-1 1L1 -1M${HATCH_PX - 1} ${far}L${far} ${HATCH_PX - 1}`;
  const tile = { id, width: HATCH_PX, height: HATCH_PX, patternUnits: "userSpaceOnUse" };
  const pattern = make("pattern", tile);
  pattern.append(make("path", { d, stroke: color, "stroke-width": 1.3 }));
  return pattern;
};

const drawFade = (id: string, color: string): SVGElement => {
  const fade = make("linearGradient", { id });
  fade.append(make("stop", { "stop-color": color, "stop-opacity": 0 }));
  fade.append(make("stop", { offset: 1, "stop-color": color }));
  return fade;
};

const HATCH = /^repeating-linear-gradient\([^(]*(rgba?\([^)]*\))/;
/** From nothing at the left to a colour at the right. */
const FADE = /^linear-gradient\((?:90deg|to right), rgba\([^)]*, 0\), (rgba?\([^)]*\))\)$/;

/** What stands for a background: its hatch, its fade or its colour. */
const fillOf = (style: CSSStyleDeclaration, frame: Frame): string | undefined => {
  const image = style.backgroundImage;
  const hatch = HATCH.exec(image)?.[1];
  if (hatch !== undefined) return paint(image, frame, (id) => drawHatch(id, hatch));
  const fade = FADE.exec(image)?.[1];
  if (fade !== undefined) return paint(image, frame, (id) => drawFade(id, fade));
  const color = style.backgroundColor;
  return /^(transparent|rgba\(.*, 0\))$/.test(color) ? undefined : color;
};

interface Place {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const SIDES = ["Top", "Right", "Bottom", "Left"] as const;

/** Borders that are not all alike, each as a bar of its own. */
const drawSides = ({ left, top, right, bottom }: Place, style: CSSStyleDeclaration): SVGElement[] =>
  SIDES.flatMap((side) => {
    const border = Number.parseFloat(style[`border${side}Width`]);
    if (!(border > 0) || style[`border${side}Style`] === "none") return [];
    const upright = side === "Left" || side === "Right";
    return make("rect", {
      x: px(side === "Right" ? right - border : left),
      y: px(side === "Bottom" ? bottom - border : top),
      width: px(upright ? border : right - left),
      height: px(upright ? bottom - top : border),
      fill: style[`border${side}Color`],
    });
  });

/** A box on whole pixels, as browsers lay it. */
const drawBox = (box: Place, frame: Frame, style: CSSStyleDeclaration): SVGElement[] => {
  const place = {
    left: Math.round(box.left - frame.left),
    top: Math.round(box.top - frame.top),
    right: Math.round(box.right - frame.left),
    bottom: Math.round(box.bottom - frame.top),
  };
  const border = Number.parseFloat(style.borderTopWidth);
  const framed = border > 0 && SIDES.every((side) => style[`border${side}Width`] === `${border}px`);
  const fill = fillOf(style, frame);
  const inset = framed ? border / 2 : 0;
  const width = Math.max(0, place.right - place.left - inset * 2);
  const height = Math.max(0, place.bottom - place.top - inset * 2);
  const round = Number.parseFloat(style.borderTopLeftRadius) || 0;
  const rect = make("rect", {
    x: place.left + inset,
    y: place.top + inset,
    width,
    height,
    rx: Math.min(round, width / 2, height / 2),
    fill: fill ?? "none",
    ...(framed ? { stroke: style.borderTopColor, "stroke-width": border } : {}),
  });
  return [
    ...(fill !== undefined || framed ? [rect] : []),
    ...(framed ? [] : drawSides(place, style)),
  ];
};

/** Where a text that its box cuts off ends, ellipsis and all. */
const cutOff = (
  node: Text,
  style: CSSStyleDeclaration,
): { text: string; right: number } | undefined => {
  const box = node.parentElement;
  if (!box || style.textOverflow !== "ellipsis" || box.scrollWidth <= box.clientWidth)
    return undefined;
  const edge = box.getBoundingClientRect().right;
  const room = edge - Number.parseFloat(style.fontSize) * 0.9;
  const range = document.createRange();
  let end = node.data.length;
  for (; end > 0; end--) {
    range.setStart(node, 0);
    range.setEnd(node, end);
    if (range.getBoundingClientRect().right <= room) break;
  }
  return { text: `${node.data.slice(0, end).trim()}…`, right: edge };
};

/** Words that stand on one line, as one text each. */
const drawText = (node: Text, frame: Frame, style: CSSStyleDeclaration): SVGElement[] => {
  const lines: { text: string; box: DOMRect; right: number }[] = [];
  const range = document.createRange();
  for (const match of node.data.matchAll(/\S+/g)) {
    range.setStart(node, match.index);
    range.setEnd(node, match.index + match[0].length);
    const box = [...range.getClientRects()];
    for (const each of box.length === 1 ? box : []) {
      const last = lines.at(-1);
      if (last && Math.abs(last.box.top - each.top) < 2) {
        last.text += ` ${match[0]}`;
        last.right = each.right;
      } else if (each.width > 1 && each.height > 1) {
        lines.push({ text: match[0], box: each, right: each.right });
      }
    }
    if (box.length > 1) lines.push(...splitWord(node, match.index, match[0]));
  }
  const cut = lines.length === 1 ? cutOff(node, style) : undefined;
  return lines.map(({ text, box, right }) => {
    const x = box.left - frame.left;
    const y = box.top - frame.top + baselineOf(style, box.height);
    if (cut) return words({ text: cut.text, x, y, width: 0 }, style);
    return words({ text, x, y, width: right - box.left }, style);
  });
};

/** A word broken over lines: the letters of each. */
const splitWord = (
  node: Text,
  from: number,
  word: string,
): { text: string; box: DOMRect; right: number }[] => {
  const parts: { text: string; box: DOMRect; right: number }[] = [];
  const range = document.createRange();
  let at = from;
  for (const letter of word) {
    range.setStart(node, at);
    range.setEnd(node, (at += letter.length));
    const box = range.getBoundingClientRect();
    const last = parts.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 2) {
      last.text += letter;
      last.right = box.right;
    } else parts.push({ text: letter, box, right: box.right });
  }
  return parts;
};

/** The chosen option and the sign that there are others. */
const drawSelect = (
  element: HTMLSelectElement,
  box: DOMRect,
  frame: Frame,
  style: CSSStyleDeclaration,
): SVGElement[] => {
  const left = box.left - frame.left;
  const size = Number.parseFloat(style.fontSize);
  const before = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.borderLeftWidth);
  const middle = box.top - frame.top + box.height / 2;
  const line = size * 1.2;
  const y = middle - line / 2 + baselineOf(style, line);
  const text = element.selectedOptions[0]?.text ?? "";
  const x = box.right - frame.left - size * 0.85;
  const [half, deep] = [size * 0.25, size * 0.27];
  const chevron = `M${px(x - half)} ${px(middle - deep / 2)}l${px(half)} ${px(deep)}l${px(half)} ${px(-deep)}`;
  return [
    ...drawBox(box, frame, style),
    words({ text, x: left + before, y, width: 0 }, style),
    make("path", { d: chevron, fill: "none", stroke: style.color, "stroke-width": 1.4 }),
  ];
};

/** What a style sheet adds at the end of a row: laid from its right, the later first. */
const drawAdded = (element: Element, box: DOMRect, frame: Frame): SVGElement[] => {
  const row = getComputedStyle(element);
  if (row.display !== "flex") return [];
  const added = ["::before", "::after"]
    .map((name) => getComputedStyle(element, name))
    .filter(({ content, display }) => content !== "none" && display !== "none");
  let right = box.right;
  return added
    .toSorted((a, b) => Number(b.order) - Number(a.order))
    .flatMap((style) => {
      const width = Number.parseFloat(style.width);
      const height = Number.parseFloat(style.height);
      if (!(width > 0 && height > 0)) return [];
      const top = (box.top + box.bottom + Number.parseFloat(style.marginTop) - height) / 2;
      const left = right - width;
      const place = { left, right, top, bottom: top + height };
      right = left - Number.parseFloat(style.marginLeft) - (Number.parseFloat(row.columnGap) || 0);
      const text = /^"(.*)"$/.exec(style.content)?.[1] ?? "";
      const y = top - frame.top + baselineOf(style, height);
      return [
        ...drawBox(place, frame, style),
        ...(text === "" ? [] : [words({ text, x: left - frame.left, y, width }, style)]),
      ];
    });
};

/** Pixels of a canvas for one of the page. */
const SHARP = 3;

const drawChildren = (element: Element, frame: Frame, style: CSSStyleDeclaration): Element[] =>
  [...element.childNodes].flatMap((child): Element[] => {
    if (child instanceof Text) return drawText(child, frame, style);
    return child instanceof Element ? drawElement(child, frame) : [];
  });

/** What of an element lies within the frame, in the frame's pixels. */
export const drawElement = (element: Element, frame: Frame): Element[] => {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const outside =
    box.right < frame.left ||
    box.left > frame.right ||
    box.bottom < frame.top ||
    box.top > frame.bottom;
  // Words for screen readers alone stand in one pixel.
  const empty = box.width === 0 || box.height === 0 || (box.width <= 1 && box.height <= 1);
  if (isHidden(style) || outside || empty || element.matches("[data-controls]")) return [];
  // Folded up, it is a button alone.
  if (element instanceof HTMLDetailsElement && !element.open) return [];
  const place = {
    x: px(box.left - frame.left),
    y: px(box.top - frame.top),
    width: px(box.width),
    height: px(box.height),
  };
  if (element instanceof HTMLCanvasElement) {
    const sharp = canvasAt(element, SHARP) ?? element;
    return [make("image", { ...place, href: sharp.toDataURL("image/png") })];
  }
  if (element instanceof SVGSVGElement) {
    const drawing = cloneDrawing(element);
    for (const [name, value] of Object.entries(place)) drawing?.setAttribute(name, value);
    drawing?.setAttribute("overflow", "visible");
    return drawing ? [drawing] : [];
  }
  if (element instanceof HTMLSelectElement) return drawSelect(element, box, frame, style);
  const boxes = drawBox(box, frame, style);
  if (/^(input|textarea)$/.test(element.localName)) return boxes;
  const all = [...boxes, ...drawChildren(element, frame, style), ...drawAdded(element, box, frame)];
  if (style.opacity === "1" || all.length === 0) return all;
  const faded = make("g", { opacity: style.opacity });
  faded.append(...all);
  return [faded];
};
