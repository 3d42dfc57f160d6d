import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "./snapshot.ts";

const TOKEN = /^[0-9a-f]{32}$/;

/** What a page must show to attach: of this start alone, or the folder's, so that its link stays good. */
export const attachToken = async (folder: string | undefined): Promise<string> => {
  const made = randomBytes(16).toString("hex");
  if (folder === undefined) return made;
  const path = join(folder, "token");
  const kept = await readFile(path, "utf8").catch(() => "");
  if (TOKEN.test(kept)) return kept;
  await writeWhole(path, [Buffer.from(made)]);
  return made;
};
