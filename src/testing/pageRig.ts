import { createSession } from "../session/session.ts";
import type { Book } from "../store/book.ts";
import { createRuntime, type Runtime } from "../store/runtime.ts";
import type { UiState } from "../store/ui.ts";
import { createFakeEngine, type FakeEngine } from "./fakeEngine.ts";

/** The page's runtime over a fake engine, with its frame loop turned by hand. */
export interface PageRig {
  readonly runtime: Runtime;
  readonly engine: FakeEngine;
  /** Turns the loop until the run stands. */
  readonly settle: () => Promise<void>;
  readonly beat: () => Promise<void>;
}

const NO_BOOK: Book = { first: "", find: () => undefined };
const BEAT_MS = 200;

export const createPageRig = (start: Partial<UiState> = {}, book = NO_BOOK): PageRig => {
  const engine = createFakeEngine();
  const session = createSession(() => ({
    engine,
    terminate: () => undefined,
    onDeath: () => undefined,
  }));
  const runtime = createRuntime({ session, book, draw: () => 99, start });
  let nowMs = 0;
  const beat = async (): Promise<void> => {
    nowMs += BEAT_MS;
    const arrived = session.take(nowMs);
    runtime.pulse.beat(nowMs, arrived);
    session.pull(nowMs);
    runtime.pulse.rest();
    for (let turn = 0; turn < 4; turn++) await Promise.resolve();
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 500; turn++) {
      await beat();
      if (session.standing()) return beat();
    }
    throw new Error("never at rest");
  };
  return { runtime, engine, beat, settle };
};
