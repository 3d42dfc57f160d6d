/** JSON that says where it breaks, and reads several documents one after another. */
import { refuse } from "../faults.ts";

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

const DEPTH_MAX = 64;
const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// oxlint-disable-next-line no-control-regex
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
/** The end of the text, or a string that has none. */
const CUT_OFF = /(?:"(?:[^"\\]|\\[^])*\\?)?$/y;
const WORDS = { true: true, false: false, null: null } as const;

export const placeOf = (text: string, at: number): { line: number; column: number } => {
  const before = text.slice(0, at);
  return {
    line: before.split("\n").length,
    column: at - before.lastIndexOf("\n"),
  };
};

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  done(): boolean {
    this.#match(SPACE);
    return this.#at >= this.#text.length;
  }

  value(depth: number): Json {
    this.#match(SPACE);
    if (depth > DEPTH_MAX) return refuse("deep", { ...this.#place(), max: DEPTH_MAX });
    const char = this.#text[this.#at];
    if (char === "{") return this.#object(depth);
    if (char === "[") return this.#array(depth);
    if (char === '"') return this.#string();
    for (const [word, value] of Object.entries(WORDS)) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    const number = this.#match(NUMBER);
    return number === undefined || number === "" ? this.#fail() : Number(number);
  }

  #object(depth: number): Json {
    const out = new Map<string, Json>();
    this.#at += 1;
    if (this.#taken("}")) return {};
    do {
      this.#match(SPACE);
      const name = this.#string();
      if (!this.#taken(":")) this.#fail();
      out.set(name, this.value(depth + 1));
    } while (this.#taken(","));
    if (!this.#taken("}")) this.#fail();
    return Object.fromEntries(out);
  }

  #array(depth: number): Json {
    const out: Json[] = [];
    this.#at += 1;
    if (this.#taken("]")) return out;
    do out.push(this.value(depth + 1));
    while (this.#taken(","));
    if (!this.#taken("]")) this.#fail();
    return out;
  }

  #string(): string {
    const text = this.#match(STRING);
    return text === undefined ? this.#fail() : (JSON.parse(text) as string);
  }

  #taken(char: string): boolean {
    this.#match(SPACE);
    if (this.#text[this.#at] !== char) return false;
    this.#at += 1;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #place(): { line: number; column: number } {
    return placeOf(this.#text, this.#at);
  }

  #fail(): never {
    CUT_OFF.lastIndex = this.#at;
    if (CUT_OFF.test(this.#text)) return refuse("cutOff", this.#place());
    const found = this.#text.slice(this.#at, this.#at + 12).split("\n")[0] ?? "";
    return refuse("syntax", { ...this.#place(), found });
  }
}

/** Every document of the text, in order. */
export const readDocuments = (text: string): Json[] => {
  const reader = new Reader(text.replace(/^\uFEFF/, ""));
  const out: Json[] = [];
  while (!reader.done()) out.push(reader.value(0));
  return out.length === 0 ? refuse("empty") : out;
};
