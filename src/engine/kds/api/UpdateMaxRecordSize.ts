import { streamNotActive } from "../../../aws/errors.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import { note } from "../../core/state.ts";
import { settingsOf } from "../consumers.ts";
import { done, findStream, refOf, refused, type Operation } from "./answer.ts";

/** Sets the largest record the stream takes, at once; records there are stay. */
export const UpdateMaxRecordSize: Operation<"UpdateMaxRecordSize"> = (run, input) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  if (stream.status !== "ACTIVE") {
    return refused(streamNotActive(refOf(world, stream.name), stream.status));
  }
  const kiB = input.MaxRecordSizeInKiB;
  const settings = settingsOf(stream);
  if (kiB > LIMIT.maxRecordSizeInKiBMin) settings.maxRecordKiB = kiB;
  else delete settings.maxRecordKiB;
  note(run, "call", { operation: "UpdateMaxRecordSize", stream: stream.name, kiB });
  return done<"UpdateMaxRecordSize">({});
};
