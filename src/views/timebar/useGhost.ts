import { useEffect, useState } from "react";
import type { Ghost } from "../../protocol/frame.ts";
import { useLog, useUi } from "../../store/hooks.ts";
import { useRuntime } from "../../store/runtime.ts";

/** The run that the last edit in the past replaced; asked for anew as the log or the stream changes. */
export const useGhost = (): Ghost | undefined => {
  const { session } = useRuntime();
  const log = useLog();
  const stream = useUi((ui) => ui.stream);
  const [ghost, setGhost] = useState<Ghost>();
  useEffect(() => {
    const release = session.asks.add("ghost", true);
    let frames = 0;
    // The first frame may have been under way before the question.
    const off = session.onFrame.on(({ frame }) => {
      frames += 1;
      if (frames < 2 && !frame.answers.ghost) return;
      setGhost(frame.answers.ghost);
      off();
      release();
    });
    return () => {
      off();
      release();
    };
  }, [session, log, stream]);
  return ghost;
};
