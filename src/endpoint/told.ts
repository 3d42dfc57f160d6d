import type { Entry } from "../protocol/log.ts";
import { ENTRIES_MAX } from "../scenario/state.ts";

/** Bytes of commands at most; as a file they are at most twice as many. */
const BYTES_MOST = 33_554_432;

const decoder = new TextDecoder();

/** Lines of all that a run was told, as long as that is little enough for a log to open elsewhere. */
export class Told {
  private kept: Uint8Array[] | undefined;
  private bytes = 0;

  /** Goes on from the lines so far; without them the beginning is lost. */
  constructor(lines: readonly Uint8Array[] | undefined) {
    if (!lines) return;
    this.kept = [];
    for (const line of lines) this.append([line]);
  }

  /** All lines, or nothing when they became too many. */
  get lines(): readonly Uint8Array[] | undefined {
    return this.kept;
  }

  get complete(): boolean {
    return this.kept !== undefined;
  }

  append(parts: readonly Uint8Array[]): void {
    const line = Buffer.concat(parts);
    this.bytes += line.length;
    this.kept?.push(line);
    if (this.bytes > BYTES_MOST || (this.kept?.length ?? 0) > ENTRIES_MAX) this.kept = undefined;
  }

  /** The commands in order, among those planned at the start, which come first in a moment. */
  entries(planned: readonly Entry[]): Entry[] | undefined {
    const given = this.kept?.map((line) => JSON.parse(decoder.decode(line)) as Entry);
    return given && [...planned, ...given].toSorted((a, b) => a.atUs - b.atUs);
  }
}
