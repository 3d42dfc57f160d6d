import { SCENARIOS } from "../../scenario/library/index.ts";
import { engine, single, throttled } from "./engine.ts";
import type { Line } from "./line.ts";
import { memory } from "./memory.ts";
import { pull } from "./pull.ts";
import { scrub } from "./scrub.ts";

interface Task {
  /** What is measured, each in a process of its own. */
  readonly subjects: readonly string[];
  readonly measure: (subject: string) => Line[];
}

const byShards = (shards: readonly number[], measure: (shards: number) => Line[]): Task => ({
  subjects: shards.map(String),
  measure: (subject) => measure(Number(subject)),
});

/** What runs in Node, by the name that `npm run bench -- <name>` takes. */
export const TASKS: Readonly<Record<string, Task>> = {
  engine: byShards([1, 100, 1_000, 10_000], engine),
  throttled: byShards([1_000], throttled),
  single: byShards([1_000], single),
  memory: byShards([1_000], memory),
  scrub: { subjects: SCENARIOS.map(({ name }) => name), measure: scrub },
  pull: byShards([256, 10_000], pull),
};
