/** `npm run endpoint`: the engine as a local Kinesis. */
import { randomInt } from "node:crypto";
import { openWhat } from "../headless/open.ts";
import { emptyLog, type Log } from "../protocol/log.ts";
import { SCENARIOS } from "../scenario/library/index.ts";
import { parseArguments, USAGE, type Plan } from "./args.ts";
import { greeting } from "./greeting.ts";
import { Host, type Beginning } from "./host.ts";
import { models } from "../headless/models.ts";
import { Server } from "./server.ts";
import { attachToken } from "./token.ts";

const CANNOT_START = 1;
const WRONG_COMMAND_LINE = 2;
/** A longer absence is told before it is made up for. */
const TOLD_S = 36_000;

/** Characters of base64 held; at 32 beside each record's own, no record is folded before that. */
const PAYLOAD_BUDGET = 536_870_912;
const RECORD_BUDGET = 16_777_216;

const originOf = ({ scenario, file }: Plan): string => {
  if (scenario !== undefined) return `scenario ${scenario}`;
  return file === undefined ? "" : `file ${file}`;
};

const begin = async (plan: Plan): Promise<Beginning> => {
  const withBudgets = (log: Log): Log => ({
    ...log,
    recordBudget: RECORD_BUDGET,
    payloadBudget: PAYLOAD_BUDGET,
  });
  const origin = originOf(plan);
  const what = plan.scenario ?? plan.file;
  if (what === undefined) return { origin, log: withBudgets(emptyLog(randomInt(2 ** 32))) };
  if (plan.scenario !== undefined && !SCENARIOS.some((each) => each.name === what)) {
    const names = SCENARIOS.map((each) => each.name).join(", ");
    throw new Error(`There is no scenario '${what}'. The stock scenarios are: ${names}.`);
  }
  const opened = await openWhat(what);
  if (!opened.ok) throw new Error(opened.message);
  return { origin, log: withBudgets(opened.state.log) };
};

const messageOf = (error: unknown): string => {
  const { code, port } = error as { code?: string; port?: number };
  if (code === "EADDRINUSE")
    return `Port ${port} is taken: name another with --port, or 0 for any.`;
  return error instanceof Error ? error.message : String(error);
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

const serve = async (plan: Plan): Promise<void> => {
  const onFatal = (error: unknown): void => {
    complain(`The run cannot go on: ${messageOf(error)}. What was answered is kept.`);
    process.exit(CANNOT_START);
  };
  const host = await Host.open({
    models,
    speed: plan.speed,
    origin: originOf(plan),
    begin: () => begin(plan),
    onFatal,
    ...(plan.state === undefined ? {} : { folder: plan.state }),
  });
  const token = await attachToken(plan.state);
  const server = new Server(host, {
    models,
    host: plan.host,
    port: plan.port,
    token,
    allowOrigins: plan.allowOrigins,
  });
  const behindS = host.behindUs() / 1e6;
  if (behindS > TOLD_S)
    complain(`${Math.round(behindS)} s of simulated time passed: running them.`);
  while (!host.step()) await new Promise((resolve) => setImmediate(resolve));
  host.start();
  const address = await server.listen();
  say(greeting({ ...plan, port: address.port, token, torn: host.torn }));
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    void server
      .close()
      .then(() => host.close())
      .then(() => process.exit(0), onFatal);
  };
  process.on("SIGINT", close);
  process.on("SIGTERM", close);
};

const main = async (args: readonly string[]): Promise<void> => {
  const parsed = parseArguments(args);
  if (parsed.kind === "help") return say(USAGE);
  if (parsed.kind === "wrong") {
    complain(`${parsed.message}\n\n${USAGE}`);
    process.exitCode = WRONG_COMMAND_LINE;
    return;
  }
  try {
    await serve(parsed.plan);
  } catch (error) {
    complain(messageOf(error));
    process.exit(CANNOT_START);
  }
};

await main(process.argv.slice(2));
