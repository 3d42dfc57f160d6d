/** What can be wrong with a link, a file or a log: an id with values, and the sentence in English. */
export const FAULT_SENTENCES = {
  empty: "There is nothing to open. Copy the whole link or file again.",
  foreign:
    "This is not a Shardscope link: it does not begin with v=. Copy the link again, from # to its end.",
  cut: "The link stops before its end. Chat and mail programs cut long links: ask for it again, or for the file.",
  damaged:
    "The link was changed on its way: its last four characters do not fit the rest. Copy it again, or ask for the file.",
  newer:
    "This was made by a newer Shardscope (format {{v}}); this one reads formats up to {{max}}. Reload the page to get the newest one.",
  tooLong: "This is {{size}} characters long; at most {{max}} are read. Use a smaller scenario.",
  inflated:
    "Unpacked, this is larger than {{max}} bytes, so it was not unpacked. Use a smaller scenario.",
  packed: "The packed part cannot be unpacked. Copy the link again, or ask for the file.",
  escape: "'{{text}}' is not well written. Copy the link again, or correct it by hand.",
  unknownPart:
    "This format has no part '{{key}}'. Remove it, or reload the page to get the newest one.",
  repeated: "The part '{{key}}' stands here more than once. Keep one of them.",
  scenario: "There is no scenario named '{{name}}'. The stock scenarios are: {{names}}.",
  dropped: "{{n}} is not an entry of the scenario, which has {{count}}. Leave it out.",
  verb: "There is no edit '{{verb}}'. The edits are: {{verbs}}.",
  fields: "This edit needs {{form}}. Add or remove what differs.",
  text: "'{{value}}' is not {{expected}}. Correct it.",
  notJson: "This is not JSON, or it stops before its end. Download or copy the file again.",
  type: "This is {{received}} where {{expected}} is needed. Correct it.",
  missing: "This is missing. Add it.",
  unknown: "Nothing of this name is known here. Remove it.",
  range: "{{value}} is outside {{min}} to {{max}}. Use a value inside.",
  late: "{{value}} seconds is too large: a run lasts at most {{max}} seconds. Use a smaller time.",
  whole: "{{value}} is not a whole number. Round it.",
  choice: "'{{value}}' is not one of: {{choices}}.",
  tooMany: "There are {{count}}; at most {{max}} are read. Remove some.",
  order: "The entry at {{atUs}} µs stands after one at {{beforeUs}} µs. Sort the entries by atUs.",
  plain: "This is not plain JSON data, or it is nested more than {{max}} deep. Simplify it.",
  kind: "There is no {{role}} of kind '{{kind}}'. The kinds are: {{kinds}}.",
  parameter: "The kind '{{kind}}' has no parameter '{{key}}'. Remove it.",
  paramRange: "{{value}} {{unit}} is outside {{min}} to {{max}} {{unit}}. Use a value inside.",
  signal: "The kind '{{kind}}' has no signal '{{signal}}'. It has: {{signals}}.",
} as const;

/** What a `text` fault names as needed, by its id in `values.expected`. */
export const EXPECTED = {
  stream: "a stream's name (1 to 128 of a-z A-Z 0-9 _ . -)",
  operation: "an operation's name such as SplitShard",
  name: "a name of 1 to 64 characters",
  letter: "one capital letter",
  signal: "a signal's name",
  engine: "an engine's version",
  account: "an account number of 12 digits",
  region: "a Region's name such as us-east-1",
  partitionKey: "a partition key of 1 to 256 characters",
  shards: "shards that hold every hash key once, such as u4 s2 m1,4",
  control: "a control's name",
  scenario: "a scenario's name",
  hash: "six hex digits",
  zoom: "two fractions from 0 to 1, the lower first, such as 0.25~0.5",
  seconds: "a time in seconds such as 31.5",
  number: "a number",
  whole: "a whole number",
  place: "a place in the key space such as 0.5 or x7f3a",
  data: "base64url data",
  parameter: "parameter:value",
  version: "a format's version",
  seed: "one to eight hex digits",
  selection: "record~ordinal, shard~index, front~consumer~shard, actor~id or evidence~consumer~row",
} as const;
export type ExpectedId = keyof typeof EXPECTED;
const isExpectedId = (id: unknown): id is ExpectedId =>
  typeof id === "string" && Object.hasOwn(EXPECTED, id);

export type FaultId = keyof typeof FAULT_SENTENCES;
export const isFaultId = (id: string): id is FaultId => Object.hasOwn(FAULT_SENTENCES, id);
export type FaultValues = Readonly<Record<string, string | number>>;

/** `where` is the path or part at fault, empty for the whole; `message` holds both in English. */
export interface Fault {
  readonly id: FaultId;
  readonly where: string;
  readonly values: FaultValues;
  readonly message: string;
}
export type LinkFault = Fault;

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Fault };

const VALUE_CHARS_MAX = 80;

const shorten = (value: string | number): string | number =>
  typeof value === "string" && value.length > VALUE_CHARS_MAX
    ? `${value.slice(0, VALUE_CHARS_MAX - 1)}…`
    : value;

/** Puts `values` in the places {{name}} of a sentence. */
export const fillSentence = (sentence: string, values: FaultValues): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (place, name: string) => String(values[name] ?? place));

export const faultOf = (id: FaultId, where = "", values: FaultValues = {}): Fault => {
  const shown: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) {
    shown[name] = name === "value" || name === "text" || name === "key" ? shorten(value) : value;
  }
  const expected = shown["expected"];
  const words = isExpectedId(expected) ? { ...shown, expected: EXPECTED[expected] } : shown;
  const sentence = fillSentence(FAULT_SENTENCES[id], words);
  return { id, where, values: shown, message: where === "" ? sentence : `${where}: ${sentence}` };
};

/** Thrown inside this room only; every door of it turns it back into data. */
export class FaultError extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.message);
    this.name = "FaultError";
    this.fault = fault;
  }
}

export const refuse = (id: FaultId, where = "", values: FaultValues = {}): never => {
  throw new FaultError(faultOf(id, where, values));
};

/** Runs `read` and turns a refusal inside it into data; other errors are faults of ours and pass. */
export const checked = <T>(read: () => T): Checked<T> => {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, error: error.fault };
    throw error;
  }
};
