/**
 * Logarithm, exponential and power from + − × ÷ alone, so that every engine gives the same bits.
 * Relative error below 1e-13 in the ranges used (0 < x < 2^53, |y| < 64).
 */
const LN2 = 0.6931471805599453;

export const exactLn = (x: number): number => {
  let halvings = 0;
  let m = x;
  while (m > 1.4142135623730951) {
    m /= 2;
    halvings += 1;
  }
  while (m < 0.7071067811865476) {
    m *= 2;
    halvings -= 1;
  }
  const z = (m - 1) / (m + 1);
  const square = z * z;
  let sum = 0;
  for (let odd = 27; odd >= 1; odd -= 2) sum = sum * square + 1 / odd;
  return 2 * z * sum + halvings * LN2;
};

export const exactExp = (x: number): number => {
  const whole = Math.round(x / LN2);
  const rest = x - whole * LN2;
  let sum = 1;
  for (let term = 20; term >= 1; term--) sum = 1 + (sum * rest) / term;
  let power = 1;
  for (let at = 0; at < Math.abs(whole); at++) power *= 2;
  return whole >= 0 ? sum * power : sum / power;
};

/** `base` to the power `y`, base > 0. */
export const exactPow = (base: number, y: number): number => exactExp(y * exactLn(base));
