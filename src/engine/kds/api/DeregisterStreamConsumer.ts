import { note } from "../../core/state.ts";
import { findConsumer } from "../consumers.ts";
import { SERVICE_EVENT } from "../events.ts";
import { scheduleNumber } from "../updates.ts";
import { done, refused, type Operation } from "./answer.ts";

/** The consumer is DELETING for the assumed time and its subscriptions end, then it is gone. */
export const DeregisterStreamConsumer: Operation<"DeregisterStreamConsumer"> = (run, input) => {
  const found = findConsumer(run.world, input);
  if (found.error) return refused(found.error);
  const { stream, consumer } = found;
  if (consumer.status !== "DELETING") {
    consumer.status = "DELETING";
    scheduleNumber(run, SERVICE_EVENT.consumerGone, consumer.number);
  }
  const values = { stream: stream.name, consumer: consumer.name };
  note(run, "call", { operation: "DeregisterStreamConsumer", ...values });
  return done<"DeregisterStreamConsumer">({});
};
