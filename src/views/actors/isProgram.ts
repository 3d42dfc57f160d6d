import { codeProducerMeta } from "../../kinds/producers/code/meta.ts";
import type { ActorInfo } from "../../protocol/frame.ts";

/** A program outside the engine: whether it will put a refused record again is not known. */
export const isProgram = (actor: Pick<ActorInfo, "kind"> | undefined): boolean =>
  actor?.kind === codeProducerMeta.kind;
