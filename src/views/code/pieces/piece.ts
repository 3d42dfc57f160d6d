/** A ready piece of code: its words are in `messages.ts`, under its name. */
export interface Piece {
  readonly name: string;
  /** What it is called on the stage. */
  readonly actor: string;
  /** The stock scenario it is written for, and the moment to run it at. */
  readonly scenario: string;
  readonly atS: number;
  /** With a bug to find, and without it. */
  readonly bug: string;
  readonly fixed: string;
}
