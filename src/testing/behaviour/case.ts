import type { Lab } from "./lab.ts";
import type { SourceKey } from "./sources.ts";

/** One thing that Kinesis is known to do. */
export interface Case {
  readonly name: string;
  /** Where `expected` was taken from, the deciding source first. */
  readonly source: readonly SourceKey[];
  /** What AWS answers, as JSON. */
  readonly expected: unknown;
  /** The same, seen at a target. */
  observe(lab: Lab): Promise<unknown>;
}

export interface Group {
  readonly title: string;
  readonly cases: readonly Case[];
}
