/** One figure, as `--json` prints it. */
export interface Line {
  readonly bench: string;
  /** Shards of the stream at work, or null where that says nothing. */
  readonly shards: number | null;
  readonly value: number;
  readonly unit: string;
  /** The same unit, measured in the same process. */
  readonly reference: number | null;
  readonly ratio: number | null;
}

export const figure = (
  bench: string,
  shards: number | null,
  value: number,
  unit: string,
): Line => ({
  bench,
  shards,
  value,
  unit,
  reference: null,
  ratio: null,
});

export const compared = (line: Line, reference: number): Line => ({
  ...line,
  reference,
  ratio: line.value / reference,
});
