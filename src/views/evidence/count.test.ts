import { beforeAll, describe, expect, it } from "vitest";
import { loadLaterTexts } from "../../i18n/i18n.ts";
import { type Text, textOf } from "../../i18n/useText.ts";
import { countText } from "./count.ts";

const t: Text<"evidence"> = (key, values) => textOf("evidence", key, values);

beforeAll(loadLaterTexts);

describe("countText", () => {
  it("is exact, or says how much was not checked", () => {
    expect(countText(1_024, 0, t)).toBe("1,024");
    expect(countText(24, 3_000, t)).toBe("≥ 24 (3,000 not checked)");
  });
});
