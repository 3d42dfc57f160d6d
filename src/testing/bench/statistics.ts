const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

export const median = (values: readonly number[]): number => {
  const all = sorted(values);
  const middle = all.length >> 1;
  return all.length % 2 === 1 ? all[middle]! : (all[middle - 1]! + all[middle]!) / 2;
};

/** The value that 95 of 100 do not exceed. */
export const p95 = (values: readonly number[]): number =>
  sorted(values)[Math.max(0, Math.ceil(values.length * 0.95) - 1)]!;

/** The process's own clock, ms: what other programs on the machine take is left out. */
export const ownMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

export const RUNS = 5;

/** Figures of `RUNS` runs after one that warms up. */
export const repeat = (measure: () => number): number[] => {
  measure();
  return Array.from({ length: RUNS }, measure);
};
