/** An API call, as AWS's JSON has it, in the words of other clients. */
import { quoted, shellOption, shellWord } from "../../exchange/export/quote.ts";

type Fields = Readonly<Record<string, unknown>>;

const TIMES: ReadonlySet<string> = new Set(["Timestamp", "StreamCreationTimestamp"]);
const BLOBS: ReadonlySet<string> = new Set(["Data"]);

/** The AWS CLI leaves out what answers with an event stream. */
const NOT_IN_CLI: ReadonlySet<string> = new Set(["SubscribeToShard"]);

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** What the engine writes at the end of what it cuts short: how much more there is. */
const REST = /… \+\d+$/;

/** A request without the marks of what was cut short: a shorter call, but a whole one. */
export const whole = (value: unknown, name: string): unknown => {
  if (typeof value === "string") return BLOBS.has(name) ? value.replace(REST, "") : value;
  if (name === "Records" && Array.isArray(value)) {
    return value.filter((each) => typeof each !== "string").map((each) => whole(each, ""));
  }
  if (!isObject(value) || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, whole(each, key)]));
};

/** Whether a request is written out short of what it was. */
export const isCut = (request: object): boolean =>
  JSON.stringify(request) !== JSON.stringify(whole(request, ""));

/** Bytes of base64; undefined when it is none. */
const bytesOf = (base64: string): Uint8Array | undefined => {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
};

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const textIn = (bytes: Uint8Array): string | undefined => {
  try {
    const text = decoder.decode(bytes);
    return /^[^\p{Cc}\p{Cs}]*$/u.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
};

const blobCode = (base64: string): string => {
  const bytes = bytesOf(base64);
  const text = bytes && textIn(bytes);
  if (text !== undefined) return `new TextEncoder().encode(${quoted(text)})`;
  return `Uint8Array.from(atob(${quoted(base64)}), (char) => char.charCodeAt(0))`;
};

const INDENT = "  ";

/** A value as JavaScript; `name` is the member it belongs to. */
const codeOf = (value: unknown, name: string, indent: string): string => {
  const inner = indent + INDENT;
  if (typeof value === "string") return BLOBS.has(name) ? blobCode(value) : quoted(value);
  if (typeof value === "number" && TIMES.has(name)) return `new Date(${Math.round(value * 1000)})`;
  if (Array.isArray(value)) {
    const items = value.map((each) => `${inner}${codeOf(each, name, inner)},\n`);
    return items.length === 0 ? "[]" : `[\n${items.join("")}${indent}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([key, each]) => {
      const word = /^[A-Za-z_]\w*$/.test(key) ? key : quoted(key);
      return `${inner}${word}: ${codeOf(each, key, inner)},\n`;
    });
  return members.length === 0 ? "{}" : `{\n${members.join("")}${indent}}`;
};

/** As a program of the AWS SDK for JavaScript v3; it runs in the panel Code as it stands. */
export const callAsSdk = (operation: string, request: object): string => {
  const command = `${operation}Command`;
  return `import { KinesisClient, ${command} } from "@aws-sdk/client-kinesis";

const client = new KinesisClient({});
const output = await client.send(
${INDENT}new ${command}(${codeOf(whole(request, ""), "", INDENT)}),
);
console.log(output);
`;
};

/** botocore's own rule: `StreamARN` is `stream-arn`, `MaxRecordSizeInKiB` is `max-record-size-in-ki-b`. */
const kebab = (name: string): string =>
  name
    .replace(/(.)([A-Z][a-z]+)/g, "$1-$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase();

/** The CLI would read what lies there in place of the text. */
const isAddress = (value: unknown): boolean =>
  typeof value === "string" && /^(?:fileb?|https?):\/\//.test(value);

const optionOf = (name: string, value: unknown): string => {
  const option = kebab(name);
  if (typeof value === "boolean") return value ? `--${option}` : `--no-${option}`;
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) {
    return [`--${option}`, ...value.map(shellWord)].join(" ");
  }
  return shellOption(option, isObject(value) ? JSON.stringify(value) : String(value));
};

/** As a command of the AWS CLI v2, which takes blobs as base64; undefined where it has none. */
export const callAsCli = (operation: string, request: object): string | undefined => {
  if (NOT_IN_CLI.has(operation)) return undefined;
  const input = whole(request, "") as Fields;
  const fields = Object.entries(input).filter(([, value]) => value !== undefined);
  const options = fields.some(([, value]) => isAddress(value))
    ? [shellOption("cli-input-json", JSON.stringify(input))]
    : fields.map(([name, value]) => optionOf(name, value));
  return [`aws kinesis ${kebab(operation)}`, ...options].join(" \\\n  ");
};
