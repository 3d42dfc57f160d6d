/** Targets in processes of their own, over loopback. */
import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { ROOT } from "../bench/places.ts";
import { ACCOUNT, Unobservable, type Target } from "./target.ts";

const START_MS = 30_000;
/** Longer waits than this are not made. */
const WAIT_MS_MOST = 6_500;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const listens = (url: string): Promise<boolean> =>
  fetch(url, { method: "POST" }).then(
    () => true,
    () => false,
  );

const startProcess = async (
  name: string,
  url: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ChildProcess> => {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
  const untilMs = performance.now() + START_MS;
  while (!(await listens(url))) {
    if (child.exitCode !== null || performance.now() > untilMs) {
      child.kill("SIGKILL");
      throw new Error(`${name} did not start`);
    }
    await wait(100);
  }
  return child;
};

const targetAt = (
  name: string,
  child: ChildProcess,
  url: string,
  time: Pick<Target, "movable" | "pass" | "nowMs">,
): Target => ({
  name,
  client: { endpoint: url, requestHandler: new NodeHttpHandler() },
  ...time,
  end: () =>
    new Promise((resolve) => {
      child.once("exit", () => resolve());
      child.kill("SIGKILL");
    }),
});

const startEndpoint = async (): Promise<Target> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const file = join(ROOT, "src/endpoint/endpoint.ts");
  const args = ["--import", import.meta.resolve("tsx"), file, "--port", String(port)];
  const child = await startProcess("endpoint", url, args, {});
  let passedMs = 0;
  return targetAt("endpoint", child, url, {
    movable: true,
    pass: async (ms) => {
      const body = JSON.stringify({ ms });
      const answer = await fetch(`${url}/__advance`, { method: "POST", body });
      if (!answer.ok) throw new Error(`__advance answered ${answer.status}`);
      passedMs += ms;
    },
    nowMs: () => Date.now() + passedMs,
  });
};

/** What a change of a stream takes. */
const CHANGE = "300ms";

const startKinesisLocal = async (): Promise<Target> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = join(ROOT, "node_modules/kinesis-local");
  const changes = ["CREATE_STREAM", "DELETE_STREAM", "REGISTER_STREAM_CONSUMER"].concat(
    ["START_STREAM_ENCRYPTION", "STOP_STREAM_ENCRYPTION", "DEREGISTER_STREAM_CONSUMER"],
    ["MERGE_SHARDS", "SPLIT_SHARD", "UPDATE_SHARD_COUNT", "UPDATE_STREAM_MODE"],
  );
  const child = await startProcess("kinesis-local", url, [join(folder, "main.js")], {
    ...Object.fromEntries(changes.map((each) => [`${each}_DURATION`, CHANGE])),
    KINESIS_MOCK_PLAIN_PORT: String(port),
    KINESIS_MOCK_TLS_PORT: String(await freePort()),
    KINESIS_MOCK_CERT_PATH: join(folder, "server.json"),
    AWS_ACCOUNT_ID: ACCOUNT,
    SHARD_LIMIT: "20000",
    ON_DEMAND_STREAM_COUNT_LIMIT: "50",
    LOG_LEVEL: "ERROR",
    CATS_EFFECT_CPU_STARVATION_CHECK_INITIAL_DELAY: "Inf",
  });
  return targetAt("kinesis-local", child, url, {
    movable: false,
    pass: (ms) => {
      if (ms > WAIT_MS_MOST) throw new Unobservable(`its clock cannot be moved by ${ms / 1000} s`);
      return wait(ms);
    },
    nowMs: Date.now,
  });
};

export const STARTS = { endpoint: startEndpoint, "kinesis-local": startKinesisLocal } as const;
