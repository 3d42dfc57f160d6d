import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CALL_RATES, type CallRate } from "../../aws/callRates.ts";
import { MORE_CALL_RATES } from "../../aws/callRatesMore.ts";
import { ACCOUNT, makeApi, SECOND_US } from "../../testing/api.ts";
import { stateHash } from "../core/travel.ts";
import { rateRefusal, takeCall } from "./callRates.ts";

const rates: [string, CallRate][] = Object.entries({ ...CALL_RATES, ...MORE_CALL_RATES });

describe.each(rates)("%s", (operation, rate) => {
  it("is let through as often as its rate says, and again a second later", () => {
    const { world } = makeApi({ orders: 1, others: 1 }).run;
    const input = { StreamName: "orders" };
    const ask = () => rateRefusal(world, operation, input, rate);
    world.nowUs += SECOND_US;
    for (let at = 0; at < rate.calls; at++) expect(ask()).toBeUndefined();
    const message =
      rate.per === "stream"
        ? `Rate exceeded for stream orders under account ${ACCOUNT}.`
        : `Rate exceeded for account ${ACCOUNT}.`;
    expect(ask()).toEqual({ name: "LimitExceededException", message });
    const other = rateRefusal(world, operation, { StreamName: "others" }, rate);
    expect(other === undefined).toBe(rate.per === "stream");
    world.nowUs += SECOND_US;
    expect(ask()).toBeUndefined();
  });
});

describe("takeCall", () => {
  it("never lets more than two seconds' calls through in any second, nor fewer than asked below the rate", () => {
    const rate = fc.constantFrom(1, 5, 10, 20, 1_000);
    const gaps = fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(rate, gaps, (calls, waits) => {
        const { world } = makeApi().run;
        const taken: number[] = [];
        for (const wait of waits) {
          world.nowUs += wait;
          const lastUs = taken.at(-calls);
          const idle = lastUs === undefined || world.nowUs - lastUs >= SECOND_US;
          const recent = taken.filter((atUs) => world.nowUs - atUs < SECOND_US).length;
          const let_ = takeCall(world, "x", calls);
          if (recent === 0) expect(let_).toBe(true);
          if (let_) {
            expect(recent).toBeLessThan(2 * calls);
            taken.push(world.nowUs);
          } else expect(idle && recent === 0).toBe(false);
        }
      }),
    );
  });

  it("costs a refused call nothing, and a look nothing", () => {
    const { world } = makeApi().run;
    expect(takeCall(world, "x", 1)).toBe(true);
    world.nowUs += 999_999;
    expect(takeCall(world, "x", 1)).toBe(false);
    world.nowUs += 1;
    expect(takeCall(world, "x", 1, true)).toBe(true);
    expect(takeCall(world, "x", 1)).toBe(true);
  });

  it("keeps no bucket that is full", () => {
    const { world } = makeApi().run;
    for (let at = 0; at < 50; at++) {
      world.nowUs += SECOND_US;
      takeCall(world, `x${at}`, 5);
    }
    expect(Object.keys(world.callRates ?? {})).toEqual(["x49"]);
  });

  it("leaves the state's hash as it was", () => {
    const { run } = makeApi({ orders: 1 });
    const hash = stateHash(run);
    takeCall(run.world, "x", 5);
    expect(stateHash(run)).toBe(hash);
  });
});

describe("a call's order of checks", () => {
  it("is input, rate, then the rest", () => {
    const api = makeApi({ orders: 1 });
    const input = { StreamName: "orders", ShardToSplit: "0", NewStartingHashKey: "1" };
    for (let at = 0; at < 5; at++) {
      expect(api.refusal("SplitShard", input)).toMatch(/^InvalidArgumentException/);
    }
    expect(api.refusal("SplitShard", { ...input, ShardToSplit: "" })).toMatch(/^Validation/);
    expect(api.refusal("SplitShard", input)).toMatch(/^LimitExceededException: Rate exceeded/);
    const none = { ...input, StreamName: "none" };
    expect(api.refusal("SplitShard", none)).toMatch(/^ResourceNotFoundException/);
  });
});
