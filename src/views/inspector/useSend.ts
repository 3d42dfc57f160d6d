import { useState } from "react";
import type { EngineError, Outcome } from "../../protocol/frame.ts";
import type { Command } from "../../protocol/log.ts";
import { useActions } from "../../store/hooks.ts";

export interface Sending {
  readonly send: (command: Command) => Promise<Outcome>;
  readonly busy: boolean;
  readonly error: EngineError | undefined;
  /** The operation that was accepted last. */
  readonly done: string;
}

/** Sends a command and keeps what came of it, for the control that sent it. */
export const useSend = (): Sending => {
  const actions = useActions();
  const [state, setState] = useState<Omit<Sending, "send">>({
    busy: false,
    error: undefined,
    done: "",
  });
  const send = async (command: Command): Promise<Outcome> => {
    setState({ busy: true, error: undefined, done: "" });
    const outcome = await actions.send(command);
    const operation = command.type === "Call" ? command.operation : command.type;
    setState({
      busy: false,
      error: outcome.ok ? undefined : outcome.error,
      done: outcome.ok ? operation : "",
    });
    return outcome;
  };
  return { send, ...state };
};
