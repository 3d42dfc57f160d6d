import { describe, expect, it } from "vitest";
import type { Answers, JournalRow } from "../../protocol/frame.ts";
import type { Queries } from "../../protocol/viewport.ts";
import type { Runtime } from "../../store/runtime.ts";
import { journalRows, measures } from "./collect.ts";

const row = (at: number): JournalRow => ({
  row: at,
  atUs: Math.floor(at / 2) * 10,
  type: "status",
  values: {},
  targets: [],
  times: 1,
});

const NO_METRICS = { periodS: 60, atUs: new Float64Array(0), series: [] };

/** A run that stands, with this many journal rows, two at each instant; counts what it is asked. */
const standing = (rows: number, consumers?: readonly string[]) => {
  const all = Array.from({ length: rows }, (_, at) => row(at));
  const asked: Queries[] = [];
  let queries: Queries = {};
  const answers = (): Answers => {
    const { journal, metrics } = queries;
    const before = all.filter(({ atUs }) => atUs < (journal?.beforeUs ?? 0)).toReversed();
    const edge = before[(journal?.count ?? 0) - 1]?.atUs ?? 0;
    return {
      ...(journal
        ? { journal: { total: rows, rows: before.filter(({ atUs }) => atUs >= edge) } }
        : {}),
      ...(metrics ? { metrics: { ...NO_METRICS, ...(consumers && { consumers }) } } : {}),
    };
  };
  const runtime = {
    session: {
      asks: {
        add: (name: string, query: unknown) => {
          queries = { [name]: query };
          asked.push(queries);
          return () => {
            queries = {};
          };
        },
      },
      frame: () => ({ atUs: rows * 10, answers: answers() }),
      topology: () => ({ shards: { index: Int32Array.from([0, 1, 2]) } }),
    },
    pulse: { idle: () => Promise.resolve() },
  } as unknown as Runtime;
  return { runtime, asked, all };
};

describe("what is collected for a file", () => {
  it("is the whole journal, oldest first, page by page", async () => {
    const { runtime, asked, all } = standing(4_321);
    const parts: number[] = [];
    const signal = new AbortController().signal;
    const rows = await journalRows(runtime, [], { signal, progress: (part) => parts.push(part) });
    expect(rows).toEqual(all);
    expect(asked.length).toBe(6);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
    expect(parts.at(-1)).toBe(1);
  });

  it("stops when told to, between two pages", async () => {
    const { runtime, asked } = standing(50_000);
    const stopping = new AbortController();
    const progress = (part: number): void => {
      if (part > 0.1) stopping.abort();
    };
    const task = { signal: stopping.signal, progress };
    await expect(journalRows(runtime, [], task)).rejects.toThrow(/abort/i);
    expect(asked.length).toBeLessThan(10);
  });

  it("is the stream's metrics and each shard's", async () => {
    const { runtime, asked } = standing(5);
    const signal = new AbortController().signal;
    const measured = await measures(runtime, { signal, progress: () => {} });
    expect(measured.map(({ shard }) => shard)).toEqual([-1, 0, 1, 2]);
    expect(asked.map(({ metrics }) => metrics?.periodS)).toEqual([60, 60, 60, 60]);
  });

  it("is each fan-out consumer's as well, where there are any", async () => {
    const { runtime, asked } = standing(5, ["a", "b"]);
    const signal = new AbortController().signal;
    const parts: number[] = [];
    const measured = await measures(runtime, { signal, progress: (part) => parts.push(part) });
    const scopes = [undefined, undefined, undefined, undefined, "a", "b"];
    expect(measured.map(({ consumer }) => consumer)).toEqual(scopes);
    expect(asked.map(({ metrics }) => metrics?.consumer)).toEqual(scopes);
    expect(asked.map(({ metrics }) => metrics?.shard)).toEqual([-1, 0, 1, 2, -1, -1]);
    expect(parts.at(-1)).toBe(1);
  });
});
