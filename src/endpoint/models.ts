import type { Models } from "../engine/public.ts";
import { models as kinds } from "../kinds/registry.engine.ts";

/** Every kind, and every operation. */
export const models: Models = kinds;
