import { describe, expect, it } from "vitest";
import { LOG_VERSION } from "../../protocol/log.ts";
import { completeSteps, upgradeBy, upgradeDocument, type Upgrade } from "./index.ts";

const step = (from: number): Upgrade => ({
  from,
  upgrade: (document) => ({ ...document, path: [...((document["path"] ?? []) as number[]), from] }),
});

describe("upgrades", () => {
  it("run from the document's version to the current one, each once and in order", () => {
    const steps = completeSteps([step(1), step(2), step(3)], 4);
    expect(upgradeBy(steps, 1, {})).toEqual({ path: [1, 2, 3] });
    expect(upgradeBy(steps, 3, {})).toEqual({ path: [3] });
    expect(upgradeBy(steps, 4, {})).toEqual({});
  });

  it("are refused at start-up where a step is missing, doubled or left over", () => {
    expect(() => completeSteps([step(1), step(3)], 4)).toThrow("no step from version 2 to 3");
    expect(() => completeSteps([step(1), step(1)], 3)).toThrow("no step from version 2 to 3");
    expect(() => completeSteps([step(1)], 1)).toThrow("1 steps for version 1");
  });

  it("leave a document of the current version as it is", () => {
    const document = { log: { entries: [] } };
    expect(upgradeDocument(LOG_VERSION, document)).toEqual(document);
  });
});
