import { open, readFile, rm, stat } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** When a process began, as the kernel tells it: a pid alone may have been given out again. */
const bornAt = (pid: number): string => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
};

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

const holderOf = async (path: string): Promise<number | undefined> => {
  const [pid = "", born = ""] = (await readFile(path, "utf8")).trim().split(" ");
  const holder = Number(pid);
  if (!Number.isInteger(holder) || holder < 1 || !lives(holder)) return undefined;
  const now = bornAt(holder);
  return born === "" || now === "" || born === now ? holder : undefined;
};

/** A lock that is being written has no holder yet. */
const YOUNG_MS = 2_000;

/** Takes a folder for this process alone; throws a sentence when another has it. */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const path = join(folder, "lock");
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = await open(path, "wx");
      await file.writeFile(`${process.pid} ${bornAt(process.pid)}\n`);
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = await holderOf(path);
    const text = await readFile(path, "utf8");
    const young = text === "" && Date.now() - (await stat(path)).mtimeMs < YOUNG_MS;
    if (holder !== undefined || young) {
      throw new Error(
        `${folder} is in use by process ${holder ?? "that is starting"}: one process a folder.`,
      );
    }
    await rm(path, { force: true });
  }
  throw new Error(`${folder} could not be locked: another process took it.`);
};
