import { writeWords } from "../../../../base/u128.ts";
import type { World } from "../../../core/world.ts";
import { indexOfSorted } from "../../../kds/deliver.ts";
import { FLAG_BY_HAND, type RecordLog, type Segment } from "../../../kds/records.ts";
import type { Stream } from "../../../kds/stream.ts";

/** ExplicitHashKey of a record, or "" where its key alone placed it. */
export const explicitHashKeyOf = (log: RecordLog, segment: Segment, local: number): string => {
  if ((segment.flags[local]! & FLAG_BY_HAND) === 0) return "";
  const { payloads } = log;
  return (
    payloads.explicitHashKey[indexOfSorted(payloads.ordinal, segment.firstOrdinal + local)] ?? ""
  );
};

const given = new Uint32Array(4);

/** The hash key that placed a record, as four words; good until the next call. */
export const hashWordsOf = (
  world: World,
  stream: Stream,
  segment: Segment,
  local: number,
): { readonly words: Uint32Array; readonly at: number } => {
  const explicit = explicitHashKeyOf(stream.log, segment, local);
  if (explicit === "") return { words: world.keys.words, at: segment.key[local]! * 4 };
  writeWords(given, 0, BigInt(explicit));
  return { words: given, at: 0 };
};
