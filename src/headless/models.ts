import { moreOperations } from "../engine/kds/api/more.ts";
import { inspect } from "../engine/observe/answers/inspect/index.ts";
import type { Models } from "../engine/public.ts";
import { models as kinds } from "../kinds/registry.engine.ts";
import { moreKinds } from "../kinds/registry.more.ts";

/** Every kind and every operation: what the page's worker loads in two parts. */
export const models: Models = {
  producers: { ...kinds.producers, ...moreKinds.producers },
  consumers: { ...kinds.consumers, ...moreKinds.consumers },
  operations: moreOperations,
  inspect,
};
