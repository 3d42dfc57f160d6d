/**
 * A run's folder: `snapshot-N` is the whole run at one moment, `journal-N` what came after it. A new
 * journal begins at once when a snapshot is taken; older files go when the new snapshot is on the
 * disk, so at every moment the newest snapshot and all journals from its number on are the run.
 */
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Journal, readJournal } from "./journal.ts";
import { lockFolder } from "./lock.ts";
import { encodeSnapshot, readSnapshot, writeWhole, type Snapshot } from "./snapshot.ts";

/** A journal twice as long as the last snapshot asks for the next, within these bounds. */
const JOURNAL_BYTES = 64 * 1_048_576;
const JOURNAL_BYTES_MOST = 512 * 1_048_576;

const nameOf = (type: "snapshot" | "journal", number: number): string =>
  `${type}-${String(number).padStart(8, "0")}`;

const numberOf = (type: string, name: string): number | undefined => {
  const match = /^(snapshot|journal)-(\d{8})$/.exec(name);
  return match?.[1] === type ? Number(match[2]) : undefined;
};

const numbersOf = (type: string, names: readonly string[]): number[] =>
  names.flatMap((name) => numberOf(type, name) ?? []).toSorted((a, b) => a - b);

/** What a folder held when it was opened. */
export interface Kept {
  readonly snapshot: Snapshot;
  /** Lines since, in order. */
  readonly lines: readonly Buffer[];
  readonly torn: number;
}

export class Store {
  readonly folder: string;
  private readonly unlock: () => Promise<void>;
  private number: number;
  private journal: Journal;
  private dueAt = JOURNAL_BYTES;
  private writing: Promise<void> | undefined;

  constructor(folder: string, unlock: () => Promise<void>, journal: Journal, n: number) {
    this.folder = folder;
    this.unlock = unlock;
    this.journal = journal;
    this.number = n;
  }

  /** Takes the folder and reads it; a folder without a run gets `begin`'s. */
  static async open(
    folder: string,
    begin: () => Promise<Snapshot>,
  ): Promise<{ store: Store; kept: Kept }> {
    await mkdir(folder, { recursive: true });
    const unlock = await lockFolder(folder);
    try {
      const names = await readdir(folder);
      const first = numbersOf("snapshot", names).at(-1);
      if (first === undefined) return await create(folder, names, await begin(), unlock);
      const snapshot = await readSnapshot(join(folder, nameOf("snapshot", first)));
      const journals = numbersOf("journal", names).filter((each) => each >= first);
      const lines: Buffer[] = [];
      let torn = 0;
      let bytes = 0;
      for (const each of journals) {
        const read = await readJournal(join(folder, nameOf("journal", each)));
        for (const text of read.texts) lines.push(text);
        ({ bytes } = read);
        torn += read.torn;
      }
      const last = journals.at(-1) ?? first;
      const journal = new Journal(join(folder, nameOf("journal", last)), bytes);
      return { store: new Store(folder, unlock, journal, last), kept: { snapshot, lines, torn } };
    } catch (error) {
      await unlock();
      throw error;
    }
  }

  append(...parts: readonly Uint8Array[]): void {
    this.journal.append(...parts);
  }

  /** Resolves when all that was appended will outlive the process. */
  commit(): Promise<void> {
    return this.journal.commit();
  }

  due(): boolean {
    return this.journal.bytes >= this.dueAt && !this.writing;
  }

  /** Takes a snapshot when none is under way; what is appended from now on belongs behind it. */
  async save(take: () => Snapshot): Promise<void> {
    if (this.writing) return this.writing;
    const parts = encodeSnapshot(take());
    this.number += 1;
    const closed = this.journal.close();
    this.journal = new Journal(this.path("journal"), 0, closed);
    const bytes = parts.reduce((sum, part) => sum + part.length, 0);
    this.dueAt = Math.min(Math.max(JOURNAL_BYTES, 2 * bytes), JOURNAL_BYTES_MOST);
    this.writing = this.write(closed, parts).finally(() => {
      this.writing = undefined;
    });
    await this.writing;
  }

  async close(): Promise<void> {
    await this.writing;
    await this.journal.close();
    await this.unlock();
  }

  private path(type: "snapshot" | "journal"): string {
    return join(this.folder, nameOf(type, this.number));
  }

  private async write(closed: Promise<void>, parts: readonly Uint8Array[]): Promise<void> {
    const { folder, number } = this;
    await closed;
    await writeWhole(this.path("snapshot"), parts);
    await dropBefore(folder, number);
  }
}

const create = async (
  folder: string,
  names: readonly string[],
  snapshot: Snapshot,
  unlock: () => Promise<void>,
): Promise<{ store: Store; kept: Kept }> => {
  const foreign = names.filter((name) => name !== "lock" && !name.endsWith(".new"));
  if (foreign.length > 0) {
    throw new Error(`${folder} holds other files and no run (${foreign[0]}): name another folder.`);
  }
  await writeWhole(join(folder, nameOf("snapshot", 0)), encodeSnapshot(snapshot));
  const journal = new Journal(join(folder, nameOf("journal", 0)));
  const store = new Store(folder, unlock, journal, 0);
  return { store, kept: { snapshot, lines: [], torn: 0 } };
};

const dropBefore = async (folder: string, number: number): Promise<void> => {
  for (const name of await readdir(folder)) {
    const own = numberOf("snapshot", name) ?? numberOf("journal", name);
    if (own !== undefined && own < number) await rm(join(folder, name), { force: true });
  }
};
