import type { StoryFact } from "../../../protocol/frame.ts";
import type { Viewport } from "../../../protocol/viewport.ts";
import type { Run } from "../../core/state.ts";
import type { Stream } from "../../kds/stream.ts";
import { fallingBehind } from "./behind.ts";
import { producerCopies } from "./copies.ts";
import { consumerCrashed, iteratorExpired, reReading } from "./faults.ts";
import { hot } from "./hot.ts";
import { resharding, waitingForParent } from "./lineage.ts";
import { backlogAbandoned, recordsLost, retentionNear } from "./losses.ts";
import { orderBroken } from "./orderBroken.ts";
import { calm, calmWithoutStream, noProducers, noStream } from "./rest.ts";
import { makeScene, type Scene } from "./scene.ts";
import { readBlocked, readThrottled, writeThrottled } from "./throttling.ts";

const FACTS_MOST = 8;

const TELLERS: readonly ((scene: Scene) => StoryFact[])[] = [
  orderBroken,
  recordsLost,
  consumerCrashed,
  hot,
  resharding,
  readBlocked,
  reReading,
  producerCopies,
  iteratorExpired,
  writeThrottled,
  readThrottled,
  backlogAbandoned,
  retentionNear,
  waitingForParent,
  fallingBehind,
  noProducers,
];

/** What goes on now, the most important first, at most eight things; the calm one is the last. */
export const tellStory = (
  run: Run,
  stream: Stream | undefined,
  viewport: Viewport,
): StoryFact[] => {
  const missing = noStream(run, stream, viewport.stream);
  if (!stream || stream.status === "CREATING") return [...missing, calmWithoutStream()];
  const scene = makeScene(run, stream, viewport.focus);
  const facts = [...missing, ...TELLERS.flatMap((tell) => tell(scene))];
  facts.sort((a, b) => b.importance - a.importance);
  return [...facts.slice(0, FACTS_MOST - 1), ...calm(scene)];
};
