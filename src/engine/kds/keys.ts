import { reserve } from "../../base/columns.ts";
import { md5Into } from "../../base/md5.ts";
import { compareWords } from "../../base/u128.ts";
import type { World } from "../core/world.ts";
import type { Stream } from "./stream.ts";

/** Every partition key the world has met, hashed once; ids are in order of first use. */
export interface Keys {
  count: number;
  text: string[];
  /** MD5 as four words a key. */
  words: Uint32Array;
  /** Key ids sorted by hash. */
  sorted: Int32Array;
}

export const makeKeys = (): Keys => ({
  count: 0,
  text: [],
  words: new Uint32Array(0),
  sorted: new Int32Array(0),
});

/** Id by text for one world object; a cache outside state, rebuilt when the world is restored. */
const indexes = new WeakMap<string[], Map<string, number>>();

const indexOf = (keys: Keys): Map<string, number> => {
  let index = indexes.get(keys.text);
  if (!index || index.size !== keys.count) {
    index = new Map(keys.text.map((text, id) => [text, id]));
    indexes.set(keys.text, index);
  }
  return index;
};

export const keyIdOf = (world: World, text: string): number => indexOf(world.keys).get(text) ?? -1;

/** Ids of these partition keys, interned and routed on every stream. */
export const internKeys = (world: World, texts: readonly string[]): Int32Array => {
  const { keys } = world;
  const index = indexOf(keys);
  const before = keys.count;
  const ids = new Int32Array(texts.length);
  for (let at = 0; at < texts.length; at++) {
    const text = texts[at]!;
    let id = index.get(text);
    if (id === undefined) {
      id = addKey(keys, text);
      index.set(text, id);
    }
    ids[at] = id;
  }
  if (keys.count > before) {
    sortIn(keys, before);
    for (const stream of world.streams) routeNewKeys(world, stream, before);
  }
  return ids;
};

const addKey = (keys: Keys, text: string): number => {
  const id = keys.count;
  reserve(keys, id + 1, { words: 4 });
  md5Into(text, keys.words, id * 4);
  keys.text.push(text);
  keys.count = id + 1;
  return id;
};

const sortIn = (keys: Keys, before: number): void => {
  const { words } = keys;
  const byHash = (a: number, b: number): number =>
    compareWords(words, a * 4, words, b * 4) || a - b;
  const added = Int32Array.from({ length: keys.count - before }, (_, at) => before + at);
  added.sort(byHash);
  const { sorted } = keys;
  let end = before;
  for (let fresh = added.length - 1; fresh >= 0; fresh--) {
    const id = added[fresh]!;
    const at = placesBefore(keys, id, end);
    sorted.copyWithin(at + fresh + 1, at, end);
    sorted[at + fresh] = id;
    end = at;
  }
};

/** How many of the first `end` sorted keys have a lower hash than this one. */
const placesBefore = ({ words, sorted }: Keys, id: number, end: number): number => {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareWords(words, sorted[middle]! * 4, words, id * 4) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

const routeNewKeys = (world: World, stream: Stream, before: number): void => {
  const { keys } = world;
  if (stream.keyShard.length < keys.count) {
    const wider = new Int32Array(keys.sorted.length).fill(-1);
    wider.set(stream.keyShard);
    stream.keyShard = wider;
  }
  if (stream.open.length === 0) return;
  for (let id = before; id < keys.count; id++) {
    stream.keyShard[id] = openShardOf(stream, keys.words, id * 4);
  }
};

/** The open shard whose range holds the hash key at `words[at..at+3]`. */
export const openShardOf = (stream: Stream, words: Uint32Array, at: number): number => {
  const { open, shards } = stream;
  let low = 0;
  let high = open.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (compareWords(shards.startWords, open[middle]! * 4, words, at) <= 0) low = middle;
    else high = middle - 1;
  }
  return open[low]!;
};

/** Rewrites the slice of the key → shard table that an open shard covers. */
export const routeShard = (world: World, stream: Stream, shard: number): void => {
  const { keys } = world;
  const { startWords, endWords } = stream.shards;
  if (stream.keyShard.length < keys.sorted.length) {
    const wider = new Int32Array(keys.sorted.length).fill(-1);
    wider.set(stream.keyShard);
    stream.keyShard = wider;
  }
  let low = 0;
  let high = keys.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareWords(keys.words, keys.sorted[middle]! * 4, startWords, shard * 4) < 0)
      low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < keys.count; at++) {
    const id = keys.sorted[at]!;
    if (compareWords(keys.words, id * 4, endWords, shard * 4) > 0) return;
    stream.keyShard[id] = shard;
  }
};
