import type { Answers } from "../../../protocol/frame.ts";
import type { Viewport } from "../../../protocol/viewport.ts";
import type { Run } from "../../core/state.ts";
import { stateHash } from "../../core/travel.ts";
import type { Stream } from "../../kds/stream.ts";
import { answerCut } from "./cut.ts";
import { answerDuplicates, answerEvidence, answerReorders } from "./evidence.ts";
import { answerGhost } from "./ghost.ts";
import { answerJournal } from "./journal.ts";
import { answerKey } from "./key.ts";
import { answerLane } from "./lane.ts";
import { answerMerge } from "./merge.ts";
import { answerMetrics } from "./metrics.ts";
import { makeReport } from "./report.ts";
import { answerTable } from "./table.ts";
import { answerTopKeys } from "./topKeys.ts";

type Draft = { -readonly [Name in keyof Answers]: Answers[Name] | undefined };

/** Answers to the viewport's questions; one that has no answer now is left out. Changes nothing. */
export const answerAll = (run: Run, stream: Stream | undefined, viewport: Viewport): Answers => {
  const { table, cut, merge, lane, journal, metrics, evidence, topKeys, key, ...more } =
    viewport.queries;
  const draft: Draft = {
    table: table && answerTable(run, stream, table, viewport.focus),
    cut: cut && answerCut(run, stream, cut),
    merge: merge && answerMerge(run, stream, merge.shards),
    lane: lane && answerLane(run, stream, lane),
    inspect: more.inspect && run.models.inspect?.(run, stream, more.inspect),
    journal: journal && answerJournal(run, stream, journal),
    metrics: metrics && answerMetrics(run, stream, metrics),
    evidence: evidence && answerEvidence(run, evidence.consumer),
    duplicates: evidence && answerDuplicates(run, evidence.consumer),
    reorders: evidence && stream && answerReorders(run, stream.name),
    topKeys: topKeys && answerTopKeys(run, stream, topKeys.count),
    key: key === undefined ? undefined : answerKey(stream, key),
    stateHash: more.stateHash ? stateHash(run) : undefined,
    report: more.report ? makeReport(run, "") : undefined,
    ghost: more.ghost ? answerGhost(run, stream) : undefined,
  };
  const given = Object.entries(draft).filter(([, answer]) => answer !== undefined);
  return Object.fromEntries(given) as Answers;
};
