import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseArguments } from "./args.ts";

describe("arguments", () => {
  it("become a plan in any order", () => {
    expect(parseArguments([])).toEqual({
      kind: "run",
      plan: { port: 4567, host: "127.0.0.1", speed: 1, allowOrigins: [] },
    });
    const args = ["--state=a b", "--speed", "0.5", "--port", "0", "--scenario", "hot-key"];
    const origins = ["--allow-origin", "https://a.example", "--allow-origin=http://b.example:81"];
    expect(parseArguments([...origins, ...args])).toEqual({
      kind: "run",
      plan: {
        port: 0,
        host: "127.0.0.1",
        speed: 0.5,
        allowOrigins: ["https://a.example", "http://b.example:81"],
        scenario: "hot-key",
        state: "a b",
      },
    });
  });

  it.each([
    [["hot-key"], "'hot-key' is no option."],
    [["--port"], "--port needs a value after it."],
    [["--port", "65536"], "--port: '65536' is not a whole number from 0 to 65535."],
    [["--speed", "0"], "--speed: '0' is not a number from 0.01 to 1000."],
    [["--speed", "1e3"], "--speed: '1e3' is not a number from 0.01 to 1000."],
    [["--scenario=a", "--file=b"], "Give --scenario or --file, not both."],
    [["--state=a", "--state=b"], "--state is given twice."],
    [["--allow-origin", "example.org"], "'example.org' is no origin."],
    [["--fast"], "There is no option --fast. The options are --port, --host"],
  ])("%j say what is wrong", (args, says) => {
    const result = parseArguments(args);
    expect(result.kind === "wrong" && result.message).toContain(says);
  });

  it("never throw, and --help wins", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (args) => {
        expect(["run", "help", "wrong"]).toContain(parseArguments(args).kind);
        expect(parseArguments([...args, "--help"]).kind).toBe("help");
      }),
    );
  });
});
