// @vitest-environment node
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pack } from "./deflate.ts";
import { printFragment } from "./fragment.ts";
import { SCENARIOS } from "./library/index.ts";
import { decodeLink, encodeLink } from "./link.ts";
import { INFLATED_BYTES_MAX, LINK_LENGTH_SAFE, type LinkState } from "./state.ts";
import { base64UrlOf } from "./text.ts";
import { states } from "./states.testing.ts";

const stock = (name: string): LinkState => {
  const scenario = SCENARIOS.find((each) => each.name === name)!;
  const { startUs: atUs = 0, view } = scenario;
  return { scenario: name, log: scenario.log(scenario.seed), atUs, view };
};

const faultOfLink = async (fragment: string): Promise<string> => {
  const result = await decodeLink(fragment);
  return result.ok ? "opens" : result.error.message;
};

const handLink = (text: string): string => `v=1&${text}&c=hand`;

describe("links", () => {
  it("open as the state they were made of", async () => {
    await fc.assert(
      fc.asyncProperty(states, async (state) => {
        expect(await decodeLink(await encodeLink(state))).toEqual({ ok: true, state });
      }),
      { numRuns: 300 },
    );
  });

  it("are made again alike from what they open as", async () => {
    await fc.assert(
      fc.asyncProperty(states, async (state) => {
        const link = await encodeLink(state);
        const result = await decodeLink(link);
        expect(result.ok && (await encodeLink(result.state))).toBe(link);
      }),
    );
  });

  it("hold only characters that a URL's fragment may hold", async () => {
    await fc.assert(
      fc.asyncProperty(states, async (state) => {
        expect(await encodeLink(state)).toMatch(/^[\w.~!$&'()*+,;=:@/?%-]+$/);
      }),
    );
  });

  it("are refused when cut anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(states, fc.nat(), async (state, at) => {
        const link = await encodeLink(state);
        expect((await decodeLink(link.slice(0, at % link.length))).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
    const link = await encodeLink(stock("split-while-lagging"));
    for (let end = 0; end < link.length; end++) {
      expect((await decodeLink(link.slice(0, end))).ok).toBe(false);
    }
  });

  it("are refused when characters changed, or open as they were", async () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.string({ unit: "binary-ascii" })), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(states, changes, async (state, changed) => {
        let link = await encodeLink(state);
        for (const [at, text] of changed) {
          const place = at % link.length;
          link = link.slice(0, place) + text + link.slice(place + 1);
        }
        const result = await decodeLink(link);
        if (result.ok) expect(result.state).toEqual(state);
      }),
      { numRuns: 300 },
    );
  });

  it("never throw, whatever they are", async () => {
    const parts = fc.constantFrom(
      ..."v=1 s=hot-key seed=zz t=1 t=-1 e=20s~split~0~0.5 e=~~~ z=AAAA d=all d=99 sel=record~x".split(
        " ",
      ),
      ..."zoom=1~0 keys=!! win=0 h=zzzzzz lock=A play=2 e=1s~json~{} e=1s~json~null stream=%ff".split(
        " ",
      ),
      " ",
      "=",
      "c=hand",
      "e=1s~producer~1~sdk~P~x~batch:1~batch:2",
      "e=0s~set~1~__proto__:1",
    );
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.array(parts).map((all) => handLink(all.join("&"))),
      fc.uint8Array({ maxLength: 60 }).map((b) => handLink(`z=${base64UrlOf(b)}`)),
      fc.json().map((json) => printFragment([["e", `1s~json~${json.replace(/[~!\n]/g, "")}`]])),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const result = await decodeLink(text);
        if (!result.ok) expect(result.error.message).toMatch(/\.$/);
      }),
      { numRuns: 1_000 },
    );
  });

  it("survive what programs do to URLs", async () => {
    const state = { ...stock("hot-key"), view: { ...stock("hot-key").view, tracked: ["a~b c"] } };
    const link = await encodeLink(state);
    const told = await Promise.all(
      [`#${link}`, link.replaceAll("&", "&amp;"), link.replaceAll("~", "%7E"), `${link}).`].map(
        (each) => decodeLink(each),
      ),
    );
    for (const result of told) expect(result).toEqual({ ok: true, state });
  });
});

