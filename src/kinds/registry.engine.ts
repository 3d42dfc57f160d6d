import type { Models } from "../engine/public.ts";
import { getRecordsModel } from "./consumers/get-records/model.ts";
import { sdkModel } from "./producers/sdk/model.ts";

/** Models by the kind's name; `registry.more.ts` has the rest. */
export const models: Models = {
  producers: { sdk: sdkModel },
  consumers: { "get-records": getRecordsModel },
};
