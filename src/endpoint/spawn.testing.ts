import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

export interface Spawned {
  readonly url: string;
  readonly greeting: string;
  readonly child: ChildProcess;
  /** As `kill -9`. */
  kill(): Promise<void>;
  /** As Ctrl+C. */
  end(): Promise<number | null>;
}

/** An endpoint in a process of its own, on a free port unless told one; rejects with what it complained of. */
export const spawnEndpoint = async (...args: readonly string[]): Promise<Spawned> => {
  const file = join(ROOT, "src/endpoint/endpoint.ts");
  const port = args.some((each) => each.startsWith("--port")) ? [] : ["--port=0"];
  const command = ["--import", import.meta.resolve("tsx"), file, ...port, ...args];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let complaint = "";
  child.stderr.on("data", (chunk) => (complaint += String(chunk)));
  const greeting = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      out += String(chunk);
      if (out.includes("program of its own.")) resolve(out);
    });
    child.on("exit", (code) => reject(new Error(`${code}: ${complaint}`)));
  });
  const gone = once(child, "exit") as Promise<[number | null]>;
  return {
    url: /http:\/\/\S+/.exec(greeting)?.[0] ?? "",
    greeting,
    child,
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
    end: async () => {
      child.kill("SIGINT");
      return (await gone)[0];
    },
  };
};
