import { done, refused, type Operation } from "./answer.ts";
import { findResource } from "./resource.ts";

/** The policy of a stream, consumer or channel; `{}` where there is none, as moto answers. */
export const GetResourcePolicy: Operation<"GetResourcePolicy"> = (run, input) => {
  const found = findResource(run.world, input.ResourceARN);
  if (found.error) return refused(found.error);
  return done<"GetResourcePolicy">({ Policy: found.held?.policy ?? "{}" });
};
