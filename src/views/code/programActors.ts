import { codeConsumerMeta } from "../../kinds/consumers/code/meta.ts";
import { codeProducerMeta } from "../../kinds/producers/code/meta.ts";
import type { ActorInfo, Topology } from "../../protocol/frame.ts";
import type { ActorRole, Command, Log } from "../../protocol/log.ts";
import { newActor } from "../actors/newActor.ts";

const KIND = "code";
const METAS = { producer: codeProducerMeta, consumer: codeConsumerMeta } as const;

const WRITES = /\bPut(?:Record|Records)(?:Command)?\b|\.putRecords?\b/;
const READS =
  /\b(?:GetRecords|GetShardIterator|SubscribeToShard)(?:Command)?\b|\.(?:getRecords|subscribeToShard)\b/;

/** What a text is on the stage: a producer where it writes or does neither, a consumer where it reads. */
export const rolesOf = (text: string): readonly ActorRole[] => {
  const reads = READS.test(text);
  const writes = WRITES.test(text) || !reads;
  return [...(writes ? (["producer"] as const) : []), ...(reads ? (["consumer"] as const) : [])];
};

/** Characters of a text that an actor keeps. */
export const TEXT_MOST = codeProducerMeta.params[0].max;

/** The text as an actor keeps it: none where it is too long. */
export const keptText = (text: string): string => (text.length <= TEXT_MOST ? text : "");

const knownActor = (
  actors: readonly ActorInfo[],
  role: ActorRole,
  name: string,
): ActorInfo | undefined =>
  actors.find((each) => each.kind === KIND && each.role === role && each.name === name);

export interface ActorPlan {
  readonly id: number;
  readonly command?: Command;
}

/** The actor a program runs as: one of that name again, or a new one; with its text if `text` is given. */
export const planActor = (
  role: ActorRole,
  name: string,
  text: string,
  log: Log,
  topology: Topology | undefined,
): ActorPlan => {
  const actors = topology?.actors ?? [];
  const known = knownActor(actors, role, name);
  if (known) {
    const { id } = known;
    if ((known.params["text"] ?? "") === text) return { id };
    return { id, command: { type: "UpdateActor", id, params: { text } } };
  }
  const stream = topology?.streams[0]?.name ?? "orders";
  const command = newActor(METAS[role], name, stream, log, actors);
  return { id: command.id, command: { ...command, params: { text } } };
};

export interface KeptProgram {
  readonly id: number;
  readonly name: string;
  readonly text: string;
}

/** The programs a log carries, by actor: texts to read, and to run only by a person's own hand. */
export const programsOf = (log: Log): readonly KeptProgram[] => {
  const found = new Map<number, KeptProgram>();
  for (const { command } of log.entries) {
    if (command.type === "AddActor" && command.kind === KIND) {
      const text = String(command.params["text"] ?? "");
      found.set(command.id, { id: command.id, name: command.name, text });
    } else if (command.type === "UpdateActor") {
      const known = found.get(command.id);
      const { text } = command.params;
      if (known && typeof text === "string") found.set(command.id, { ...known, text });
    }
  }
  return [...found.values()].filter(({ text }) => text !== "");
};
