import type { KindMeta } from "../protocol/kind.ts";
import { getRecordsMeta } from "./consumers/get-records/meta.ts";
import { sdkMeta } from "./producers/sdk/meta.ts";

/** Every kind as both worlds know it. */
export const kindMetas: readonly KindMeta[] = [sdkMeta, getRecordsMeta];
