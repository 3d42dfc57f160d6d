import type { Models } from "../engine/public.ts";
import { getRecordsModel } from "./consumers/get-records/model.ts";
import { sdkModel } from "./producers/sdk/model.ts";

/** Every kind's model, by the kind's name. */
export const models: Models = {
  producers: { sdk: sdkModel },
  consumers: { "get-records": getRecordsModel },
};
