import { useEffect, useState } from "react";
import { encodeLink } from "../../scenario/link.ts";
import { HASH24_DIGITS, type LinkState } from "../../scenario/state.ts";
import { useRuntime, type Runtime } from "../../store/runtime.ts";
import { stateOf } from "./stateOf.ts";

export interface LinkOptions {
  readonly fromStart: boolean;
  readonly playing: boolean;
  readonly lock: boolean;
  readonly present: boolean;
}

const hashHere = async ({ session, pulse }: Runtime): Promise<string | undefined> => {
  const release = session.asks.add("stateHash", true);
  await pulse.idle();
  const hash = session.frame()?.answers.stateHash;
  release();
  return hash?.slice(0, HASH24_DIGITS);
};

/** The state to share: what the page shows, as the options would have it open. */
export const sharedState = (
  state: LinkState,
  options: LinkOptions,
  hash24: string | undefined,
): LinkState => {
  const { atUs, selection, locked: _locked, ...rest } = state;
  const { fromStart, playing, lock, present } = options;
  const moment = fromStart
    ? {}
    : {
        ...(atUs === undefined ? {} : { atUs }),
        ...(selection ? { selection } : {}),
        ...(hash24 === undefined ? {} : { hash24 }),
      };
  const plays = playing === fromStart ? {} : { playing };
  const { playing: _playing, present: _present, ...view } = rest.view;
  return {
    ...rest,
    ...moment,
    view: { ...view, ...plays, ...(present ? { present } : {}) },
    ...(lock ? { locked: ["edit", "seed"] } : {}),
  };
};

/** The address of the run as it stands, once its state hash is known. */
export const useLink = (options: LinkOptions): string | undefined => {
  const runtime = useRuntime();
  const [link, setLink] = useState<string>();
  const { fromStart, playing, lock, present } = options;
  useEffect(() => {
    let wanted = true;
    const make = async (): Promise<void> => {
      const hash24 = await hashHere(runtime);
      const state = sharedState(stateOf(runtime), { fromStart, playing, lock, present }, hash24);
      const fragment = await encodeLink(state);
      const [page = ""] = location.href.split("#");
      if (wanted) setLink(`${page}#${fragment}`);
    };
    void make();
    return () => {
      wanted = false;
    };
  }, [runtime, fromStart, playing, lock, present]);
  return link;
};
