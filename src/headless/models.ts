import { moreOperations } from "../engine/kds/api/more.ts";
import type { Models } from "../engine/public.ts";
import { models as kinds } from "../kinds/registry.engine.ts";

/** Every kind and every operation: what the page's worker loads in two parts. */
export const models: Models = { ...kinds, operations: moreOperations };
