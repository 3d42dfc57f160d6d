import { describe, expect, it } from "vitest";
import { assert, AssertionError, unreachable } from "./assert.ts";

describe("assert", () => {
  it("passes truthy conditions and throws its own class with the message otherwise", () => {
    expect(() => assert(1 === 1, "never shown")).not.toThrow();
    expect(() => assert(0, "zero shards")).toThrow(new AssertionError("zero shards"));
  });

  it("names the value that should not exist", () => {
    expect(() => unreachable("lost" as never)).toThrow("unreachable: lost");
  });
});
