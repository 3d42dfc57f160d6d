import type { ConsumerModel, Models, ProducerModel } from "./actor.ts";
import type { Actor } from "./world.ts";

/** The model of an actor's kind; actors are only made for kinds that have one. */
export const modelOf = (models: Models, actor: Actor): ProducerModel | ConsumerModel =>
  (actor.role === "producer" ? models.producers[actor.kind] : models.consumers[actor.kind])!;
