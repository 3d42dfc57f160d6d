import { streamNotActive } from "../../../aws/errors.ts";
import { streamHasDependents } from "../../../aws/errorsMore.ts";
import { note } from "../../core/state.ts";
import { SERVICE_EVENT } from "../events.ts";
import { schedule } from "../reshard.ts";
import { done, findStream, refOf, refused, type Operation } from "./answer.ts";

/** The stream is DELETING for the assumed time, still taking reads and writes, then gone. */
export const DeleteStream: Operation<"DeleteStream"> = (run, input) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  if (stream.status !== "ACTIVE") {
    return refused(streamNotActive(refOf(world, stream.name), stream.status));
  }
  const { channels = [] } = world.settings ?? {};
  const held = stream.settings?.consumers?.length && !input.EnforceConsumerDeletion;
  const fed = channels.some((each) => each.streams.includes(stream.number));
  if (held || fed) {
    const ref = refOf(world, stream.name);
    return refused(streamHasDependents(ref, held ? "consumers" : "channels"));
  }
  stream.status = "DELETING";
  schedule(run, stream, SERVICE_EVENT.deleteDone, world.assumptions.createStreamUs);
  note(run, "call", { operation: "DeleteStream", stream: stream.name });
  return done<"DeleteStream">({});
};
