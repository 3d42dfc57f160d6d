/** The stage as it stands, with its caption and lanes, as one SVG that needs nothing else. */
import { drawElement } from "./boxes.ts";
import { facesFor, lettersOf } from "./fonts.ts";
import { make, TABULAR } from "./svg.ts";
import styles from "./picture.module.css";

export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** What stands below the picture. */
export interface Footer {
  readonly left: string;
  readonly right: string;
}

/** A part of the page laid out anew where nobody sees it, as wide as the picture. */
const laid = (part: Element | null | undefined): Element[] => {
  if (!part) return [];
  const copy = part.cloneNode(true) as Element;
  for (const button of copy.querySelectorAll("button:not([aria-pressed])")) button.remove();
  copy.querySelector("[role=status] ~ button")?.remove();
  for (const each of copy.querySelectorAll("[role], [id]")) {
    each.removeAttribute("role");
    each.removeAttribute("id");
  }
  return [copy];
};

const captionOf = (page: ParentNode): Element | null | undefined =>
  page.querySelector("p[role=status][aria-atomic]")?.parentElement;

/** The lanes, where a key is followed in them. */
const lanesOf = (stage: Element): Element | null | undefined => {
  const lanes = stage.closest("main")?.nextElementSibling?.querySelector("section");
  return lanes?.querySelector("[aria-pressed]") ? lanes : undefined;
};

const footerOf = ({ left, right }: Footer): Element => {
  const footer = document.createElement("p");
  footer.className = styles["footer"] ?? "";
  for (const text of [left, right]) {
    const part = document.createElement("span");
    part.textContent = text;
    footer.append(part);
  }
  return footer;
};

const drawParts = (parts: readonly Element[], width: number, paints: Map<string, SVGElement>) => {
  let height = 0;
  const drawn = parts.map((part) => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    const high = Math.ceil(bottom - top);
    const within = make("svg", { y: height, width, height: high, overflow: "hidden" });
    within.append(...drawElement(part, { left, top, right, bottom, paints }));
    height += high;
    return within;
  });
  return { drawn, height };
};

/** The stage that holds the plot with what stands around it; undefined where none is shown. */
export const drawPicture = async (
  page: ParentNode,
  footer: Footer,
): Promise<Picture | undefined> => {
  const stage = page.querySelector("[data-plot]")?.closest("section");
  if (!stage) return undefined;
  const width = Math.round(stage.getBoundingClientRect().width);
  const host = document.createElement("div");
  host.className = styles["host"] ?? "";
  host.style.width = `${width}px`;
  host.inert = true;
  const above = laid(captionOf(page));
  const below = [...laid(lanesOf(stage)), footerOf(footer)];
  host.append(...above, ...below);
  (stage.closest("main")?.parentElement ?? document.body).append(host);
  const paints = new Map<string, SVGElement>();
  const { drawn, height } = drawParts([...above, stage, ...below], width, paints);
  const title = above[0]?.textContent ?? "";
  host.remove();
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  const image = make("svg", { ...size, role: "img", "xml:space": "preserve" });
  image.setAttribute("xml:lang", document.documentElement.lang);
  const called = make("title", {});
  called.append(title);
  const sheet = make("style", {});
  sheet.append(
    `.${TABULAR}{font-variant-numeric:tabular-nums}\n${await facesFor(lettersOf(drawnIn(drawn)))}`,
  );
  const defs = make("defs", {});
  defs.append(sheet, ...paints.values());
  const ground = getComputedStyle(stage).backgroundColor;
  image.append(called, defs, make("rect", { width, height, fill: ground }), ...drawn);
  const text = new XMLSerializer().serializeToString(image);
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`, width, height };
};

const drawnIn = (parts: readonly Element[]): ParentNode => {
  const all = make("svg", {});
  all.append(...parts);
  return all;
};

const SCALE = 2;
/** Some browsers have an image's fonts only after they have drawn it once. */
const FONTS_MS = 120;

const bitmap = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("PNG"));
    }, "image/png");
  });

/** The picture as pixels, two for one of the page. */
export const paintPng = async ({ svg, width, height }: Picture): Promise<Blob> => {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    const pen = canvas.getContext("2d");
    pen?.drawImage(image, 0, 0, canvas.width, canvas.height);
    await new Promise((next) => setTimeout(next, FONTS_MS));
    pen?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await bitmap(canvas);
  } finally {
    URL.revokeObjectURL(url);
  }
};