describe("a link's text", () => {
  it("is readable and says only what differs from the stock scenario", async () => {
    const state = stock("hot-key");
    const split = {
      type: "Call",
      operation: "SplitShard",
      input: {
        StreamName: "clicks",
        ShardToSplit: "shardId-000000000001",
        NewStartingHashKey: String(3n << 126n),
      },
    } as const;
    const entries = [...state.log.entries, { atUs: 20_500_000, command: split }];
    const edited: LinkState = {
      ...state,
      log: { ...state.log, seed: 0x7f3a, entries },
      atUs: 31_500_000,
      selection: { type: "record", ordinal: 1_042 },
      view: { ...state.view, panel: "inspector" },
      locked: ["merge"],
      hash24: "00beef",
    };
    expect(await encodeLink(state)).toBe("v=1&s=hot-key&c=19m6");
    expect(await encodeLink(edited)).toBe(
      "v=1&s=hot-key&seed=7f3a&e=20.5s~split~1~0.75&t=31.5&sel=record~1042" +
        "&panel=inspector&lock=merge&h=00beef&c=98u1",
    );
  });

  it("of every stock scenario with a moment and a selection is far below the safe length", async () => {
    for (const { name } of SCENARIOS) {
      const state: LinkState = {
        ...stock(name),
        atUs: 123_456_789,
        selection: { type: "evidence", consumer: 2, row: 100 },
        hash24: "7f3a21",
      };
      expect((await encodeLink(state)).length).toBeLessThan(LINK_LENGTH_SAFE / 5);
      const custom = { log: state.log, view: state.view };
      expect((await encodeLink(custom)).length).toBeLessThan(LINK_LENGTH_SAFE);
    }
  });
});

describe("a bad link says what is wrong and where", () => {
  const bomb = async () => `z=${await pack(" ".repeat(INFLATED_BYTES_MAX + 1))}`;
  it.each([
    ["", "There is nothing to open."],
    ["#", "There is nothing to open."],
    ["section-2", "This is not a Shardscope link"],
    ["v=2&anything", "This was made by a newer Shardscope (format 2)"],
    ["v=1&s=hot-key", "The link stops before its end."],
    ["v=1&s=hot-key&c=69k", "The link stops before its end."],
    ["v=1&s=hot-kex&c=19m6", "The link was changed on its way"],
    [
      handLink("s=hot-shart"),
      "s: There is no scenario named 'hot-shart'. The stock scenarios are: hot-shard",
    ],
    [handLink("s=hot-key&seed=xyz"), "seed: 'xyz' is not one to eight hex digits."],
    [handLink("s=hot-key&t=soon"), "t: 'soon' is not a time in seconds"],
    [handLink("s=hot-key&t=1&t=2"), "The part 't' stands here more than once."],
    [handLink("s=hot-key&colour=red"), "This format has no part 'colour'."],
    [handLink("s=hot-key&speed=5000"), "view.speed: 5000 is outside 0.01 to 1000."],
    [handLink("s=hot-key&d=77"), "d: 77 is not an entry of the scenario"],
    [handLink("s=hot-key&e=5s~cut~1"), "e 1 (5s~cut~1): There is no edit 'cut'."],
    [
      handLink("s=hot-key&e=5s~split~1"),
      "e 1 (5s~split~1): This edit needs split~ShardToSplit~NewStartingHashKey.",
    ],
    [
      handLink("s=hot-key&e=5s~set~1~batch:501"),
      "log.entries[4].command.params.batch: 501 records is outside 1 to 500 records.",
    ],
    [
      handLink("s=hot-key&e=5s~set~1~batsh:5"),
      "log.entries[4].command.params: The kind 'sdk' has no parameter 'batsh'.",
    ],
    [
      handLink("s=hot-key&e=5s~set~1~batch:1.5"),
      "log.entries[4].command.params.batch: 1.5 is not a whole number.",
    ],
    [
      handLink("s=hot-key&e=5s~crash~1"),
      "log.entries[4].command.signal: The kind 'sdk' has no signal 'crash'.",
    ],
    [
      handLink("e=0s~consumer~1~kcl~K~app"),
      "log.entries[0].command.kind: There is no consumer of kind 'kcl'. The kinds are: get-records, code.",
    ],
    [
      handLink("e=0s~producer~70000~sdk~P~app"),
      "log.entries[0].command.id: 70000 is outside 1 to 65535.",
    ],
    [
      handLink("e=0s~assume~jitterPercent:101"),
      "log.entries[0].command.assumptions.jitterPercent: 101 is outside 0 to 100.",
    ],
    [
      handLink('e=0s~json~{"type":"Explode"}'),
      "log.entries[0].command.type: 'Explode' is not one of: Call, AddActor",
    ],
    [handLink('e=0s~json~{"type":"RemoveActor"}'), "log.entries[0].command.id: This is missing."],
    [handLink("z=****"), "z: The packed part cannot be unpacked."],
    [handLink("z=AAAA"), "z: The packed part cannot be unpacked."],
  ])("%s", async (link, says) => {
    expect(await faultOfLink(link)).toContain(says);
  });

  it("that is too long is not even taken apart", async () => {
    const long = `v=1&s=${"x".repeat(300_000)}&c=hand`;
    expect(await faultOfLink(long)).toContain("300013 characters long; at most 262144 are read.");
  });

  it("that unpacks to too much is stopped while unpacking", async () => {
    expect(await faultOfLink(handLink(await bomb()))).toContain(
      "z: Unpacked, this is larger than 33554432 bytes",
    );
  });

  it("with too many entries is told so", async () => {
    const packed = await pack(Array.from({ length: 100_001 }, () => "1s~remove~1").join("\n"));
    expect(await faultOfLink(handLink(`z=${packed}`))).toContain(
      "e: There are 100001; at most 100000 are read.",
    );
  });
});
