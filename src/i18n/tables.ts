import { appMessages } from "../app/messages.ts";
import { scenarioMessages } from "../scenario/messages.ts";
import { stageMessages } from "../views/stage/messages.ts";
import { timebarMessages } from "../views/timebar/messages.ts";
import { toolbarMessages } from "../views/toolbar/messages.ts";
import { captionMessages } from "../views/caption/messages.ts";
import { evidenceMessages } from "../views/evidence/messages.ts";
import { inspectorMessages } from "../views/inspector/messages.ts";
import { journalMessages } from "../views/journal/messages.ts";
import { lanesMessages } from "../views/lanes/messages.ts";
import { metricsMessages } from "../views/metrics/messages.ts";
import { putbyhandMessages } from "../views/putbyhand/messages.ts";
import { tableMessages } from "../views/table/messages.ts";
import { shareMessages } from "../views/share/messages.ts";
import { actorsMessages } from "../views/actors/messages.ts";

/** Every room's strings by namespace: one line per room. */
export const tables = {
  app: appMessages,
  scenario: scenarioMessages,
  stage: stageMessages,
  timebar: timebarMessages,
  toolbar: toolbarMessages,
  caption: captionMessages,
  evidence: evidenceMessages,
  inspector: inspectorMessages,
  journal: journalMessages,
  lanes: lanesMessages,
  metrics: metricsMessages,
  putbyhand: putbyhandMessages,
  table: tableMessages,
  share: shareMessages,
  actors: actorsMessages,
} as const;

export type Namespace = keyof typeof tables;
