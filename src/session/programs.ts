import type { EndReason } from "../protocol/outside.ts";
import type { EngineSession } from "../protocol/session.ts";

/** Programs at work in the engine, as the page keeps them. */
export interface Programs {
  /** Takes a program in; `onEnd` is called once. Returns what takes it out again. */
  add(engine: EngineSession, port: MessagePort, onEnd: (reason: EndReason) => void): () => void;
  /** The worker is gone, and every program's port with it. */
  died(): void;
  /** The log has grown by itself: true the first time since a program came, which is one edit. */
  takeEdit(): boolean;
  /** Another run: what grows now is no edit of a program. */
  forgetEdit(): void;
}

export const createPrograms = (): Programs => {
  const ends = new Map<number, (reason: EndReason) => void>();
  let nextId = 1;
  let fresh = false;
  const end = (id: number, reason: EndReason): void => {
    const told = ends.get(id);
    ends.delete(id);
    told?.(reason);
  };
  return {
    add: (engine, port, onEnd) => {
      const id = nextId;
      nextId += 1;
      fresh = true;
      ends.set(id, onEnd);
      engine.attach(id, port).then(
        (reason) => {
          end(id, reason);
        },
        () => {
          end(id, "died");
        },
      );
      return () => {
        if (ends.has(id)) void engine.detach(id).catch(() => undefined);
        end(id, "left");
      };
    },
    died: () => {
      for (const id of ends.keys()) end(id, "died");
      fresh = false;
    },
    takeEdit: () => {
      const taken = fresh;
      fresh = false;
      return taken;
    },
    forgetEdit: () => {
      fresh = false;
    },
  };
};
