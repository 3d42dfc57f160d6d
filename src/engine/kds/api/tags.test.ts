import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNT, makeApi, SECOND_US, type Api } from "../../../testing/api.ts";

const StreamName = "orders";
const StreamARN = `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/orders`;
const many = (count: number, from = 0) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${from + at}`, "v"]));

/** A stream, a consumer of it and the two families of calls that tag them. */
const consumerOf = (api: Api): string => {
  const { Consumer } = api.ok("RegisterStreamConsumer", { StreamARN, ConsumerName: "c" });
  api.wait(2 * SECOND_US);
  return Consumer.ConsumerARN;
};

describe("AddTagsToStream refuses", () => {
  it.each([
    [
      { Tags: many(51) },
      "because a given stream cannot have more than 50 tags associated with it.",
    ],
    [{ Tags: { "a%": "" } }, "Some tags contain invalid characters."],
    [{ Tags: { a: "#" } }, "Some tags contain invalid characters."],
  ])("%#", (input, text) => {
    const api = makeApi({ [StreamName]: 1 });
    expect(api.refusal("AddTagsToStream", { StreamName, ...input })).toContain(text);
    expect(api.ok("ListTagsForStream", { StreamName }).Tags).toEqual([]);
  });

  it("keys and values of a wrong length, and no tags at all", () => {
    const api = makeApi({ [StreamName]: 1 });
    const of = (Tags: object) => api.refusal("AddTagsToStream", { StreamName, Tags });
    expect(of({})).toContain("Member must have length greater than or equal to 1");
    expect(of({ [`k${"x".repeat(128)}`]: "" })).toContain("Map keys must satisfy constraint");
    expect(of({ k: "x".repeat(257) })).toContain("Map value must satisfy constraint");
  });

  it("a stream that is not there", () => {
    expect(makeApi().refusal("AddTagsToStream", { StreamName, Tags: { a: "b" } })).toBe(
      `ResourceNotFoundException: Stream orders under account ${ACCOUNT} not found.`,
    );
  });
});

describe("tags of a stream", () => {
  it("are what a map would be, by either family, in pages in order of their keys", () => {
    const key = fc.constantFrom("a", "B", "c", "_d", "e e", "é");
    const step = fc.oneof(
      fc.record({ add: fc.dictionary(key, fc.constantFrom("", "v", "w"), { minKeys: 1 }) }),
      fc.record({ remove: fc.array(key, { minLength: 1, maxLength: 3 }) }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(step, fc.boolean()), { maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        (steps, Limit) => {
          const api = makeApi({ [StreamName]: 1 });
          const held = new Map<string, string>();
          for (const [each, family] of steps) {
            if ("add" in each) {
              Object.entries(each.add).forEach(([name, value]) => held.set(name, value));
              if (family) api.ok("AddTagsToStream", { StreamName, Tags: each.add });
              else api.ok("TagResource", { ResourceARN: StreamARN, Tags: each.add });
            } else {
              each.remove.forEach((name) => held.delete(name));
              if (family) api.ok("RemoveTagsFromStream", { StreamName, TagKeys: each.remove });
              else api.ok("UntagResource", { ResourceARN: StreamARN, TagKeys: each.remove });
            }
            api.wait(SECOND_US);
          }
          const wanted = [...held]
            .map(([Key, Value]) => ({ Key, Value }))
            .sort((a, b) => (a.Key < b.Key ? -1 : 1));
          expect(api.ok("ListTagsForResource", { ResourceARN: StreamARN }).Tags).toEqual(wanted);
          const seen: typeof wanted = [];
          for (let more = true; more;) {
            const last = seen.at(-1)?.Key;
            const page = api.ok("ListTagsForStream", {
              StreamName,
              Limit,
              ...(last === undefined ? {} : { ExclusiveStartTagKey: last }),
            });
            seen.push(...page.Tags);
            more = page.HasMoreTags;
            api.wait(SECOND_US);
          }
          expect(seen).toEqual(wanted);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("go with the stream", () => {
    const api = makeApi({ [StreamName]: 1 });
    api.ok("AddTagsToStream", { StreamName, Tags: { a: "b" } });
    api.ok("DeleteStream", { StreamName });
    api.wait(2 * SECOND_US);
    api.ok("CreateStream", { StreamName, ShardCount: 1 });
    api.wait(2 * SECOND_US);
    expect(api.ok("ListTagsForStream", { StreamName }).Tags).toEqual([]);
  });
});

describe("tags and policies of a consumer", () => {
  it("are its own", () => {
    const api = makeApi({ [StreamName]: 1 });
    const ResourceARN = consumerOf(api);
    api.ok("TagResource", { ResourceARN, Tags: { a: "b" } });
    api.ok("PutResourcePolicy", { ResourceARN, Policy: '{"a":1}' });
    expect(api.ok("ListTagsForResource", { ResourceARN }).Tags).toEqual([{ Key: "a", Value: "b" }]);
    expect(api.ok("ListTagsForStream", { StreamName }).Tags).toEqual([]);
    expect(api.ok("GetResourcePolicy", { ResourceARN }).Policy).toBe('{"a":1}');
    expect(api.ok("GetResourcePolicy", { ResourceARN: StreamARN }).Policy).toBe("{}");
    api.ok("DeleteResourcePolicy", { ResourceARN });
    expect(api.refusal("DeleteResourcePolicy", { ResourceARN })).toBe(
      `ResourceNotFoundException: No resource policy found for resource ARN ${ResourceARN}.`,
    );
  });

  it("are refused where there is no such resource, or no JSON", () => {
    const api = makeApi({ [StreamName]: 1 });
    const ResourceARN = `${StreamARN}/consumer/c:1`;
    expect(api.refusal("TagResource", { ResourceARN, Tags: { a: "b" } })).toBe(
      `ResourceNotFoundException: Consumer c, account ${ACCOUNT} not found.`,
    );
    const channel = `arn:aws:kinesis:us-east-1:${ACCOUNT}:channel/c`;
    expect(api.refusal("ListTagsForResource", { ResourceARN: channel })).toBe(
      `ResourceNotFoundException: Resource ${channel} not found.`,
    );
    const put = { ResourceARN: StreamARN, Policy: "{" };
    expect(api.refusal("PutResourcePolicy", put)).toMatch(/^InvalidArgumentException: /);
  });
});
