import { formatDuration } from "../../i18n/format.ts";
import { textOf, type Text } from "../../i18n/useText.ts";
import type { ActorInfo, Frame, Topology } from "../../protocol/frame.ts";
import type { Words } from "../../viz/scene.ts";
import type { SvgWords } from "../../viz/svgText.ts";
import { isProgram } from "../actors/isProgram.ts";
import { textWidth, type StageTheme } from "../../viz/theme.ts";

export type StageText = Text<"stage">;

/** The stage's strings outside React; the same function for ever. */
export const stageText: StageText = (key, values) => textOf("stage", key, values);

/** "004": a shard's index as people say it. */
export const shardName = (index: number): string => String(index).padStart(3, "0");

export const actorOf = (topology: Topology | undefined, id: number): ActorInfo | undefined =>
  topology?.actors.find((actor) => actor.id === id);

/** Those of the stream shown; a run may hold others. */
export const onStage = <T extends { readonly id: number }>(
  topology: Topology | undefined,
  { stream }: Frame,
  gauges: readonly T[],
): readonly T[] =>
  stream.name === ""
    ? gauges
    : gauges.filter(({ id }) => actorOf(topology, id)?.stream === stream.name);

/**
 * Whether what the stream shown refused comes back: a producer of the engine's own writes to it, and
 * no program outside, of whose plans nothing is known, was refused lately.
 */
export const comesBack = (topology: Topology | undefined, frame: Frame): boolean => {
  const program = (id: number): boolean => isProgram(actorOf(topology, id));
  const { waiting } = frame.rings;
  return (
    waiting.some(({ producer }) => !program(producer)) &&
    !waiting.some(({ producer, records }) => records > 0 && program(producer))
  );
};

export const letterOf = (topology: Topology | undefined, id: number): string =>
  actorOf(topology, id)?.letter ?? "?";

/** A reader's lag as the caption says it: whole milliseconds that have passed. */
export const lagText = (us: number): string => formatDuration(Math.floor(us / 1_000) * 1_000);

/** Whole seconds once past ten: a label that does not flicker. */
export const calmAge = (us: number): string =>
  formatDuration(us >= 10_000_000 && us < 60_000_000 ? Math.floor(us / 1_000_000) * 1_000_000 : us);

const STATES = {
  crashed: "stateCrashed",
  throttled: "stateThrottled",
  "expired-iterator": "stateExpired",
  "not-started": "stateNotStarted",
} as const;

export const sceneWords = (
  t: StageText,
  topology: Topology,
  theme: StageTheme,
  retried: boolean,
): Words => ({
  lag: lagText,
  shard: shardName,
  letter: (id) => letterOf(topology, id),
  closed: (seam) => ({
    title: t("closedTitle", { shard: shardName(seam.shard) }),
    note: t("closedNote", { operation: seam.operation, age: calmAge(seam.closedAgeUs) }),
  }),
  opened: (us) => t("opened", { age: calmAge(us) }),
  horizon: (hours) => t("horizon", { hours }),
  waits: (parents) => t("waits", { parents }),
  after: (parents) => t("after", { parents }),
  ordinal: (n) => t("ordinal", { n }),
  late: (n) => t("lateLabel", { n }),
  taken: (n) => t("takenLabel", { n }),
  more: (n) => t("more", { n }),
  bay: [t(retried ? "bay" : "bayRefused"), t("bayNumber")],
  state: (state) => (state in STATES ? t(STATES[state as keyof typeof STATES]) : ""),
  width: (text, strong) => textWidth(text, theme.fontPx, theme.font, strong ? theme.strong : 400),
});

export const svgWords = (
  t: StageText,
  topology: Topology,
  kind: "linear" | "log",
  retentionHours: number,
  windowUs: number,
): SvgWords => ({
  front: (letter) =>
    letter.consumers
      .map((id) =>
        t("tipFront", {
          letter: letterOf(topology, id),
          name: actorOf(topology, id)?.name ?? "",
          lag: lagText(letter.lagUs),
          shard: shardName(letter.shard),
        }),
      )
      .join("; "),
  seam: (seam) =>
    t("tipSeam", {
      shard: shardName(seam.shard),
      age: calmAge(seam.closedAgeUs),
      operation: seam.operation,
    }),
  age: (us) => {
    if (us === 0) return t("now");
    if (kind === "log" && us <= 100_000) return t("nowLog");
    return t("ago", { age: formatDuration(us) });
  },
  tail: retentionHours * 3_600_000_000 > windowUs ? t("tail", { hours: retentionHours }) : "",
});
