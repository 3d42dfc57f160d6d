import { draw, streamOf } from "../../base/prng.ts";
import { scenarioByName } from "../../scenario/library/index.ts";
import { figure, type Line } from "./line.ts";
import { Player } from "./player.ts";
import { median, p95, repeat } from "./statistics.ts";

const SPAN_US = 600_000_000;
const SEEKS = 100;

/** Seeks at random in the first ten minutes of a stock scenario that has been run. */
export const scrub = (name: string): Line[] => {
  const scenario = scenarioByName(name);
  if (!scenario) throw new Error(`there is no scenario ${name}`);
  const { view } = scenario;
  const windowUs = view.windowUs ?? 30_000_000;
  const player = new Player(scenario.log(scenario.seed), {
    windowUs,
    scale: view.scale ?? "linear",
    focus: view.focus ?? 0,
    tracked: view.tracked ?? [],
  });
  player.seekMs(SPAN_US);
  const moments = streamOf(1, 1, 1);
  let drawn = 0;
  const round = (): number =>
    p95(
      Array.from({ length: SEEKS }, () =>
        player.seekMs(Math.floor((draw(moments, drawn++) / 4294967296) * SPAN_US)),
      ),
    );
  return [figure(`scrub-${name}`, null, median(repeat(round)), "ms")];
};
