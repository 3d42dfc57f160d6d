/** The three local Kinesis, each in a process of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../places.ts";
import { Client, requestOf } from "./client.ts";

export interface Target {
  readonly name: string;
  readonly port: number;
  /** CPU time its process has taken, ms; undefined where the system does not tell. */
  cpuMs(): number | undefined;
  end(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });

/** Simulated time runs ahead, so that no limit of Kinesis is met: it is the machine that is measured. */
const SPEED = "100";

const inModules = (...path: string[]): string => join(ROOT, "node_modules", ...path);

type Start = (port: number, folder: string) => readonly [args: string[], env: NodeJS.ProcessEnv];

const endpoint = (port: number, ...more: string[]): string[] => [
  "--import",
  import.meta.resolve("tsx"),
  join(ROOT, "src/endpoint/endpoint.ts"),
  "--port",
  String(port),
  "--speed",
  SPEED,
  ...more,
];

const STARTS: Readonly<Record<string, Start>> = {
  endpoint: (port) => [endpoint(port), {}],
  "endpoint-kept": (port, folder) => [endpoint(port, "--state", folder), {}],
  kinesalite: (port) => [
    [inModules("kinesalite/cli.js"), `--port=${port}`, "--shardLimit=100", "--createStreamMs=100"],
    {},
  ],
  "kinesis-local": (port) => [
    [inModules("kinesis-local/main.js")],
    {
      KINESIS_MOCK_PLAIN_PORT: String(port),
      KINESIS_MOCK_TLS_PORT: String(port + 1),
      KINESIS_MOCK_CERT_PATH: inModules("kinesis-local/server.json"),
      LOG_LEVEL: "ERROR",
      CATS_EFFECT_CPU_STARVATION_CHECK_INITIAL_DELAY: "Inf",
    },
  ],
};

export const TARGETS = Object.keys(STARTS);

const START_MS = 30_000;

const answers = async (port: number): Promise<boolean> => {
  try {
    const client = await Client.open(port);
    const { status } = await client.send(requestOf("ListStreams", {}));
    client.close();
    return status === 200;
  } catch {
    return false;
  }
};

/** Linux counts it in hundredths of a second, in user and in system mode. */
const cpuMsOf = (pid: number | undefined): number | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
};

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });

export const startTarget = async (name: string): Promise<Target> => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "bench-wire-"));
  const [args, env] = STARTS[name]!(port, folder);
  const stdio = ["ignore", "ignore", "ignore"] as const;
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: [...stdio],
  });
  process.once("exit", () => child.kill("SIGKILL"));
  const untilMs = performance.now() + START_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() > untilMs) {
      await ended(child);
      throw new Error(`${name} did not start`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    name,
    port,
    cpuMs: () => cpuMsOf(child.pid),
    end: async () => {
      await ended(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
