/**
 * Counter-based random numbers: draw n of a stream is a pure function of (stream, n), so a draw
 * never depends on how many were taken elsewhere. 32-bit integer arithmetic only.
 */
export const streamOf = (seed: number, actor: number, purpose: number): number =>
  mix(mix(mix(seed | 0) ^ Math.imul(actor + 1, 0x9e3779b1)) ^ Math.imul(purpose + 1, 0x85ebca77));

/** Unsigned 32 bits: draw `n` (an integer up to 2^53) of a stream. */
export const draw = (stream: number, n: number): number => {
  const high = (n / 4294967296) | 0;
  let x = (stream ^ Math.imul((n | 0) + 0x7f4a7c15, 0x9e3779b1)) + Math.imul(high, 0xc2b2ae35);
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
};

/** An integer in 0..below-1, `below` up to 2^21 without visible bias. */
export const drawBelow = (stream: number, n: number, below: number): number =>
  Math.floor((draw(stream, n) * below) / 4294967296);

/** A fraction in [0, 1). */
export const drawFraction = (stream: number, n: number): number => draw(stream, n) / 4294967296;

/** A bijective scramble of 32 bits. */
export const mix = (value: number): number => {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
};
