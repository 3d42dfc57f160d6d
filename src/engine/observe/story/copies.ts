import type { StoryFact } from "../../../protocol/frame.ts";
import { arrivalIn, segmentOf } from "../../kds/records.ts";
import { actorTarget, makeFact, recordTarget } from "./fact.ts";
import type { Scene } from "./scene.ts";

const SHOWN_US = 30_000_000;

/** The latest producer copy of the last 30 s. */
export const producerCopies = ({ world, stream, writers, nowUs }: Scene): StoryFact[] => {
  const { ordinal: ordinals, original } = stream.log.copies;
  const last = ordinals.length - 1;
  const ordinal = ordinals[last];
  const segment = ordinal === undefined ? undefined : segmentOf(stream.log, ordinal);
  if (ordinal === undefined || !segment) return [];
  const local = ordinal - segment.firstOrdinal;
  const atUs = arrivalIn(segment, local);
  const by = segment.calls.producer[segment.call[local]!];
  const writer = writers.find(({ actor }) => actor.id === by);
  if (!writer || atUs < nowUs - SHOWN_US) return [];
  const { actor, gauge } = writer;
  const values = {
    producer: actor.id,
    name: actor.name,
    copies: gauge.duplicated,
    key: world.keys.text[segment.key[local]!]!,
    ordinal,
    copyOf: original[last]!,
    // Of a program's own records no more is known than that key and data are the same.
    cause: actor.outside ? "program" : "lostResponse",
  };
  const targets = [recordTarget(ordinal), recordTarget(original[last]!), actorTarget(actor)];
  return [makeFact("producerCopies", atUs, values, targets)];
};
