import { createStore, type StoreApi } from "zustand/vanilla";
import type { Topology } from "../../protocol/frame.ts";
import type { Log } from "../../protocol/log.ts";
import type { Runtime } from "../../store/runtime.ts";
import { shownStream } from "../../store/shown.ts";
import { PIECES, pieceNamed, type Piece } from "./pieces/index.ts";
import { programsOf } from "./programActors.ts";

/** A piece with its bug, or corrected. */
export type Form = "bug" | "fixed";

/** What lies in the editor: `piece:<name>`, `log:<actor>` for a program of the run, or `own`. */
export interface Desk {
  /** Undefined until a person has chosen or changed something. */
  readonly choice: string | undefined;
  readonly form: Form;
  /** Texts as they were changed, by document. */
  readonly texts: Readonly<Record<string, string>>;
  /** Grows when a document's text was replaced from outside the editor. */
  readonly resets: number;
}

export const OWN = "own";

const OWN_TEXT = `// The stream's shards, from the real AWS SDK for JavaScript.
const { StreamNames } = await client.send(new ListStreamsCommand({}));
for (const StreamName of StreamNames) {
  const { Shards } = await client.send(new ListShardsCommand({ StreamName }));
  for (const { ShardId, HashKeyRange } of Shards) {
    console.log(StreamName, ShardId, HashKeyRange.StartingHashKey);
  }
}
`;

/** What lies there, chosen or not. */
export type Laid = Pick<Desk, "form"> & { readonly choice: string };

/** The piece that lies there, if it is one. */
export const pieceOf = (choice: string): Piece | undefined =>
  choice.startsWith("piece:") ? pieceNamed(choice.slice("piece:".length)) : undefined;

export const documentOf = ({ choice, form }: Laid): string =>
  pieceOf(choice) ? `${choice}:${form}` : choice;

const NAMED = /^const StreamName = "([^"]*)";$/m;

/** A piece's text for a run that has no stream of the name in it: with that of the stream shown. */
const forStreams = (text: string, topology: Topology | undefined, asked: string): string => {
  const shown = shownStream(asked, topology);
  const name = NAMED.exec(text)?.[1];
  if (shown === "" || topology?.streams.some((each) => each.name === name)) return text;
  return text.replace(NAMED, () => `const StreamName = "${shown}";`);
};

/** A document's text before anyone changed it; `asked` is the stream the page asks for. */
export const originalText = (
  { choice, form }: Laid,
  log: Log,
  topology: Topology | undefined,
  asked: string,
): string => {
  const piece = pieceOf(choice);
  if (piece) return forStreams(piece[form], topology, asked);
  const kept = programsOf(log).find(({ id }) => choice === `log:${id}`);
  return kept?.text ?? OWN_TEXT;
};

/** The two forms stand side by side. */
const actorOf = (piece: Piece | undefined, form: Form): string | undefined =>
  piece && (form === "fixed" ? `${piece.actor}, corrected` : piece.actor);

/** What a program is called on the stage. */
export const nameOf = ({ choice, form }: Laid, log: Log, own: string): string =>
  actorOf(pieceOf(choice), form) ??
  programsOf(log).find(({ id }) => choice === `log:${id}`)?.name ??
  own;

/** A run that came with a program begins with its text; else a piece for this very scenario. */
const firstChoice = (log: Log, scenario: string): string => {
  const [kept] = programsOf(log);
  if (kept) return `log:${kept.id}`;
  const piece = PIECES.find((each) => each.scenario === scenario) ?? PIECES[0];
  return `piece:${piece.name}`;
};

/** What was chosen, as long as there is such a thing. */
export const choiceOf = ({ choice }: Desk, log: Log, scenario: string): string => {
  const gone =
    choice?.startsWith("log:") && !programsOf(log).some(({ id }) => choice === `log:${id}`);
  return choice === undefined || gone ? firstChoice(log, scenario) : choice;
};

const desks = new WeakMap<Runtime, StoreApi<Desk>>();

/** The page's one desk; what was typed stays while the panel is closed. */
export const deskOf = (runtime: Runtime): StoreApi<Desk> => {
  const known = desks.get(runtime);
  if (known) return known;
  const made = createStore<Desk>(() => ({
    choice: undefined,
    form: "bug",
    texts: {},
    resets: 0,
  }));
  desks.set(runtime, made);
  return made;
};
