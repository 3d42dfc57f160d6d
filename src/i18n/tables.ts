import { appMessages } from "../app/messages.ts";
import { scenarioMessages } from "../scenario/messages.ts";
import { stageMessages } from "../views/stage/messages.ts";
import { timebarMessages } from "../views/timebar/messages.ts";
import { toolbarMessages } from "../views/toolbar/messages.ts";

/** Every room's strings by namespace: one line per room. */
export const tables = {
  app: appMessages,
  scenario: scenarioMessages,
  stage: stageMessages,
  timebar: timebarMessages,
  toolbar: toolbarMessages,
} as const;

export type Namespace = keyof typeof tables;
