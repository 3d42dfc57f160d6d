import type { Frame } from "../protocol/frame.ts";
import type { Log, SimUs } from "../protocol/log.ts";
import type { Runtime } from "../store/runtime.ts";

/** What journeys and the console hold on to. */
export interface TestDoor {
  /** Resolves when the goal is reached or the run paused, and the frame for it has been drawn. */
  idle(): Promise<void>;
  frame(): Frame | undefined;
  log(): Log;
  /** The state hash of the moment the run stands at. */
  hash(): Promise<string>;
  seek(us: SimUs): Promise<void>;
}

declare global {
  interface Window {
    __shardscope?: TestDoor;
  }
}

export const openTestDoor = ({ session, pulse, actions }: Runtime): void => {
  window.__shardscope = {
    idle: () => pulse.idle(),
    frame: () => session.frame(),
    log: () => session.log(),
    hash: async () => {
      const release = session.asks.add("stateHash", true);
      await pulse.idle();
      const hash = session.frame()?.answers.stateHash ?? "";
      release();
      return hash;
    },
    seek: async (us) => {
      actions.seek(us);
      await pulse.idle();
    },
  };
};
