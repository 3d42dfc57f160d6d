import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeSequenceNumber } from "../../aws/sequenceNumber.ts";
import { shardIdOf } from "../../aws/shardId.ts";
import { readDocuments } from "./json.ts";
import { importCommand, readStream } from "./stream.ts";

const NOW_S = 1_795_000_000;
const read = (text: string) => readStream(text, NOW_S * 1_000);

const KEY = (1n << 128n) / 16n;

/** `0 0-7 *` is shard 0 with sixteenths 0 to 7 of the key space, closed; `<2+3` names parents. */
const shardOf = (line: string, hoursAgo = 100): object => {
  const [, number = "", from = "", to = "", closed, parents] =
    /^(\d+) (\w)-(\w)( \*)?(?: <([\d+]+))?$/.exec(line) ?? [];
  const start = BigInt(`0x${from}`) * KEY;
  const [parent, adjacent] = parents?.split("+") ?? [];
  const createdS = NOW_S - hoursAgo * 3_600;
  const sequence = (seqIx: number) =>
    encodeSequenceNumber({ createdS, shardIndex: Number(number), seqIx, recordS: createdS });
  return {
    ShardId: shardIdOf(Number(number)),
    ...(parent ? { ParentShardId: shardIdOf(Number(parent)) } : {}),
    ...(adjacent ? { AdjacentParentShardId: shardIdOf(Number(adjacent)) } : {}),
    HashKeyRange: {
      StartingHashKey: String(start),
      EndingHashKey: String((BigInt(`0x${to}`) + 1n) * KEY - 1n),
    },
    SequenceNumberRange: {
      StartingSequenceNumber: sequence(0),
      ...(closed ? { EndingSequenceNumber: sequence(9) } : {}),
    },
  };
};

const shards = (picture: string, hoursAgo?: number): object[] =>
  picture.split(", ").map((line) => shardOf(line, hoursAgo));

const listing = (picture: string, hoursAgo?: number): string =>
  JSON.stringify({ Shards: shards(picture, hoursAgo) });

const summary = {
  StreamDescriptionSummary: {
    StreamName: "clicks",
    StreamARN: "arn:aws:kinesis:eu-west-1:210987654321:stream/clicks",
    StreamStatus: "ACTIVE",
    StreamModeDetails: { StreamMode: "ON_DEMAND" },
    RetentionPeriodHours: 48,
    OpenShardCount: 2,
  },
};

const words = (text: string): string => {
  const result = read(text);
  if (!result.ok) throw new Error(`${result.fault.id} ${JSON.stringify(result.fault.values)}`);
  return importCommand(result.value).shards;
};

const fault = (text: string) => {
  const result = read(text);
  return result.ok ? importCommand(result.value) : result.fault;
};

describe("what is read", () => {
  it.each([
    ["0 0-f", "u1"],
    ["0 0-7, 1 8-f", "u2"],
    ["0 0-f *, 1 0-7 <0, 2 8-f <0", "u1 s0"],
    ["0 0-f *, 1 0-3 <0, 2 4-f <0", "u1 s0,4"],
    ["0 0-7 *, 1 8-f *, 2 0-f <0+1", "u2 m0,1"],
    ["0 0-7 *, 1 8-f *, 2 0-f <1+0", "u2 r,,1,0"],
    ["0 0-f *, 1 8-f <0, 2 0-7 <0", "u1 r8,,0 r,7,0"],
    ["7 0-3 <2, 8 4-f <2", "x7 r,3,2 r4,,2"],
    ["4 0-1, 9 2-f", "x4 r,1 x4 r2,"],
  ])("%s is written %s", (picture, text) => {
    expect(words(listing(picture))).toBe(text);
  });

  it("joins pages pasted one after another, in an array, or twice", () => {
    const first = JSON.stringify({ Shards: shards("0 0-7"), NextToken: "AAA" });
    const second = listing("1 8-f");
    for (const text of [first + second, second + first, `[${first},${second}]`]) {
      expect(words(text)).toBe("u2");
    }
    const twice = read(first + second + second);
    expect(twice.ok && twice.notes.map(({ id }) => id)).toContain("duplicatePages");
  });

  it("takes name, mode, retention, account and Region from a description", () => {
    const result = read(JSON.stringify(summary) + listing("0 0-7, 1 8-f"));
    expect(result).toMatchObject({
      ok: true,
      notes: [],
      value: {
        name: "clicks",
        mode: "ON_DEMAND",
        retentionHours: 48,
        account: "210987654321",
        region: "eu-west-1",
      },
    });
  });

  it("assumes equal ranges where there is only a summary, and says so", () => {
    expect(words(JSON.stringify(summary))).toBe("u2");
    expect(read(JSON.stringify(summary))).toMatchObject({ notes: [{ id: "equalRanges" }] });
  });

  it("says what a listing alone does not tell", () => {
    const result = read(listing("0 0-f"));
    expect(result.ok && result.notes.map(({ id }) => id)).toEqual([
      "noName",
      "noRetention",
      "noMode",
    ]);
  });
});

