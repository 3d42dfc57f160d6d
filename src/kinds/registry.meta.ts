import type { KindMeta } from "../protocol/kind.ts";
import { codeConsumerMeta } from "./consumers/code/meta.ts";
import { getRecordsMeta } from "./consumers/get-records/meta.ts";
import { codeProducerMeta } from "./producers/code/meta.ts";
import { sdkMeta } from "./producers/sdk/meta.ts";

/** Every kind as both worlds know it. */
export const kindMetas: readonly KindMeta[] = [
  sdkMeta,
  getRecordsMeta,
  codeProducerMeta,
  codeConsumerMeta,
];
