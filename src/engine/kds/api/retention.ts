import { streamNotActive, type AwsError } from "../../../aws/errors.ts";
import {
  retentionNotDecreased,
  retentionNotIncreased,
  retentionTooLong,
  retentionTooShort,
} from "../../../aws/errorsMore.ts";
import { LIMIT } from "../../../aws/limitValues.ts";
import type { RetentionPeriodInput } from "../../../aws/shapes.ts";
import type { Outcome } from "../../../protocol/frame.ts";
import { note, type Run } from "../../core/state.ts";
import { horizonUs } from "../stream.ts";
import { done, findStream, refOf, refused } from "./answer.ts";
import { retentionHoursOf, retentionUsOf } from "./streamShape.ts";

/** Sets the retention period, one way only; the period it has already is accepted. */
export const changeRetention = (
  run: Run,
  input: RetentionPeriodInput,
  way: "increase" | "decrease",
): Outcome => {
  const { world } = run;
  const { RetentionPeriodHours: hours } = input;
  if (hours < LIMIT.retentionHoursMin) return refused(retentionTooShort(hours));
  if (hours > LIMIT.retentionHoursMax) return refused(retentionTooLong(hours));
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const before = retentionHoursOf(stream);
  const wrong = wrongWay(stream.name, hours, before, way);
  if (wrong) return refused(wrong);
  if (stream.status !== "ACTIVE") {
    return refused(streamNotActive(refOf(world, stream.name), stream.status));
  }
  stream.floorUs = Math.max(stream.floorUs, horizonUs(stream, world.nowUs));
  stream.retentionUs = retentionUsOf(hours);
  note(run, "retention", { stream: stream.name, hours, before });
  return done<"IncreaseStreamRetentionPeriod">({});
};

const wrongWay = (
  stream: string,
  hours: number,
  before: number,
  way: "increase" | "decrease",
): AwsError | undefined => {
  if (way === "increase" && hours < before) return retentionNotIncreased(stream, hours, before);
  if (way === "decrease" && hours > before) return retentionNotDecreased(stream, hours, before);
  return undefined;
};
