/**
 * Walkers over plain data: objects, arrays, typed arrays, strings, numbers, booleans, null and
 * undefined. An object with `sealed: true` is never written again: it is shared, not copied, and
 * hashed once. So checkpoint, restore and state hash are written once for the whole world.
 */
type Typed = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

export interface Sealed {
  readonly sealed: true;
}

const sealedHashes = new WeakMap<object, readonly [number, number]>();

const isSealed = (value: object): value is Sealed =>
  (value as { sealed?: unknown }).sealed === true;

/** A deep copy; sealed parts are shared. */
export const clonePlain = <T>(value: T): T => clone(value) as T;

const clone = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (ArrayBuffer.isView(value)) return (value as Typed).slice();
  if (isSealed(value)) return value;
  if (Array.isArray(value)) return value.map(clone);
  const out: Record<string, unknown> = { ...value };
  for (const key of Object.keys(out)) out[key] = clone(out[key]);
  return out;
};

/** Makes `target` equal to `source` in place, keeping objects and buffers where they fit. */
export const restorePlain = <T extends object>(target: T, source: T): void => {
  const into = target as Record<string, unknown>;
  const from = source as Record<string, unknown>;
  for (const key of Object.keys(into)) if (!(key in from)) delete into[key];
  for (const key of Object.keys(from)) into[key] = restored(into[key], from[key]);
};

const restored = (target: unknown, source: unknown): unknown => {
  if (typeof source !== "object" || source === null) return source;
  if (ArrayBuffer.isView(source)) return restoredTyped(target, source as Typed);
  if (isSealed(source)) return source;
  if (Array.isArray(source)) {
    const kept: unknown[] = Array.isArray(target) ? target : [];
    return source.map((item, at) => restored(kept[at], item));
  }
  const reusable =
    typeof target === "object" &&
    target !== null &&
    !Array.isArray(target) &&
    !ArrayBuffer.isView(target) &&
    !isSealed(target) &&
    sameKeys(target, source);
  if (!reusable) return clone(source);
  restorePlain(target, source);
  return target;
};

/** Children are hashed in the order of their keys, so that must be the source's too. */
const sameKeys = (target: object, source: object): boolean => {
  const names = Object.keys(source);
  const own = Object.keys(target);
  return own.length === names.length && own.every((name, at) => name === names[at]);
};

const restoredTyped = (target: unknown, source: Typed): Typed => {
  const kept = target as Typed | undefined;
  const fits =
    ArrayBuffer.isView(kept) &&
    kept.constructor === source.constructor &&
    kept.length === source.length;
  if (!fits) return source.slice();
  kept.set(source);
  return kept;
};

/** Two 32-bit lanes over every leaf in declared order. */
export class Hasher {
  private readonly lanes = new Uint32Array([0x811c9dc5, 0x9747b28c]);
  private readonly scratch = new Float64Array(1);
  private readonly words = new Uint32Array(this.scratch.buffer);

  word(value: number): void {
    this.lanes[0] = Math.imul(this.lanes[0]! ^ value, 0x01000193) ^ (this.lanes[0]! >>> 15);
    this.lanes[1] = Math.imul(this.lanes[1]! ^ value, 0x5bd1e995) ^ (this.lanes[1]! >>> 13);
  }

  number(value: number): void {
    this.scratch[0] = value;
    this.word(this.words[0]!);
    this.word(this.words[1]!);
  }

  text(value: string): void {
    this.word(value.length);
    for (let at = 0; at < value.length; at++) this.word(value.charCodeAt(at));
  }

  typed(value: Typed): void {
    this.word(value.length);
    const whole = value.byteLength >>> 2;
    const words = new Uint32Array(value.buffer, value.byteOffset, whole);
    let a = this.lanes[0]!;
    let b = this.lanes[1]!;
    for (let at = 0; at < whole; at++) {
      const word = words[at]!;
      a = Math.imul(a ^ word, 0x01000193) ^ (a >>> 15);
      b = Math.imul(b ^ word, 0x5bd1e995) ^ (b >>> 13);
    }
    this.lanes[0] = a;
    this.lanes[1] = b;
    const rest = new Uint8Array(value.buffer, value.byteOffset + whole * 4, value.byteLength & 3);
    for (const byte of rest) this.word(byte);
  }

  value(value: unknown): void {
    if (typeof value === "number") this.number(value);
    else if (typeof value === "string") this.text(value);
    else if (typeof value === "boolean") this.word(value ? 1 : 2);
    else if (typeof value !== "object" || value === null) this.word(value === null ? 3 : 4);
    else if (ArrayBuffer.isView(value)) this.typed(value as Typed);
    else if (isSealed(value)) for (const word of hashOfSealed(value)) this.word(word);
    else this.children(value);
  }

  children(value: object): void {
    const list = Array.isArray(value) ? value : Object.values(value as Record<string, unknown>);
    this.word(list.length);
    for (const item of list) this.value(item);
  }

  digest(): readonly [number, number] {
    return [this.lanes[0]!, this.lanes[1]!];
  }
}

const hashOfSealed = (value: object): readonly [number, number] => {
  const known = sealedHashes.get(value);
  if (known) return known;
  const hasher = new Hasher();
  hasher.children(value);
  const digest = hasher.digest();
  sealedHashes.set(value, digest);
  return digest;
};

export const hashPlain = (value: unknown): readonly [number, number] => {
  const hasher = new Hasher();
  hasher.value(value);
  return hasher.digest();
};

/** Sixteen hex digits. */
export const hexOf = (hash: readonly [number, number]): string =>
  hash.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
