import { printCliScript } from "../../exchange/export/cli.ts";
import type { Outgoing } from "../../exchange/export/edits.ts";
import {
  printJournalCsv,
  printJournalLines,
  printMetricData,
  type ToldRow,
} from "../../exchange/export/rows.ts";
import { printCdk, printCloudFormation, printTerraform } from "../../exchange/export/templates.ts";
import { loadLaterTexts } from "../../i18n/i18n.ts";
import { textOf } from "../../i18n/useText.ts";
import type { Runtime } from "../../store/runtime.ts";
import { shownStream } from "../../store/shown.ts";
import { rowText } from "../journal/rowText.ts";
import { journalRows, measures, type Task } from "./collect.ts";
import { pictureOf } from "./pictureOf.ts";
import { paintPng } from "./picture/picture.ts";

/** Formats that are shown as text before they are saved, by the ending of their file. */
export const TEXTS = {
  cli: { ending: "sh", print: printCliScript },
  cloudformation: { ending: "yaml", print: printCloudFormation },
  terraform: { ending: "tf", print: printTerraform },
  cdk: { ending: "ts", print: printCdk },
} as const satisfies Record<string, { ending: string; print: (stream: Outgoing) => string }>;
export type TextFormat = keyof typeof TEXTS;
export const isText = (format: Format): format is TextFormat => Object.hasOwn(TEXTS, format);

const toldRows = async (runtime: Runtime, task: Task): Promise<ToldRow[]> => {
  await loadLaterTexts();
  const actors = runtime.session.topology()?.actors ?? [];
  const rows = await journalRows(runtime, [], task);
  return rows.map((row) => ({
    ...row,
    text: rowText(row, actors, (key, values) => textOf("journal", key, values)),
  }));
};

interface FileFormat {
  readonly ending: string;
  readonly make: (runtime: Runtime, task: Task) => Promise<string | Blob>;
}

const epochOf = (runtime: Runtime): number => runtime.session.log().epochMs;

/** Formats that are made when they are saved. */
export const FILES = {
  journalCsv: {
    ending: "csv",
    make: async (runtime, task) => printJournalCsv(await toldRows(runtime, task), epochOf(runtime)),
  },
  journalLines: {
    ending: "jsonl",
    make: async (runtime, task) =>
      printJournalLines(await toldRows(runtime, task), epochOf(runtime)),
  },
  metrics: {
    ending: "json",
    make: async (runtime, task) => {
      const atUs = runtime.session.frame()?.atUs ?? 0;
      const name = shownStream(runtime.ui.getState().stream, runtime.session.topology());
      return printMetricData(await measures(runtime, task), epochOf(runtime), atUs, name);
    },
  },
  svg: { ending: "svg", make: async (runtime) => (await pictureOf(runtime)).svg },
  png: { ending: "png", make: async (runtime) => paintPng(await pictureOf(runtime)) },
} as const satisfies Record<string, FileFormat>;
export type Format = TextFormat | keyof typeof FILES;

export const FORMATS = [...Object.keys(TEXTS), ...Object.keys(FILES)] as readonly Format[];

/** Hands the person a file. */
export const saveAs = (name: string, content: string | Blob): void => {
  const blob = typeof content === "string" ? new Blob([content], { type: "text/plain" }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};
