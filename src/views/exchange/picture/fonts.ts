/** The page's own fonts, put into a picture: only the faces that its letters need. */

/** Letters drawn in a font, by the name of its family. */
export type Letters = ReadonlyMap<string, ReadonlySet<number>>;

const bare = (family: string): string => family.trim().replace(/^["']|["']$/g, "");

/** What each family is asked to draw by the texts of a drawing. */
export const lettersOf = (drawing: ParentNode): Letters => {
  const letters = new Map<string, Set<number>>();
  for (const text of drawing.querySelectorAll("text, tspan")) {
    const asked = text.closest("[font-family]")?.getAttribute("font-family") ?? "";
    for (const family of asked.split(",").map(bare)) {
      const known = letters.get(family) ?? new Set<number>();
      for (const letter of text.textContent) known.add(letter.codePointAt(0) ?? 0);
      letters.set(family, known);
    }
  }
  return letters;
};

/** Whether a `unicode-range` holds any of the letters; one that is not given holds them all. */
export const holdsAny = (range: string, letters: ReadonlySet<number>): boolean => {
  if (range.trim() === "") return letters.size > 0;
  return range.split(",").some((part) => {
    const [, first = "", last] = /^U\+([0-9a-f?]+)(?:-([0-9a-f]+))?$/i.exec(part.trim()) ?? [];
    const from = Number.parseInt(first.replaceAll("?", "0"), 16);
    const to = Number.parseInt(last ?? first.replaceAll("?", "f"), 16);
    return [...letters].some((letter) => letter >= from && letter <= to);
  });
};

const dataOf = async (address: string): Promise<string> => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 4_096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4_096));
  }
  return `data:font/woff2;base64,${btoa(text)}`;
};

const faceRules = (): CSSFontFaceRule[] =>
  [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule),
  );

/** A face with its file inside; "" where it cannot be had, and the reader's own fonts stand in. */
const inlined = async ({ style, parentStyleSheet }: CSSFontFaceRule): Promise<string> => {
  const address = /url\(["']?([^"')]+)["']?\)/.exec(style.getPropertyValue("src"))?.[1];
  if (address === undefined) return "";
  const base = parentStyleSheet?.href ?? document.baseURI;
  const told = ["font-family", "font-style", "font-weight", "unicode-range"]
    .map((name) => `${name}:${style.getPropertyValue(name)}`)
    .join(";");
  try {
    const data = await dataOf(new URL(address, base).href);
    return `@font-face{${told};src:url(${data}) format("woff2")}`;
  } catch {
    return "";
  }
};

/** Style sheet text with every face of the page that the letters need. */
export const facesFor = async (letters: Letters): Promise<string> => {
  const needed = faceRules().filter(({ style }) => {
    const asked = letters.get(bare(style.getPropertyValue("font-family")));
    return asked !== undefined && holdsAny(style.getPropertyValue("unicode-range"), asked);
  });
  return (await Promise.all(needed.map(inlined))).join("\n");
};
