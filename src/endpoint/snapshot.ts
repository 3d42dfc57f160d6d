/** A whole run as one file: a line of JSON that says what it is, then the state as V8 writes it. */
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";
import type { LiveState } from "../engine/public.ts";
import { ENGINE_VERSION } from "../protocol/log.ts";
import type { Anchor } from "./clock.ts";

const FORMAT = 1;
const NEWLINE = 0x0a;
const READ_BYTES = 67_108_864;

export interface Snapshot {
  readonly anchor: Anchor;
  /** What the run began with: `scenario hot-shard`, `file run.json`, or nothing. */
  readonly origin: string;
  readonly state: LiveState;
  /** The lines of all the run was told, while they are few enough for a copy of it. */
  readonly told?: readonly Uint8Array[];
}

interface Head {
  readonly shardscopeSnapshot: number;
  readonly engine: string;
  readonly bytes: number;
  readonly crc: number;
}

/** The state as it is at this very moment, copied out. */
export const encodeSnapshot = (snapshot: Snapshot): Uint8Array[] => {
  const body = serialize(snapshot);
  const head: Head = {
    shardscopeSnapshot: FORMAT,
    engine: ENGINE_VERSION,
    bytes: body.length,
    crc: crc32(body),
  };
  return [Buffer.from(`${JSON.stringify(head)}\n`), body];
};

/** Makes names in a folder as durable as the files they name. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Puts a file in place whole or not at all. */
export const writeWhole = async (path: string, parts: readonly Uint8Array[]): Promise<void> => {
  const file = await open(`${path}.new`, "w");
  try {
    for (const part of parts) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
};

/** V8 hands out views of one big buffer: each part gets its own, so that a few do not hold it all. */
const detached = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (ArrayBuffer.isView(value)) return (value as Float64Array).slice();
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) value[at] = detached(value[at]);
    return value;
  }
  const shape = value as Record<string, unknown>;
  for (const key of Object.keys(shape)) shape[key] = detached(shape[key]);
  return shape;
};

/** `readFile` ends at 2 GiB. */
const readAll = async (path: string): Promise<Buffer> => {
  const file = await open(path, "r");
  try {
    const all = Buffer.allocUnsafe((await file.stat()).size);
    for (let at = 0; at < all.length;) {
      const { bytesRead } = await file.read(all, at, Math.min(READ_BYTES, all.length - at), at);
      if (bytesRead === 0) throw new Error(`${path} is shorter than it was.`);
      at += bytesRead;
    }
    return all;
  } finally {
    await file.close();
  }
};

/** Throws a sentence when the file is no snapshot, is damaged, or is of another engine. */
export const readSnapshot = async (path: string): Promise<Snapshot> => {
  const all = await readAll(path);
  const end = all.indexOf(NEWLINE);
  let head: Partial<Head>;
  try {
    head = JSON.parse(all.toString("utf8", 0, Math.max(0, end))) as Partial<Head>;
  } catch {
    throw new Error(`${path} is no snapshot of Shardscope.`);
  }
  if (head.shardscopeSnapshot !== FORMAT || head.engine !== ENGINE_VERSION) {
    throw new Error(
      `${path} was written by engine version ${head.engine} (format ${head.shardscopeSnapshot}); ` +
        `this is engine version ${ENGINE_VERSION} (format ${FORMAT}), which may not read it. ` +
        "Use the Shardscope it was made with, or another --state folder.",
    );
  }
  const body = all.subarray(end + 1);
  if (body.length !== head.bytes || crc32(body) !== head.crc) {
    throw new Error(`${path} is damaged: its checksum does not fit.`);
  }
  return detached(deserialize(body)) as Snapshot;
};
