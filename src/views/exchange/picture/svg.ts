/** Elements of a picture, and how words stand in it. */
const NS = "http://www.w3.org/2000/svg";

export const make = (
  name: string,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement => {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
};

/** Two places after the point are enough of a pixel. */
export const px = (value: number): string => String(Number(value.toFixed(2)));

export const FONT = ["font-family", "font-size", "font-weight", "font-style"] as const;

/** Figures of one width have no attribute of their own; the picture's style sheet has this class. */
export const TABULAR = "t";

export const setFont = (element: Element, style: CSSStyleDeclaration): void => {
  for (const name of FONT) element.setAttribute(name, style.getPropertyValue(name));
  if (style.fontVariantNumeric.includes("tabular-nums")) element.setAttribute("class", TABULAR);
};

/** As wide as it is on the page, whatever font the reader has. */
export const fit = (element: Element, width: number): void => {
  if (!(width > 0)) return;
  element.setAttribute("textLength", px(width));
  element.setAttribute("lengthAdjust", "spacingAndGlyphs");
};

let pen: CanvasRenderingContext2D | null = null;

/** How far below the top of its box a line's letters stand. */
export const baselineOf = (style: CSSStyleDeclaration, height: number): number => {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return height * 0.78;
  pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = pen.measureText("x");
  return (height * up) / (up + down);
};

interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** 0 where the page does not tell. */
  readonly width: number;
}

export const words = ({ text, x, y, width }: Line, style: CSSStyleDeclaration): SVGElement => {
  const element = make("text", { x: px(x), y: px(y), fill: style.color });
  setFont(element, style);
  fit(element, width);
  element.append(text);
  return element;
};
