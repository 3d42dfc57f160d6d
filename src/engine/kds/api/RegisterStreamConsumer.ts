import { streamNotActive } from "../../../aws/errors.ts";
import {
  consumerExists,
  tooManyConsumers,
  tooManyCreatingConsumers,
} from "../../../aws/errorsMore.ts";
import { LIMIT_MORE } from "../../../aws/limitValuesMore.ts";
import type { RegisterStreamConsumerInput } from "../../../aws/shapesMore.ts";
import type { EngineError } from "../../../protocol/frame.ts";
import { note, type Run } from "../../core/state.ts";
import {
  accountOf,
  consumerShapeOf,
  consumersMost,
  consumersOf,
  settingsOf,
} from "../consumers.ts";
import { SERVICE_EVENT } from "../events.ts";
import type { Consumer } from "../settings.ts";
import type { Stream } from "../stream.ts";
import { scheduleNumber } from "../updates.ts";
import { done, findStream, refOf, refused, type Operation } from "./answer.ts";
import { tagRefusal } from "./tags.ts";

const refusalOf = (
  run: Run,
  stream: Stream,
  input: RegisterStreamConsumerInput,
): EngineError | undefined => {
  const { world } = run;
  const ref = refOf(world, stream.name);
  const consumer = input.ConsumerName;
  if (stream.status === "CREATING" || stream.status === "DELETING") {
    return streamNotActive(ref, stream.status);
  }
  const held = consumersOf(stream);
  if (held.some((each) => each.name === consumer)) return consumerExists({ ...ref, consumer });
  const tagged = tagRefusal(ref, {}, input.Tags);
  if (tagged) return tagged;
  const most = consumersMost(world, stream);
  if (held.length >= most) return tooManyConsumers(ref, most);
  const creating = held.filter((each) => each.status === "CREATING").length;
  const creatingMost = LIMIT_MORE.creatingConsumersMax;
  return creating >= creatingMost ? tooManyCreatingConsumers(ref, creatingMost) : undefined;
};

/** A consumer of enhanced fan-out: CREATING for the assumed time, then ACTIVE. */
export const RegisterStreamConsumer: Operation<"RegisterStreamConsumer"> = (run, input) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const refusal = refusalOf(run, stream, input);
  if (refusal) return refused(refusal);
  const number = ++accountOf(world).consumers;
  const consumer: Consumer = {
    number,
    name: input.ConsumerName,
    createdUs: world.nowUs,
    status: "CREATING",
    busyUs: {},
    ...(input.Tags ? { tags: { ...input.Tags } } : {}),
  };
  (settingsOf(stream).consumers ??= []).push(consumer);
  scheduleNumber(run, SERVICE_EVENT.consumerReady, number);
  const values = { stream: stream.name, consumer: consumer.name };
  note(run, "call", { operation: "RegisterStreamConsumer", ...values });
  return done<"RegisterStreamConsumer">({ Consumer: consumerShapeOf(world, stream, consumer) });
};
