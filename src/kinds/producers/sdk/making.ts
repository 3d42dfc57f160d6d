import type { Params } from "../../../protocol/log.ts";
import type { ActorContext } from "../../../engine/public.ts";
import { madeBy, timeOf, type RateShape } from "./arrivals.ts";
import type { SdkState } from "./state.ts";
import { number, PURPOSE } from "./traffic.ts";

export const shapeOf = (params: Params): RateShape => ({
  shape: params["rateShape"] as RateShape["shape"],
  base: number(params, "ratePerS"),
  peak: number(params, "peakPerS"),
  periodS: number(params, "periodS"),
  burstS: number(params, "burstS"),
});

/** Records of a full call. */
export const batchOf = (params: Params): number =>
  params["operation"] === "PutRecord" ? 1 : number(params, "batch");

/** Records made up to now: evenly by the rate, each somewhere inside its own share of time. */
export const madeCount = (ctx: ActorContext, state: SdkState): number => {
  const exact = madeBy(state.rate, (ctx.nowUs - state.sinceUs) / 1_000_000);
  const whole = Math.floor(exact);
  const n = state.madeBefore + whole;
  const made = exact - whole >= jitter(ctx, n) ? n + 1 : n;
  const stop = number(ctx.actor.params, "stopAfterRecords");
  return stop > 0 ? Math.min(made, stop) : made;
};

const jitter = (ctx: ActorContext, n: number): number => ctx.draw(PURPOSE.jitter, n) / 4294967296;

/** When record n is made, or Infinity. */
export const madeAtUs = (ctx: ActorContext, state: SdkState, n: number): number => {
  const stop = number(ctx.actor.params, "stopAfterRecords");
  if (stop > 0 && n >= stop) return Infinity;
  const s = timeOf(state.rate, n - state.madeBefore + jitter(ctx, n));
  return state.sinceUs + Math.ceil(s * 1_000_000);
};
