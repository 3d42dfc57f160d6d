import { beforeAll, describe, expect, it } from "vitest";
import { loadLaterTexts } from "../../i18n/i18n.ts";
import { type Text, textOf } from "../../i18n/useText.ts";
import { nameOf, whereOf } from "./Cases.tsx";
import { countText } from "./count.ts";

const t: Text<"evidence"> = (key, values) => textOf("evidence", key, values);

beforeAll(loadLaterTexts);

describe("countText", () => {
  it("is exact, or says how much was not checked", () => {
    expect(countText(1_024, 0, t)).toBe("1,024");
    expect(countText(24, 3_000, t)).toBe("≥ 24 (3,000 not checked)");
  });
});

describe("a case", () => {
  const item = {
    row: 3,
    key: "user-17",
    y: 0.5,
    ordinal: 187,
    sub: 0,
    shard: 1,
    atUs: 42_000_000,
    higherOrdinal: 211,
    higherShard: 4,
    higherAtUs: 39_000_000,
    reason: "child-before-parent",
  } as const;

  it("tells both records, both shards and both times", () => {
    expect(nameOf(item, t)).toBe("user-17: #187 after #211");
    expect(whereOf(item, t)).toBe(
      "shard 001 at 00:42.000, after shard 004 at 00:39.000, 3 s apart",
    );
  });

  it("tells a copy and a re-read apart, and leaves out a time that is no longer known", () => {
    expect(nameOf({ ...item, reason: "producer-copy" }, t)).toBe("user-17: #187, a copy of #211");
    const again = { ...item, reason: "re-read", higherAtUs: -1 } as const;
    expect(nameOf(again, t)).toBe("user-17: #187 again");
    expect(whereOf(again, t)).toBe("shard 001 at 00:42.000");
  });
});
