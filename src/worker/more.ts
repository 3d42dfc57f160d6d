import { moreOperations } from "../engine/kds/api/more.ts";
import { inspect } from "../engine/observe/answers/inspect/index.ts";
import type { Models } from "../engine/public.ts";
import { moreKinds } from "../kinds/registry.more.ts";

/** Puts in what the first chunk does without: the worker's second one. */
export const addMore = (models: Models): void => {
  Object.assign(models.producers, moreKinds.producers);
  Object.assign(models.consumers, moreKinds.consumers);
  models.operations = moreOperations;
  models.inspect = inspect;
};
