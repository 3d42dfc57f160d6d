import fc from "fast-check";
import { expect, test } from "vitest";
import { CONSTRAINTS } from "../aws/constraints.ts";
import { MORE_CONSTRAINTS } from "../aws/constraintsMore.ts";
import { validateFields } from "../aws/validate.ts";
import { inspect } from "../engine/observe/answers/inspect/index.ts";
import { advance, createRun, isExpired, stateHash, type Run } from "../engine/public.ts";
import { models } from "../headless/models.ts";
import type { Inspection } from "../protocol/frame.ts";
import type { Selection } from "../protocol/viewport.ts";
import { SCENARIOS } from "../scenario/library/index.ts";
import { callAsCli, callAsSdk, whole } from "../views/inspector/callAs.ts";

const SHARDS_MOST = 24;
/** A run of hours with a thousand shards takes a minute to come to its end. */
const LONGEST_US = { "thousand-doubled": 300_000_000 } as Readonly<Record<string, number>>;
const FIELDS = { ...CONSTRAINTS, ...MORE_CONSTRAINTS };

/** Every mark that can be selected now, of many alike only some. */
const marksOf = ({ world }: Run, draw: (below: number) => number): Selection[] => {
  const actors = world.actors.map(({ id }) => ({ type: "actor", id }) as const);
  const stream = world.streams[0];
  if (!stream) return actors;
  const all = Array.from({ length: stream.shards.count }, (_, shard) => shard);
  const shards = all
    .filter((shard) => !isExpired(stream, shard, world.nowUs))
    .filter((shard) => all.length <= SHARDS_MOST || draw(all.length) < SHARDS_MOST || shard === 0);
  const readers = world.actors.filter(({ role }) => role === "consumer");
  const { total } = stream.log;
  return [
    ...actors,
    ...shards.map((shard) => ({ type: "shard", shard }) as const),
    ...readers.flatMap(({ id: consumer }) =>
      shards.map((shard) => ({ type: "front", consumer, shard }) as const),
    ),
    ...readers.flatMap(({ id: consumer, application }) =>
      [0, 1].flatMap((back) => {
        const row = (application?.evidence.total ?? 0) - 1 - back;
        return row < 0 ? [] : [{ type: "evidence", consumer, row } as const];
      }),
    ),
    ...Array.from({ length: total > 0 ? 12 : 0 }, () => {
      return { type: "record", ordinal: draw(total) } as const;
    }),
  ];
};

const checkCall = ({ operation, request, response, atUs, next }: Inspection["api"][number]) => {
  const fields = FIELDS[operation as keyof typeof FIELDS];
  expect(Object.keys(FIELDS)).toContain(operation);
  const sent = whole(request, "") as object;
  expect(validateFields(fields, sent)).toEqual({ ok: true, input: sent });
  if (next) expect([response, atUs]).toEqual([undefined, undefined]);
  expect(callAsSdk(operation, request)).not.toContain("…");
  expect(callAsCli(operation, request)).not.toContain("…");
};

/** State, and what of it no hash holds. */
const stateOf = (run: Run): unknown => [stateHash(run), JSON.stringify(run.world.callRates)];

test.each(SCENARIOS.map((each) => [each.name, each] as const))(
  "every mark of %s has a call that can be made, and looking changes nothing",
  (name, { log, seed, durationUs }) => {
    const spanUs = LONGEST_US[name] ?? durationUs;
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000_000), { minLength: 10, maxLength: 20 }),
        fc.nat(),
        (moments, salt) => {
          let drawn = salt;
          const draw = (below: number): number => {
            drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0;
            return drawn % below;
          };
          const run = createRun(log(seed), models);
          for (const share of moments.toSorted((a, b) => a - b)) {
            advance(run, Math.floor((spanUs * share) / 1_000_000));
            const before = stateOf(run);
            for (const mark of marksOf(run, draw)) {
              const inspection = inspect(run, run.world.streams[0], mark);
              expect(inspection?.api ?? []).not.toEqual([]);
              const { api } = inspection!;
              api.forEach(checkCall);
              for (const { operation } of api) seen.add(`${mark.type} ${operation}`);
            }
            expect(stateOf(run)).toEqual(before);
          }
        },
      ),
      { numRuns: 2 },
    );
    expect([...seen].some((each) => each.startsWith("actor Put"))).toBe(true);
    expect([...seen]).toContain("actor GetRecords");
  },
);
