import type { Models } from "../engine/public.ts";
import { codeConsumerModel } from "./consumers/code/model.ts";
import { codeProducerModel } from "./producers/code/model.ts";

/** Models that the worker's first chunk does without: no first screen shows these kinds. */
export const moreKinds: Models = {
  producers: { code: codeProducerModel },
  consumers: { code: codeConsumerModel },
};
