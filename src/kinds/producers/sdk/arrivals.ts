/** How many records a producer makes: rates in records a second, times in seconds. */
export interface RateShape {
  readonly shape: "steady" | "ramp" | "burst" | "wave";
  readonly base: number;
  readonly peak: number;
  /** Ramp: its length; burst: from one to the next; wave: one whole wave. */
  readonly periodS: number;
  readonly burstS: number;
}

/** Records made in the first `s` seconds, as a real number: the integral of the rate. */
export const madeBy = (rate: RateShape, s: number): number => {
  if (s <= 0) return 0;
  switch (rate.shape) {
    case "steady":
      return rate.base * s;
    case "ramp":
      return ramped(rate, s);
    case "burst":
      return bursts(rate, s);
    case "wave":
      return waves(rate, s);
  }
};

const ramped = ({ base, peak, periodS }: RateShape, s: number): number => {
  const rising = Math.min(s, periodS);
  const slope = (peak - base) / periodS;
  return base * rising + (slope * rising * rising) / 2 + peak * (s - rising);
};

/** The base rate, and the peak in the last `burstS` of every period. */
const bursts = ({ base, peak, periodS, burstS }: RateShape, s: number): number => {
  const burst = Math.min(burstS, periodS);
  const quiet = periodS - burst;
  const periods = Math.floor(s / periodS);
  const rest = s - periods * periodS;
  const inBurst = periods * burst + Math.max(0, rest - quiet);
  return base * (s - inBurst) + peak * inBurst;
};

/** Base to peak and back in straight lines: a triangle wave. */
const waves = ({ base, peak, periodS }: RateShape, s: number): number => {
  const half = periodS / 2;
  const periods = Math.floor(s / periodS);
  const rest = s - periods * periodS;
  const slope = (peak - base) / half;
  const up = Math.min(rest, half);
  const down = rest - up;
  const rising = base * up + (slope * up * up) / 2;
  return periods * ((base + peak) / 2) * periodS + rising + peak * down - (slope * down * down) / 2;
};

/** The second at which `count` records have been made (Infinity if never). */
export const timeOf = (rate: RateShape, count: number): number => {
  if (count <= 0) return 0;
  if (rate.shape === "steady") return rate.base > 0 ? count / rate.base : Infinity;
  const most = Math.max(rate.base, rate.peak);
  if (most <= 0) return Infinity;
  let low = 0;
  let high = count / most + 1;
  for (let tries = 0; madeBy(rate, high) < count; tries++) {
    if (tries === 64) return Infinity;
    high *= 2;
  }
  for (let step = 0; step < 60 && high - low > 1e-7; step++) {
    const middle = (low + high) / 2;
    if (madeBy(rate, middle) < count) low = middle;
    else high = middle;
  }
  return high;
};

/** The rate at second `s`. */
export const rateAt = (rate: RateShape, s: number): number => {
  const within = s - Math.floor(s / rate.periodS) * rate.periodS;
  switch (rate.shape) {
    case "steady":
      return rate.base;
    case "ramp":
      return s >= rate.periodS
        ? rate.peak
        : rate.base + ((rate.peak - rate.base) * s) / rate.periodS;
    case "burst":
      return within >= rate.periodS - Math.min(rate.burstS, rate.periodS) ? rate.peak : rate.base;
    case "wave": {
      const up = Math.min(within, rate.periodS - within) / (rate.periodS / 2);
      return rate.base + (rate.peak - rate.base) * up;
    }
  }
};
