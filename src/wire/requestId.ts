import { draw, mix, streamOf } from "../base/prng.ts";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The id of request `n` (a counter) of a seed: the text of a version 4 UUID. */
export const requestIdOf = (n: number, seed: number): string => {
  const stream = streamOf(seed, 0, 0);
  const hex = [0, 1, 2, 3]
    .map((part) =>
      draw(stream, n * 4 + part)
        .toString(16)
        .padStart(8, "0"),
    )
    .join("");
  const variant = "89ab".charAt(parseInt(hex.charAt(16), 16) & 3);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20),
  ].join("-");
};

const ID2_CHARACTERS = 96;
const DIGITS_PER_DRAW = 5;

/** The `x-amz-id-2` that goes with a request id: 72 bytes in base64. */
export const extendedIdOf = (requestId: string): string => {
  let stream = 0;
  for (let at = 0; at < requestId.length; at++) stream = mix(stream ^ requestId.charCodeAt(at));
  let out = "";
  for (let n = 0; out.length < ID2_CHARACTERS; n++) {
    let bits = draw(stream, n);
    for (let i = 0; i < DIGITS_PER_DRAW; i++, bits >>>= 6) out += DIGITS.charAt(bits & 63);
  }
  return out.slice(0, ID2_CHARACTERS);
};
