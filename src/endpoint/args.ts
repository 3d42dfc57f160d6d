/** The command line of the endpoint, read into a plan or a sentence that says what is wrong. */

export interface Plan {
  readonly port: number;
  readonly host: string;
  readonly speed: number;
  readonly allowOrigins: readonly string[];
  readonly scenario?: string;
  readonly file?: string;
  readonly state?: string;
}
export type Arguments =
  | { readonly kind: "run"; readonly plan: Plan }
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly message: string };

export const USAGE = `Runs the engine as a local Kinesis for the AWS CLI, SDKs, KCL and Terraform.

  npm run endpoint -- [--port 4567] [--host 127.0.0.1] [--scenario <name> | --file <path>]
                      [--speed <n>] [--state <folder>] [--allow-origin <origin>]...

  --port          the port to listen on; 0 takes a free one (4567)
  --host          the address to bind to (127.0.0.1: this machine alone)
  --scenario      begin with a stock scenario, e.g. hot-shard
  --file          begin with a file saved by Shardscope
  --speed         simulated seconds a second: 0.01 to 1000 (1)
  --state         a folder that keeps the run: nothing that was answered is lost
  --allow-origin  an origin whose page may attach, besides those of this machine`;

const OPTIONS = ["port", "host", "scenario", "file", "speed", "state", "allow-origin"] as const;
type Option = (typeof OPTIONS)[number];

const isOption = (name: string): name is Option => OPTIONS.some((each) => each === name);

const wrong = (message: string): Arguments => ({ kind: "wrong", message });

type Values = Map<Option, string[]>;

const read = (args: readonly string[]): Values | string => {
  const values: Values = new Map();
  for (let at = 0; at < args.length; at++) {
    const match = /^--([a-z-]+)(?:=(.*))?$/s.exec(args[at] ?? "");
    if (!match) return `'${args[at]}' is no option.`;
    const [, name = "", inline] = match;
    if (!isOption(name)) {
      return `There is no option --${name}. The options are --${OPTIONS.join(", --")}, --help.`;
    }
    const value = inline ?? args[++at];
    if (value === undefined || value === "") return `--${name} needs a value after it.`;
    const given = values.get(name) ?? [];
    if (given.length > 0 && name !== "allow-origin") return `--${name} is given twice.`;
    values.set(name, [...given, value]);
  }
  return values;
};

const planOf = (values: Values): Arguments => {
  const one = (name: Option): string | undefined => values.get(name)?.[0];
  const port = one("port") ?? "4567";
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return wrong(`--port: '${port}' is not a whole number from 0 to 65535.`);
  }
  const speed = one("speed") ?? "1";
  const inRange = Number(speed) >= 0.01 && Number(speed) <= 1_000;
  if (!/^\d+(?:\.\d+)?$/.test(speed) || !inRange) {
    return wrong(`--speed: '${speed}' is not a number from 0.01 to 1000.`);
  }
  const [scenario, file, state] = [one("scenario"), one("file"), one("state")];
  if (scenario !== undefined && file !== undefined) {
    return wrong("Give --scenario or --file, not both.");
  }
  const allowOrigins = values.get("allow-origin") ?? [];
  const odd = allowOrigins.find((each) => !/^https?:\/\/[^/]+$/.test(each));
  if (odd !== undefined) {
    return wrong(`--allow-origin: '${odd}' is no origin. Write it like https://example.org.`);
  }
  const plan: Plan = {
    port: Number(port),
    host: one("host") ?? "127.0.0.1",
    speed: Number(speed),
    allowOrigins,
    ...(scenario === undefined ? {} : { scenario }),
    ...(file === undefined ? {} : { file }),
    ...(state === undefined ? {} : { state }),
  };
  return { kind: "run", plan };
};

export const parseArguments = (args: readonly string[]): Arguments => {
  if (args.includes("--help") || args.includes("-h")) return { kind: "help" };
  const values = read(args);
  return typeof values === "string" ? wrong(values) : planOf(values);
};
