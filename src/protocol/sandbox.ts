import type { SimUs } from "./log.ts";

/**
 * What the page tells a sandbox, once, with two ports: the first leads to the engine
 * (`outside.ts`), the second back to the page.
 */
export interface SandboxStart {
  /** The program's own text. */
  readonly text: string;
  readonly region: string;
  /** Actors in whose name it writes and reads, 0 for neither. */
  readonly producer: number;
  readonly consumer: number;
}

export const LINE_TONES = ["log", "warn", "error"] as const;
export type LineTone = (typeof LINE_TONES)[number];

/** One line that a program printed. */
export interface Said {
  readonly tone: LineTone;
  readonly text: string;
  readonly atUs: SimUs;
}

/** What a sandbox tells the page. Whatever runs in it can send anything: the page reads it as such. */
export type FromSandbox =
  /** It has joined the engine and begun: from here on time passes for it. */
  | { readonly type: "ready"; readonly atUs: SimUs }
  | ({ readonly type: "line" } & Said)
  /** Beyond `lines`: the last of those printed since the last message, after so many left out. */
  | { readonly type: "tail"; readonly dropped: number; readonly lines: readonly Said[] }
  /** It has come to its end by itself. */
  | { readonly type: "done"; readonly atUs: SimUs }
  /** It threw; `line` is of the program's own text. */
  | {
      readonly type: "failed";
      readonly text: string;
      readonly line?: number;
      readonly syntax: boolean;
      readonly atUs: SimUs;
    };

/** What one program may print. Longer lines are cut; of more lines, the last are told. */
export const SANDBOX_LIMITS = {
  /** Told one by one; as many are kept. */
  lines: 1_000,
  /** Of one later message; as many are shown. */
  tail: 300,
  charactersOfLine: 2_000,
  /** Messages of any kind, after which the program is stopped. */
  messages: 20_000,
} as const;
