import { appMessages } from "../app/messages.ts";
import { scenarioMessages } from "../scenario/messages.ts";
import { stageMessages } from "../views/stage/messages.ts";

/** Every room's strings by namespace: one line per room. */
export const tables = {
  app: appMessages,
  scenario: scenarioMessages,
  stage: stageMessages,
} as const;

export type Namespace = keyof typeof tables;
