import type { Entry } from "../protocol/log.ts";
import { ENTRIES_MAX } from "../scenario/state.ts";

/** Bytes of commands at most; as a file they are at most twice as many. */
const BYTES_MOST = 33_554_432;

/** Lines of all that a run was told, as long as that is little enough for a log to open elsewhere. */
export class Told {
  private lines: Buffer[] | undefined;
  private bytes = 0;

  constructor(complete: boolean) {
    if (complete) this.lines = [];
  }

  get complete(): boolean {
    return this.lines !== undefined;
  }

  append(parts: readonly Uint8Array[]): void {
    const line = Buffer.concat(parts);
    this.bytes += line.length;
    this.lines?.push(line);
    if (this.bytes > BYTES_MOST || (this.lines?.length ?? 0) > ENTRIES_MAX) this.lines = undefined;
  }

  /** The commands in order, among those planned at the start, which come first in a moment. */
  entries(planned: readonly Entry[]): Entry[] | undefined {
    const given = this.lines?.map((line) => JSON.parse(line.toString("utf8")) as Entry);
    return given && [...planned, ...given].toSorted((a, b) => a.atUs - b.atUs);
  }
}
