import { draw, streamOf } from "../../base/prng.ts";
import { md5Into } from "../../base/md5.ts";

/**
 * The bare loop the engine is measured against: a uniform draw of one of `keys` hashed keys, binary
 * search of its shard, two token buckets, an append to a ring of typed arrays. Returns records/s.
 */
export const referenceLoop = (shards: number, keys: number, records: number): number => {
  const words = new Uint32Array(4);
  const hash = new Float64Array(keys);
  for (let at = 0; at < keys; at++) {
    md5Into(`user-${at}`, words, 0);
    hash[at] = words[0]! / 4294967296;
  }
  const starts = Float64Array.from({ length: shards }, (_, at) => at / shards);
  const tokens = {
    records: new Float64Array(shards).fill(1000),
    bytes: new Float64Array(shards).fill(1_048_576),
    atUs: new Float64Array(shards),
  };
  const ring = {
    key: new Uint32Array(65_536),
    shard: new Uint32Array(65_536),
    size: new Uint32Array(65_536),
  };
  const stream = streamOf(1, 1, 1);
  const began = performance.now();
  loop(records, keys, stream, hash, starts, tokens, ring);
  const seconds = (performance.now() - began) / 1000;
  if (ring.size[0] !== 100) throw new Error("the reference loop appended nothing");
  return records / seconds;
};

const loop = (
  records: number,
  keys: number,
  stream: number,
  hash: Float64Array,
  starts: Float64Array,
  tokens: { records: Float64Array; bytes: Float64Array; atUs: Float64Array },
  ring: { key: Uint32Array; shard: Uint32Array; size: Uint32Array },
): void => {
  const stepUs = 1_000_000 / (starts.length * 900);
  for (let n = 0; n < records; n++) {
    const nowUs = n * stepUs;
    const key = Math.floor((draw(stream, n) * keys) / 4294967296);
    const at = hash[key]!;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    const passedUs = nowUs - tokens.atUs[low]!;
    tokens.atUs[low] = nowUs;
    tokens.records[low] = Math.min(1000, tokens.records[low]! + passedUs / 1000);
    tokens.bytes[low] = Math.min(1_048_576, tokens.bytes[low]! + passedUs * 1.048576);
    if (tokens.records[low]! < 1 || tokens.bytes[low]! < 100) continue;
    tokens.records[low]! -= 1;
    tokens.bytes[low]! -= 100;
    const slot = n & 65_535;
    ring.key[slot] = key;
    ring.shard[slot] = low;
    ring.size[slot] = 100;
  }
};
