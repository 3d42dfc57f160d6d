import { readIterator } from "../engine/kds/readIterator.ts";
import type { Models, Run } from "../engine/public.ts";
import type { Command } from "../protocol/log.ts";

/** Programs shown as actors of their own, a role and stream; the calls of more count for nobody. */
const MOST = 26;
const NAME = /^[\w.-]{1,64}$/;

type Role = "producer" | "consumer";

const ROLES: Readonly<Record<string, Role>> = {
  PutRecord: "producer",
  PutRecords: "producer",
  GetRecords: "consumer",
  SubscribeToShard: "consumer",
};

const textIn = (input: object, name: string): string | undefined => {
  const value = (input as Record<string, unknown>)[name];
  return typeof value === "string" ? value : undefined;
};

const streamOf = (run: Run, input: object): string | undefined => {
  const name = textIn(input, "StreamName");
  if (name !== undefined) return name;
  const arn = textIn(input, "StreamARN") ?? textIn(input, "ConsumerARN");
  if (arn !== undefined) return /:stream\/([^/]+)/.exec(arn)?.[1];
  const iterator = textIn(input, "ShardIterator");
  return iterator === undefined ? undefined : readIterator(run.world, iterator)?.streamName;
};

/**
 * The actor in whose name a program calls: one for each access key, role and stream, of the kind
 * `code`. `add` is told to add it at its first put or read.
 */
export class Callers {
  private readonly run: Run;
  private readonly models: Models;
  private readonly ids = new Map<string, number>();

  constructor(run: Run, models: Models) {
    this.run = run;
    this.models = models;
  }

  idOf(
    operation: string,
    input: object,
    accessKeyId: string | undefined,
    add: (command: Command) => boolean,
  ): number | undefined {
    if (accessKeyId === undefined || !NAME.test(accessKeyId)) return undefined;
    const role = Object.hasOwn(ROLES, operation) ? ROLES[operation] : undefined;
    if (!role) return this.anyOf(accessKeyId);
    if (!this.hasKind(role)) return undefined;
    const stream = streamOf(this.run, input);
    if (stream === undefined) return undefined;
    const key = `${role} ${stream} ${accessKeyId}`;
    const known = this.ids.get(key);
    if (known !== undefined && this.actors().some(({ id }) => id === known)) return known;
    const found = this.find(role, stream, accessKeyId) ?? this.make(role, stream, accessKeyId, add);
    if (found !== undefined) this.ids.set(key, found);
    return found;
  }

  /** Its calls that neither put nor read are told apart from those of a person. */
  private anyOf(name: string): number | undefined {
    return this.actors().find((each) => each.kind === "code" && each.name === name)?.id;
  }

  private actors(): Run["world"]["actors"] {
    return this.run.world.actors;
  }

  private hasKind(role: Role): boolean {
    const { producers, consumers } = this.models;
    return Object.hasOwn(role === "producer" ? producers : consumers, "code");
  }

  private find(role: Role, stream: string, name: string): number | undefined {
    return this.actors().find(
      (each) =>
        each.kind === "code" && each.role === role && each.stream === stream && each.name === name,
    )?.id;
  }

  private make(
    role: Role,
    stream: string,
    name: string,
    add: (command: Command) => boolean,
  ): number | undefined {
    const actors = this.actors();
    const peers = actors.filter((each) => each.role === role && each.stream === stream);
    if (peers.length >= MOST) return undefined;
    if (!this.run.world.streams.some((each) => each.name === stream)) return undefined;
    const taken = new Set(actors.map((each) => each.id));
    let id = 1;
    while (taken.has(id)) id += 1;
    const letters = new Set(peers.map((each) => each.letter));
    let at = 0;
    while (letters.has(String.fromCharCode(65 + at))) at += 1;
    const letter = String.fromCharCode(65 + at);
    const command: Command = {
      type: "AddActor",
      id,
      role,
      kind: "code",
      name,
      letter,
      stream,
      params: {},
    };
    return add(command) ? id : undefined;
  }
}
