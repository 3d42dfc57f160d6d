import { streamNotActive } from "../../../aws/errors.ts";
import { tooManyOnDemandStreams, warmNeedsCommitment } from "../../../aws/errorsControl.ts";
import { autoForbidsProvisioned, tooManyInADay } from "../../../aws/errorsMore.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import { LIMIT_MORE } from "../../../aws/limitValuesMore.ts";
import type { UpdateStreamModeInput } from "../../../aws/shapesMore.ts";
import type { EngineError } from "../../../protocol/frame.ts";
import { note, type Run } from "../../core/state.ts";
import { lastDay } from "../callRates.ts";
import { settingsOf } from "../consumers.ts";
import type { Stream } from "../stream.ts";
import { beginUpdate } from "../updates.ts";
import { hasCommitment, onDemandStreams } from "./account.ts";
import { done, findStream, refOf, refused, type Operation } from "./answer.ts";

const refusalOf = (
  run: Run,
  stream: Stream,
  input: UpdateStreamModeInput,
): EngineError | undefined => {
  const { world } = run;
  const ref = refOf(world, stream.name);
  const mode = input.StreamModeDetails.StreamMode;
  if (stream.status !== "ACTIVE") return streamNotActive(ref, stream.status);
  if (mode === "PROVISIONED" && stream.settings?.strategy === "AUTO") {
    return autoForbidsProvisioned(ref);
  }
  if (input.WarmThroughputMiBps !== undefined && !(mode === "ON_DEMAND" && hasCommitment(world))) {
    return warmNeedsCommitment();
  }
  const most = LIMIT.onDemandStreamsPerAccount;
  if (mode === "ON_DEMAND" && stream.mode !== mode && onDemandStreams(world) >= most) {
    return tooManyOnDemandStreams(world.account, most);
  }
  const limit = LIMIT_MORE.modeChangesPerRollingDay;
  if (lastDay(stream.settings?.modeChangesUs, world.nowUs).length < limit) return undefined;
  return tooManyInADay("UpdateStreamMode", ref, limit);
};

/** Changes the capacity mode, twice a day; the shards stay as they are. */
export const UpdateStreamMode: Operation<"UpdateStreamMode"> = (run, input) => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const refusal = refusalOf(run, stream, input);
  if (refusal) return refused(refusal);
  const settings = settingsOf(stream);
  settings.modeChangesUs = [...lastDay(settings.modeChangesUs, world.nowUs), world.nowUs];
  if (input.WarmThroughputMiBps !== undefined) settings.warmMiBps = input.WarmThroughputMiBps;
  const mode = input.StreamModeDetails.StreamMode;
  note(run, "call", { operation: "UpdateStreamMode", stream: stream.name, mode });
  beginUpdate(run, stream, { mode });
  return done<"UpdateStreamMode">({});
};
