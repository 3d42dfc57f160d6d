import type { Frame } from "../../protocol/frame.ts";
import type { Viewport } from "../../protocol/viewport.ts";
import type { Run } from "../core/state.ts";
import { streamNamed } from "../core/world.ts";
import { answerAll } from "./answers/index.ts";
import { makeRows } from "./bands.ts";
import { makeDots } from "./dots.ts";
import { makeFronts } from "./fronts.ts";
import { consumerGauges, makeRings, producerGauges, streamGauge, ticksFrom } from "./gauges.ts";
import { tellStory } from "./story/index.ts";
import { makeTopology, topologyVersion } from "./topology.ts";

/** What only the session knows of a frame. */
export type SessionPart = Pick<Frame, "goal" | "achievedSpeed" | "results" | "log">;

/** The frame of the present instant for a viewport; reads the run and changes nothing. */
export const makeFrame = (run: Run, viewport: Viewport, part: SessionPart): Frame => {
  const stream = streamNamed(run.world, viewport.stream) ?? run.world.streams[0];
  const version = topologyVersion(run, stream);
  const bands = makeRows(run, stream, viewport);
  return {
    ...part,
    atUs: run.world.nowUs,
    furthestUs: Math.max(run.chronicle.furthestUs, run.world.nowUs),
    topologyVersion: version,
    ...(version === viewport.topologyVersion ? {} : { topology: makeTopology(run, stream) }),
    bands,
    dots: makeDots(run, stream, viewport),
    fronts: makeFronts(run, stream, viewport, bands),
    rings: makeRings(run, stream, viewport),
    producers: producerGauges(run),
    consumers: consumerGauges(run),
    stream: streamGauge(run, stream),
    story: tellStory(run, stream, viewport),
    ticks: ticksFrom(run, viewport.ticksFrom),
    answers: answerAll(run, stream, viewport),
  };
};