describe("what is refused, and why", () => {
  const described = (change: object): string =>
    JSON.stringify({
      StreamDescription: {
        ...summary.StreamDescriptionSummary,
        Shards: shards("0 0-7, 1 8-f"),
        HasMoreShards: false,
        ...change,
      },
    });
  const some = (change: object): string =>
    JSON.stringify({ Shards: [{ ...shardOf("0 0-f"), ...change }] });

  it.each([
    ["", { id: "empty" }],
    ["  \n ", { id: "empty" }],
    ['{\n "Shards": [,]}', { id: "syntax", values: { line: 2, column: 13, found: ",]}" } }],
    ['{"Shards": [', { id: "cutOff", values: { line: 1, column: 13 } }],
    ['{"Shards": [{"ShardId": "shardId-0000', { id: "cutOff", values: { line: 1, column: 25 } }],
    ['{"Shards": "a\nb"}', { id: "syntax", values: { column: 12, found: '"a' } }],
    ['{"Shards": [] "x"}', { id: "syntax", values: { column: 15 } }],
    ["An error occurred", { id: "syntax", values: { line: 1, column: 1 } }],
    ["[".repeat(100), { id: "deep" }],
    ["{}", { id: "unknownDocument" }],
    ["[]", { id: "empty" }],
    ["7", { id: "unknownDocument" }],
    ['{"Shards": 7}', { id: "field", values: { where: "Shards" } }],
    ['{"Shards": []}', { id: "noShards" }],
    [some({ ShardId: "shard-1" }), { id: "shardId", values: { where: "Shards[0].ShardId" } }],
    [some({ HashKeyRange: { StartingHashKey: "0", EndingHashKey: "-1" } }), { id: "hashKey" }],
    [some({ HashKeyRange: { StartingHashKey: "9", EndingHashKey: "1" } }), { id: "range" }],
    [some({ ShardId: shardIdOf(70_000) }), { id: "tooManyShards" }],
    [listing("0 0-7"), { id: "gap", values: { from: String(8n * KEY) } }],
    [listing("0 1-f"), { id: "gap", values: { from: "0", to: String(KEY - 1n) } }],
    [listing("0 0-5, 1 8-f"), { id: "gap", values: { from: String(6n * KEY) } }],
    [
      listing("0 0-8, 1 8-f"),
      { id: "overlap", values: { shard: shardIdOf(0), other: shardIdOf(1) } },
    ],
    [listing("0 0-f *"), { id: "noOpen" }],
    [listing("0 0-f *, 1 0-7, 2 8-f"), { id: "childMissing", values: { shard: shardIdOf(0) } }],
    [listing("0 0-f *, 1 0-7 <0, 2 8-f"), { id: "childMissing" }],
    [listing("0 0-7, 1 8-f, 2 8-f <1"), { id: "overlap" }],
    [listing("1 0-f, 0 0-f * <1"), { id: "parentYounger" }],
    [listing("0 0-7 *, 1 8-f *, 2 0-b <0+1, 3 c-f"), { id: "lineage" }],
    [listing("1 8-f *, 2 0-f <0+1"), { id: "oneParentMissing" }],
    [listing("7 0-3 <2, 8 4-f <2", 20), { id: "parentMissing", values: { hours: 24 } }],
    [
      JSON.stringify({ Shards: shards("0 0-7"), NextToken: "A" }),
      { id: "nextPage", values: { pages: 1 } },
    ],
    [described({ HasMoreShards: true }), { id: "nextPage" }],
    [described({ StreamStatus: "CREATING" }), { id: "status" }],
    [described({ StreamName: "a b" }), { id: "field", values: { expected: "name" } }],
    [described({ RetentionPeriodHours: 1 }), { id: "field", values: { expected: "hours" } }],
    [described({ OpenShardCount: 3 }), { id: "summaryDiffers", values: { summary: 3, listed: 2 } }],
    [described({}) + described({ StreamName: "b" }), { id: "streamsDiffer" }],
    [
      listing("0 0-7, 1 8-f") + listing("0 0-6, 1 8-f"),
      { id: "disagree", values: { shard: shardIdOf(0) } },
    ],
  ])("%s", (text, expected) => {
    expect(fault(text)).toMatchObject(expected);
  });

  it("reads the JSON that JSON.parse reads, and refuses what that refuses", () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.string({ maxLength: 1 }),
        (text, at, char) => {
          const place = at % (text.length + 1);
          for (const each of [text, text.slice(0, place) + char + text.slice(place + 1)]) {
            let value: unknown;
            let fits = true;
            try {
              value = JSON.parse(each);
            } catch {
              fits = false;
            }
            if (fits) expect(readDocuments(each)).toEqual([value]);
            else
              expect(each.trim() === "" || isRefused(each) || readDocuments(each).length > 1).toBe(
                true,
              );
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("never throws, whatever is pasted", () => {
    const base = listing("0 0-7 *, 1 8-f *, 2 0-f <0+1");
    fc.assert(
      fc.property(fc.nat(base.length), fc.nat(20), fc.string({ maxLength: 5 }), (at, cut, text) => {
        const result = read(base.slice(0, at) + text + base.slice(at + cut));
        expect(typeof result.ok).toBe("boolean");
      }),
      { numRuns: 1_000 },
    );
  });
});

function isRefused(text: string): boolean {
  return !readStream(text, 0).ok;
}
