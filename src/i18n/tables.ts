import { libraryMessages } from "../scenario/library/messages.ts";
import { appMessages } from "../app/messages.ts";
import { captionMessages } from "../views/caption/messages.ts";
import { lanesMessages } from "../views/lanes/messages.ts";
import { stageMessages } from "../views/stage/messages.ts";
import { timebarMessages } from "../views/timebar/messages.ts";
import { toolbarMessages } from "../views/toolbar/messages.ts";
import type { laterTables } from "./laterTables.ts";

/** The strings of the first picture, by namespace: one line per room. */
export const tables = {
  scenario: libraryMessages,
  app: appMessages,
  stage: stageMessages,
  timebar: timebarMessages,
  toolbar: toolbarMessages,
  caption: captionMessages,
  lanes: lanesMessages,
} as const;

/** All strings; those of panels and dialogs come with the first of them that is opened. */
export type Tables = Omit<typeof tables, keyof typeof laterTables> & typeof laterTables;
export type Namespace = keyof Tables;
