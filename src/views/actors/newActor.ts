import type { ActorInfo } from "../../protocol/frame.ts";
import type { KindMeta } from "../../protocol/kind.ts";
import type { Command, Log } from "../../protocol/log.ts";

type AddActor = Extract<Command, { readonly type: "AddActor" }>;

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");

/** Numbers are never used again, not even those of removed actors. */
const nextId = (log: Log, actors: readonly ActorInfo[]): number => {
  const added = log.entries.map(({ command }) => (command.type === "AddActor" ? command.id : 0));
  return Math.max(0, ...added, ...actors.map((actor) => actor.id)) + 1;
};

const freeLetter = (role: AddActor["role"], actors: readonly ActorInfo[]): string => {
  const taken = actors.filter((actor) => actor.role === role).map((actor) => actor.letter);
  const from = role === "producer" ? LETTERS.indexOf("P") : 0;
  const order = [...LETTERS.slice(from), ...LETTERS.slice(0, from)];
  return order.find((letter) => !taken.includes(letter)) ?? "Z";
};

/** The command that adds an actor of a kind with its default parameters. */
export const newActor = (
  meta: KindMeta,
  name: string,
  stream: string,
  log: Log,
  actors: readonly ActorInfo[],
): AddActor => {
  const { kind, role } = meta;
  const id = nextId(log, actors);
  const letter = freeLetter(role, actors);
  const typed = name.trim();
  return {
    type: "AddActor",
    id,
    role,
    kind,
    name: typed === "" ? `${role}-${letter}` : typed,
    letter,
    stream,
    params: {},
  };
};
