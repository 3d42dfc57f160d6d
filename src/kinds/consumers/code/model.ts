import type { ConsumerModel, Places } from "../../../engine/public.ts";
import { codeConsumerMeta } from "./meta.ts";

const NOWHERE: Places = {
  count: 0,
  waits: false,
  state: new Uint8Array(0),
  index: new Float64Array(0),
  segment: new Int32Array(0),
  local: new Int32Array(0),
  fetchedIndex: new Float64Array(0),
  fetchedSegment: new Int32Array(0),
  fetchedLocal: new Int32Array(0),
};

export const codeConsumerModel: ConsumerModel = {
  meta: codeConsumerMeta,
  outside: true,

  create: () => ({}),
  update: () => undefined,
  signal: () => undefined,
  on: () => undefined,

  places: ({ outside }) => outside?.places ?? NOWHERE,
  running: () => true,
  sink: () => "none",
};
