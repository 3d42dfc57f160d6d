/**
 * An append-only file of lines `crc32 text`, made durable in groups: all lines that come while one
 * fsync is under way share the next.
 */
import { open, readFile, truncate, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { syncFolder } from "./snapshot.ts";

const CRC_CHARS = 8;
const NEWLINE = 0x0a;

const lineOf = (parts: readonly Uint8Array[]): Buffer => {
  let crc = 0;
  for (const part of parts) crc = crc32(part, crc);
  const head = Buffer.from(`${crc.toString(16).padStart(CRC_CHARS, "0")} `, "latin1");
  return Buffer.concat([head, ...parts, Buffer.of(NEWLINE)]);
};

const openDurably = async (path: string): Promise<FileHandle> => {
  const file = await open(path, "a");
  await file.sync();
  await syncFolder(dirname(path));
  return file;
};

export class Journal {
  bytes: number;
  private readonly file: Promise<FileHandle>;
  private pending: Buffer[] = [];
  /** The group under way, and the one that gathers behind it. */
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  /** Goes on behind `bytes` that `readJournal` found sound; writes nothing until `after` is done. */
  constructor(path: string, bytes = 0, after: Promise<void> = Promise.resolve()) {
    this.bytes = bytes;
    this.file = after.then(() => openDurably(path));
    // Whoever commits is told.
    this.file.catch(() => undefined);
  }

  /** One line of these parts, none of which may hold a newline. Durable once `commit` resolves. */
  append(...parts: readonly Uint8Array[]): void {
    const line = lineOf(parts);
    this.pending.push(line);
    this.bytes += line.length;
  }

  /** Resolves when all that was appended is on the disk; rejects when it cannot be. */
  commit(): Promise<void> {
    if (this.pending.length === 0) return this.running ?? Promise.resolve();
    if (!this.running) return (this.running = this.flush());
    return (this.next ??= this.running.then(() => {
      this.next = undefined;
      return (this.running = this.flush());
    }));
  }

  async close(): Promise<void> {
    await this.commit();
    await (await this.file).close();
  }

  private async flush(): Promise<void> {
    const lines = this.pending;
    this.pending = [];
    if (lines.length > 0) {
      const all = lines.length === 1 ? lines[0]! : Buffer.concat(lines);
      const file = await this.file;
      await file.appendFile(all);
      await file.datasync();
    }
    if (!this.next) this.running = undefined;
  }
}

/** The lines of a journal in order; a torn end is cut off the file. */
export interface Lines {
  readonly texts: readonly Buffer[];
  readonly bytes: number;
  /** Bytes of a last line that was never finished, and so never answered. */
  readonly torn: number;
}

const textIn = (line: Buffer): Buffer | undefined => {
  const text = line.subarray(CRC_CHARS + 1);
  const head = `${crc32(text).toString(16).padStart(CRC_CHARS, "0")} `;
  return line.toString("latin1", 0, CRC_CHARS + 1) === head ? text : undefined;
};

/** Throws when a line is damaged that is not the last. */
export const readJournal = async (path: string): Promise<Lines> => {
  const all = await readFile(path);
  const texts: Buffer[] = [];
  let at = 0;
  while (at < all.length) {
    const end = all.indexOf(NEWLINE, at);
    const text = end < 0 ? undefined : textIn(all.subarray(at, end));
    if (!text) break;
    texts.push(text);
    at = end + 1;
  }
  if (at < all.length) {
    if (soundBehind(all, at)) throw new Error(`${path} is damaged at byte ${at}.`);
    await truncate(path, at);
  }
  return { texts, bytes: at, torn: all.length - at };
};

const soundBehind = (all: Buffer, from: number): boolean => {
  let at = all.indexOf(NEWLINE, from) + 1;
  while (at > 0 && at < all.length) {
    const end = all.indexOf(NEWLINE, at);
    if (end < 0) return false;
    if (textIn(all.subarray(at, end))) return true;
    at = end + 1;
  }
  return false;
};
