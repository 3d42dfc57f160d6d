import { codeConsumerMeta } from "../../kinds/consumers/code/meta.ts";
import { codeProducerMeta } from "../../kinds/producers/code/meta.ts";
import type { ActorInfo, Topology } from "../../protocol/frame.ts";
import type { ActorRole, Command, Log } from "../../protocol/log.ts";
import { shownStream } from "../../store/shown.ts";
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

const formerActor = (
  actors: readonly ActorInfo[],
  role: ActorRole,
  name: string,
): ActorInfo | undefined =>
  actors.find((each) => each.kind === KIND && each.role === role && each.name === name);

export interface ActorPlan {
  readonly id: number;
  readonly commands: readonly Command[];
}

/**
 * The actor a program runs as, with its text: a new one each time, so that what the engine counts is
 * this run's alone. One that ran under the same name makes room. It is of the stream shown where
 * `asked` is asked for.
 */
export const planActor = (
  role: ActorRole,
  name: string,
  text: string,
  log: Log,
  topology: Topology | undefined,
  asked = "",
): ActorPlan => {
  const actors = topology?.actors ?? [];
  const former = formerActor(actors, role, name);
  const stream = shownStream(asked, topology) || "orders";
  const others = actors.filter((each) => each !== former);
  const { id } = newActor(METAS[role], name, stream, log, actors);
  const added = newActor(METAS[role], name, stream, log, others);
  return {
    id,
    commands: [
      ...(former ? [{ type: "RemoveActor", id: former.id } as const] : []),
      { ...added, id, params: { text } },
    ],
  };
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
    } else if (command.type === "RemoveActor") {
      found.delete(command.id);
    } else if (command.type === "UpdateActor") {
      const known = found.get(command.id);
      const { text } = command.params;
      if (known && typeof text === "string") found.set(command.id, { ...known, text });
    }
  }
  return [...found.values()].filter(({ text }) => text !== "");
};
