import type { Models } from "../engine/public.ts";
import { codeConsumerModel } from "./consumers/code/model.ts";
import { getRecordsModel } from "./consumers/get-records/model.ts";
import { codeProducerModel } from "./producers/code/model.ts";
import { sdkModel } from "./producers/sdk/model.ts";

/** Every kind's model, by the kind's name. */
export const models: Models = {
  producers: { sdk: sdkModel, code: codeProducerModel },
  consumers: { "get-records": getRecordsModel, code: codeConsumerModel },
};
