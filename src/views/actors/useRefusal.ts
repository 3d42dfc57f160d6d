import { useState } from "react";
import type { Outcome } from "../../protocol/frame.ts";
import type { Command } from "../../protocol/log.ts";
import { useActions } from "../../store/hooks.ts";

/** Sends an edit and keeps AWS's words of its refusal for the control that caused it. */
export const useRefusal = (): {
  readonly refusal: string | undefined;
  readonly say: (text: string | undefined) => void;
  readonly send: (command: Command) => Promise<Outcome>;
} => {
  const actions = useActions();
  const [refusal, say] = useState<string>();
  const send = async (command: Command): Promise<Outcome> => {
    const outcome = await actions.send(command);
    say(outcome.ok ? undefined : `${outcome.error.name}: ${outcome.error.message}`);
    return outcome;
  };
  return { refusal, say, send };
};
