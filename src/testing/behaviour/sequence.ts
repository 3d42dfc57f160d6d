/** The parts of a sequence number of version 2, as kinesalite tells its layout: 47 hex digits. */
export interface Parts {
  readonly createdS: number;
  readonly seqIx: bigint;
  readonly timeS: number;
  readonly shard: number;
  readonly version: string;
  /** Digits that say nothing new, as they were: the leading one, the nibble, the two unknown. */
  readonly rest: readonly [lead: string, nibble: string, unknown: string];
}

export const partsOf = (sequenceNumber: string): Parts => {
  const hex = BigInt(sequenceNumber).toString(16);
  const at = (from: number, length: number): string => hex.slice(from, from + length);
  return {
    createdS: parseInt(at(1, 9), 16),
    seqIx: BigInt(`0x${at(11, 16)}`),
    timeS: parseInt(at(29, 9), 16),
    shard: parseInt(at(38, 8), 16),
    version: at(46, 1),
    rest: [at(0, 1), at(10, 1), at(27, 2)],
  };
};

/** The sequence index of every EndingSequenceNumber. */
export const LAST_SEQ_IX = 0x7fffffffffffffffn;
