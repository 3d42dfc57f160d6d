import { useEffect, useRef, useState } from "react";
import type { Task } from "./collect.ts";

export type TaskState =
  | { readonly phase: "idle" | "done" | "stopped" }
  | { readonly phase: "working"; readonly part: number }
  | { readonly phase: "failed"; readonly message: string };

/** One piece of work at a time, which can be stopped and is when the view goes. */
export const useTask = () => {
  const [state, setState] = useState<TaskState>({ phase: "idle" });
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);
  const run = async (work: (task: Task) => Promise<void>): Promise<void> => {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    const show = (next: TaskState): void => {
      if (current.current === controller) setState(next);
    };
    show({ phase: "working", part: 0 });
    const { signal } = controller;
    try {
      await work({ signal, progress: (part) => show({ phase: "working", part }) });
      show({ phase: signal.aborted ? "stopped" : "done" });
    } catch (error) {
      if (signal.aborted) show({ phase: "stopped" });
      else
        show({ phase: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  };
  return { state, run, stop: () => current.current?.abort() };
};
