// @vitest-environment node
import { describe, expect, it } from "vitest";
import { SCENARIOS } from "./library/index.ts";
import { decodeLink, encodeLink } from "./link.ts";
import { checkOf } from "./text.ts";

/** Links that were given out, with a digest of what they open as. This list only grows. */
const LINKS: readonly (readonly [link: string, digest: string])[] = [
  ["v=1&s=hot-shard&t=31.5&c=glac", "ltnt"],
  ["v=1&s=hot-key&t=31.5&c=16an", "5x15"],
  ["v=1&s=split-while-lagging&t=31.5&c=qjgq", "nabi"],
  ["v=1&s=merge-cold&t=31.5&c=gj4i", "94lc"],
  ["v=1&s=five-pollers&t=31.5&c=oolb", "375q"],
  ["v=1&s=ten-megabyte-read&t=31.5&c=xdoz", "tn34"],
  ["v=1&s=producer-duplicates&t=31.5&c=0r64", "z0vb"],
  ["v=1&s=crash-before-checkpoint&t=31.5&c=j8xl", "nbcr"],
  ["v=1&s=retention&t=31.5&c=3na7", "e2u1"],
  ["v=1&s=update-shard-count&t=31.5&c=gal3", "pipc"],
  ["v=1&s=thousand-doubled&t=31.5&c=p58s", "tpfp"],
  [
    "v=1&s=hot-key&seed=7f3a&e=20.5s~split~1~0.75&t=31.5&sel=record~1042&panel=inspector&lock=merge&h=00beef&c=98u1",
    "0dre",
  ],
  [
    "v=1&s=hot-shard&e=12s~split~0~0.25&e=14.000001s~set~1~ratePerS:900.5~keyShape:zipf&t=40&present=1&lang=ko&c=kpfq",
    "mvbs",
  ],
  [
    "v=1&s=hot-shard&d=3~4&e=2s~consumer~7~get-records~Q~%EC%A3%BC%EB%AC%B8%20!e!t~order:naive~pollMs:1000&keys=device-0~a!tb&win=7.5&scale=log&zoom=0.25~0.3751&speed=0.01&play=0&lens=60&hide=speed~seed&c=w8tx",
    "grkt",
  ],
  [
    "v=1&s=update-shard-count&d=all&e=0s~create~4&e=9s~merge~1~2&e=30s~count~2&e=40s~retain-more~48&e=41s~retain-less~24&sel=front~2~3&c=4d21",
    "umik",
  ],
  [
    "v=1&s=crash-before-checkpoint&e=25s~crash~3&e=26s~restart~3&e=27s~remove~1&sel=evidence~2~5&focus=3&c=670c",
    "aqlu",
  ],
  [
    "v=1&s=producer-duplicates&e=9s~put~user-17~hello%20world&e=10s~put-at~user-17~*_wA~xff&sel=actor~1&c=e8hn",
    "u33z",
  ],
  [
    "v=1&e=0s~create~2&e=1s~producer~1~sdk~P~app~ratePerS:5~keyPrefix:order-&e=2s~burst~1&e=3s~assume~visibleUs:0~jitterPercent:0&sel=shard~1&c=v16h",
    "352b",
  ],
  [
    "v=1&seed=ffffffff&epoch=1800000000001&account=000000000001&region=ap-northeast-2&budget=65536&stream=other&e=0s~create~1&e=5s~delete&c=sedl",
    "4122",
  ],
  [
    "v=1&stream=a&e=0s~json~%7B%22type%22:%22Call%22,%22operation%22:%22CreateStream%22,%22input%22:%7B%22StreamName%22:%22a%22,%22ShardCount%22:1,%22Tags%22:%7B%22k%22:%22!tv%22%7D%7D%7D&t=0.000001&keys=&c=gx9g",
    "35q2",
  ],
  ["v=1&t=9007199254.740991&c=jji6", "gpn1"],
  [
    "v=1&e=0s~create~3&e=1s~producer~1~sdk~P~app&e=2s~put~k~v&e=2s~remove~1&h=123abc&c=grml",
    "ff8y",
  ],
  [
    "v=1&z=FcYxDoAgDAXQnWN0dhDd2LyB8QYEOihRGgokxvjPbnzTGxWhsK-M2ViFlBxb4AILjQkrvIiZFNIqEvrfQ_OFh-otTI42PnPnJdRcaKA9krPvBw&h=123abc&c=8roa",
    "ff8y",
  ],
];

/** Digests of the published scenarios' logs: a better scenario gets a new name. */
const SCENARIO_LOGS: readonly (readonly [name: string, digest: string])[] = [
  ["hot-shard", "9ufc"],
  ["hot-key", "22af"],
  ["split-while-lagging", "n7gn"],
  ["merge-cold", "6a40"],
  ["five-pollers", "r7hk"],
  ["ten-megabyte-read", "n4yx"],
  ["producer-duplicates", "b1z1"],
  ["crash-before-checkpoint", "j1rj"],
  ["retention", "iy0f"],
  ["update-shard-count", "wyyi"],
  ["thousand-doubled", "zatk"],
];

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
};
const digestOf = (value: unknown): string => checkOf(JSON.stringify(sorted(value)));

describe("links opened for ever", () => {
  it.each(LINKS)("%s", async (link, digest) => {
    const result = await decodeLink(link);
    expect(result.ok ? digestOf(result.state) : result.error.message).toBe(digest);
  });

  it.each(LINKS)("%s, made again, opens alike", async (link, digest) => {
    const result = await decodeLink(link);
    const again = await decodeLink(result.ok ? await encodeLink(result.state) : "");
    expect(again.ok ? digestOf(again.state) : again.error.message).toBe(digest);
  });

  it.each(SCENARIO_LOGS)("scenario %s keeps its log", (name, digest) => {
    const scenario = SCENARIOS.find((each) => each.name === name);
    expect(digestOf(scenario?.log(1))).toBe(digest);
  });

  it("include every stock scenario", () => {
    expect(SCENARIO_LOGS.map(([name]) => name)).toEqual(
      expect.arrayContaining(SCENARIOS.map(({ name }) => name)),
    );
  });
});
