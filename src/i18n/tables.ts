import { appMessages } from "../app/messages.ts";

/** Every room's strings by namespace: one line per room. */
export const tables = {
  app: appMessages,
} as const;

export type Namespace = keyof typeof tables;
