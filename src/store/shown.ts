import type { ActorInfo, Topology } from "../protocol/frame.ts";

/** The stream a page shows that asks for `asked`: that one, or the first there is, or "". */
export const shownStream = (asked: string, topology: Topology | undefined): string => {
  const streams = topology?.streams ?? [];
  return (streams.find(({ name }) => name === asked) ?? streams[0])?.name ?? "";
};

/** Who reads the stream shown; where there is none, every consumer. */
export const readersOf = (topology: Topology, asked: string): readonly ActorInfo[] => {
  const stream = shownStream(asked, topology);
  return topology.actors.filter(
    (actor) => actor.role === "consumer" && (stream === "" || actor.stream === stream),
  );
};
