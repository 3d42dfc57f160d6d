/** One log entry as one readable line: `20s~split~0~0.5`. */
import type { ActorRole, Command, Entry, Params, ParamValue } from "../protocol/log.ts";
import { CALL_VERBS, formOfCall, parseCall, printCall } from "./calls.ts";
import { checked, refuse } from "./faults.ts";
import {
  alike,
  escapeField,
  NUMBER,
  parseNumber,
  parseSeconds,
  parseWhole,
  printSeconds,
  SEPARATOR,
  unescapeField,
} from "./text.ts";

const SHORT_SIGNALS = ["crash", "restart", "burst"];
const FORMS: Readonly<Record<string, string>> = {
  producer: "producer~id~kind~letter~name and then parameter:value",
  consumer: "consumer~id~kind~letter~name and then parameter:value",
  set: "set~id and then parameter:value",
  remove: "remove~id",
  crash: "crash~id",
  restart: "restart~id",
  burst: "burst~id",
  signal: "signal~id~name",
  assume: "assume and then assumption:value",
  import: "import~stream~mode~hours~shards",
  json: "json~command as JSON",
};

const printParam = (value: ParamValue): string =>
  typeof value === "string" && (NUMBER.test(value) || /^(?:true|false|'.*)$/s.test(value))
    ? `'${value}`
    : String(value);

const parseParam = (text: string): ParamValue => {
  if (text.startsWith("'")) return text.slice(1);
  if (text === "true" || text === "false") return text === "true";
  return NUMBER.test(text) ? Number(text) : text;
};

const printParams = (params: Readonly<Record<string, ParamValue>>): string[] =>
  Object.entries(params).map(([key, value]) => `${key}:${printParam(value)}`);

const parseParams = (fields: readonly string[], where: string): Params => {
  const params = new Map<string, ParamValue>();
  for (const field of fields) {
    const match = /^([A-Za-z][A-Za-z0-9]*):(.*)$/s.exec(field);
    const key = match?.[1];
    if (key === undefined) {
      return refuse("text", where, { value: field, expected: "parameter" });
    }
    if (params.has(key)) refuse("repeated", where, { key });
    params.set(key, parseParam(match?.[2] ?? ""));
  }
  return Object.fromEntries(params);
};

const printCommand = (command: Command, stream: string): readonly string[] | undefined => {
  switch (command.type) {
    case "Call":
      return printCall(command, stream);
    case "AddActor": {
      const { id, role, kind, letter, name, params } = command;
      return [role, String(id), kind, letter, name, ...printParams(params)];
    }
    case "UpdateActor":
      return ["set", String(command.id), ...printParams(command.params)];
    case "RemoveActor":
      return ["remove", String(command.id)];
    case "Signal":
      return SHORT_SIGNALS.includes(command.signal)
        ? [command.signal, String(command.id)]
        : ["signal", String(command.id), command.signal];
    case "EndSubscription":
      return undefined;
    case "Assume":
      return ["assume", ...printParams({ ...command.assumptions })];
    case "ImportStream": {
      const { name, mode, retentionHours, shards } = command;
      return ["import", name, mode, String(retentionHours), shards];
    }
  }
};

const parseAdd = (
  role: ActorRole,
  fields: readonly string[],
  stream: string,
  where: string,
): Command => {
  const [id = "", kind = "", letter = "", name = "", ...rest] = fields;
  if (fields.length < 4) refuse("fields", where, { form: FORMS[role] ?? role });
  const params = parseParams(rest, where);
  return { type: "AddActor", id: parseWhole(id, where), role, kind, name, letter, stream, params };
};

const parseAssume = (fields: readonly string[], where: string): Command => {
  const entries = fields.map((field) => {
    const [key = "", value = ""] = field.split(":");
    return [key, parseNumber(value, where)] as const;
  });
  return { type: "Assume", assumptions: Object.fromEntries(entries) };
};

/** The mode is checked with the rest of the log. */
const parseImport = (fields: readonly string[], where: string): Command => {
  const [name = "", mode = "", hours = "", shards = ""] = fields;
  const retentionHours = parseWhole(hours, where);
  return { type: "ImportStream", name, mode: mode as "PROVISIONED", retentionHours, shards };
};

const parseJson = (text: string, where: string): Command => {
  try {
    return JSON.parse(text) as Command;
  } catch {
    return refuse("notJson", where);
  }
};

const parseVerb = (
  verb: string,
  fields: readonly string[],
  stream: string,
  where: string,
): Command => {
  const call = CALL_VERBS.find((each) => each.verb === verb);
  if (call) return parseCall(call, fields, stream, where);
  if (verb === "producer" || verb === "consumer") return parseAdd(verb, fields, stream, where);
  if (verb === "assume") return parseAssume(fields, where);
  const [first = "", second = "", ...more] = fields;
  const only = (count: number): void => {
    if (fields.length !== count) refuse("fields", where, { form: FORMS[verb] ?? verb });
  };
  if (verb === "import") {
    only(4);
    return parseImport(fields, where);
  }
  if (verb === "json") {
    only(1);
    return parseJson(first, where);
  }
  if (verb === "set") {
    if (fields.length === 0) only(1);
    const params = parseParams(fields.slice(1), where);
    return { type: "UpdateActor", id: parseWhole(first, where), params };
  }
  if (verb === "remove") {
    only(1);
    return { type: "RemoveActor", id: parseWhole(first, where) };
  }
  if (verb === "signal" || SHORT_SIGNALS.includes(verb)) {
    only(verb === "signal" ? 2 : 1);
    const signal = verb === "signal" ? second : verb;
    return { type: "Signal", id: parseWhole(first, where), signal };
  }
  const verbs = [...CALL_VERBS.map((each) => each.verb), ...Object.keys(FORMS)];
  return refuse("verb", where, { verb: [verb, ...more].join(SEPARATOR), verbs: verbs.join(", ") });
};

/** An entry of a line; `stream` is the one that short forms mean. */
export const parseEdit = (line: string, stream: string, where: string): Entry => {
  const [time = "", verb = "", ...rest] = line
    .split(SEPARATOR)
    .map((field) => unescapeField(field, where));
  const atUs = parseSeconds(time.replace(/s$/, ""), where);
  return { atUs, command: parseVerb(verb, rest, stream, where) };
};

const join = (fields: readonly string[]): string => fields.map(escapeField).join(SEPARATOR);

/** A line that {@link parseEdit} reads back as the same entry; JSON where no verb can say it. */
export const printEdit = (entry: Entry, stream: string): string => {
  const time = `${printSeconds(entry.atUs)}s`;
  const fields = printCommand(entry.command, stream);
  if (fields) {
    const line = join([time, ...fields]);
    const back = checked(() => parseEdit(line, stream, ""));
    if (back.ok && alike(back.value, entry)) return line;
  }
  return join([time, "json", JSON.stringify(entry.command)]);
};

/** Every form an edit may have, for the README and its test. */
export const EDIT_FORMS: readonly string[] = [
  ...CALL_VERBS.map(formOfCall),
  ...Object.values(FORMS),
];
