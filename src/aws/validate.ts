/** One validator for all operations: types first, then constraints, in the service's words. */
import { base64Fault, decodedLength } from "./base64.ts";
import {
  CONSTRAINTS,
  type Fields,
  type ListRule,
  type MapRule,
  type Rule,
  type StringRule,
} from "./constraints.ts";
import { type AwsError, serialization, validation } from "./errors.ts";
import type { CoreOperationName, InputOf, OperationName } from "./shapes.ts";

type Checked<I> =
  | { readonly ok: true; readonly input: I }
  | { readonly ok: false; readonly error: AwsError };
export type Validated<O extends OperationName> = Checked<InputOf<O>>;

/** Most errors one ValidationException lists. */
const ERRORS_MAX = 10;

type Json = unknown;
type Shape = Record<string, Json>;

/** The first type fault found; the walk stops reading once it is set. */
interface Faults {
  first: string | undefined;
}

/** Reads `input` as the input of `operation`, by {@link validateFields}. */
export function validate<O extends CoreOperationName>(operation: O, input: unknown): Validated<O> {
  return validateFields(CONSTRAINTS[operation], input) as Validated<O>;
}

/**
 * Reads `input` as a structure of these fields. Unknown fields and nulls are dropped and
 * fractions of integers cut off, as the service does; the input itself is left alone.
 */
export function validateFields(fields: Fields, input: unknown): Checked<object> {
  const faults: Faults = { first: undefined };
  const shape = readStructure(input ?? {}, fields, faults);
  if (faults.first !== undefined) return { ok: false, error: serialization(faults.first) };
  const errors: string[] = [];
  if (!fieldsFit(shape, fields)) checkFields(shape, fields, "", errors);
  if (errors.length > 0) return { ok: false, error: breaches(errors) };
  return { ok: true, input: shape };
}

const breaches = (errors: readonly string[]): AwsError => {
  const count = `${errors.length} validation error${errors.length > 1 ? "s" : ""} detected: `;
  return validation(count + errors.join("; "));
};

/** Fields at these paths are null and must not be: rules that the model leaves to the service. */
export const membersMissing = (paths: readonly string[]): AwsError =>
  breaches(paths.slice(0, ERRORS_MAX).map((path) => breachOf("null", path, NOT_NULL)));

const NOT_NULL = "Member must not be null";

const breachOf = (shown: string, path: string, ending: string): string =>
  `Value ${shown} at '${path}' failed to satisfy constraint: ${ending}`;

const JAVA_CLASS = {
  boolean: "class java.lang.Boolean",
  number: "class java.math.BigDecimal",
  string: "class java.lang.String",
} as const;

const SCALAR_TARGET = {
  string: "an String",
  integer: "an Integer",
  boolean: "an Boolean",
  timestamp: "milliseconds since epoch",
  blob: "a Blob",
} as const;

function fail(faults: Faults, message: string): undefined {
  faults.first ??= message;
  return undefined;
}

function read(value: Json, rule: Rule, faults: Faults): Json {
  switch (rule.type) {
    case "list":
      if (!Array.isArray(value)) return failContainer(value, "Expected list or null", faults);
      return value.map((item: Json) => (item == null ? null : read(item, rule.of, faults)));
    case "map":
      return readMap(value, faults);
    case "structure":
      return readStructure(value, rule.fields, faults);
    default:
      return readScalar(value, rule.type, faults);
  }
}

function readStructure(value: Json, fields: Fields, faults: Faults): Shape {
  if (!isShape(value)) return failContainer(value, "Expected null", faults) ?? {};
  const out: Shape = {};
  for (const key in fields) {
    const member = Object.hasOwn(value, key) ? value[key] : undefined;
    if (member !== undefined && member !== null) out[key] = read(member, fields[key]!, faults);
  }
  return out;
}

function readMap(value: Json, faults: Faults): Shape | undefined {
  if (!isShape(value)) return failContainer(value, "Expected map or null", faults);
  const pairs = Object.entries(value).filter(([, member]) => member != null);
  return Object.fromEntries(
    pairs.map(([key, member]) => [key, readScalar(member, "string", faults)]),
  );
}

function readScalar(value: Json, type: keyof typeof SCALAR_TARGET, faults: Faults): Json {
  if (Array.isArray(value)) return fail(faults, "Start of list found where not expected");
  const kind = typeof value;
  if (kind !== "string" && kind !== "number" && kind !== "boolean") {
    return fail(faults, "Start of structure or map found where not expected.");
  }
  if (type === "boolean" && typeof value === "string") {
    return fail(faults, `'${value.toUpperCase()}' can not be converted to an Boolean`);
  }
  const wanted = type === "integer" || type === "timestamp" ? "number" : type;
  if (kind !== (wanted === "blob" ? "string" : wanted) || notFinite(value)) {
    return fail(faults, `${JAVA_CLASS[kind]} can not be converted to ${SCALAR_TARGET[type]}`);
  }
  if (type === "integer") return Math.floor(value as number);
  if (type === "blob") {
    const fault = base64Fault(value as string);
    if (fault) return fail(faults, `'${value as string}' can not be converted to a Blob: ${fault}`);
  }
  return value;
}

function failContainer(value: Json, otherwise: string, faults: Faults): undefined {
  if (Array.isArray(value)) return fail(faults, "Start of list found where not expected");
  if (isShape(value)) return fail(faults, "Start of structure or map found where not expected.");
  return fail(faults, otherwise);
}

/** Whether `checkFields` would find nothing, without building what it would say. */
function fieldsFit(shape: Shape, fields: Fields): boolean {
  for (const key in fields) {
    const rule = fields[key]!;
    const value = shape[key];
    if (value === undefined || value === null) {
      if (rule.required) return false;
    } else if (!fits(value, rule)) return false;
  }
  return true;
}

function fits(value: Json, rule: Rule): boolean {
  switch (rule.type) {
    case "string": {
      const { length } = value as string;
      if (length < (rule.min ?? 0) || length > (rule.max ?? Infinity)) return false;
      const plain = rule.pattern === undefined && !rule.values;
      return plain || brokenConstraints(value, rule).length === 0;
    }
    case "blob":
      return decodedLength(value as string) <= (rule.max ?? Infinity);
    case "structure":
      return fieldsFit(value as Shape, rule.fields);
    case "list": {
      const items = value as Json[];
      if (items.length < (rule.min ?? 0) || items.length > (rule.max ?? Infinity)) return false;
      for (const item of items) if (item == null || !fits(item, rule.of)) return false;
      return true;
    }
    default:
      return brokenConstraints(value, rule).length === 0;
  }
}

function checkFields(shape: Shape, fields: Fields, prefix: string, errors: string[]): void {
  for (const [key, rule] of Object.entries(fields)) {
    const path = `${prefix}${key.charAt(0).toLowerCase()}${key.slice(1)}`;
    check(shape[key], rule, path, errors);
  }
}

function check(value: Json, rule: Rule, path: string, errors: string[]): void {
  if (value === undefined || value === null) {
    if (rule.required) report(value, rule, path, NOT_NULL, errors);
    return;
  }
  for (const ending of brokenConstraints(value, rule)) report(value, rule, path, ending, errors);
  if (rule.type === "structure") checkFields(value as Shape, rule.fields, `${path}.`, errors);
  if (rule.type === "list") {
    const items = value as Json[];
    for (let i = 0; i < items.length && errors.length < ERRORS_MAX; i++) {
      if (isText(rule.of) && items[i] != null) continue;
      const member = `${path}.${i + 1}.member`;
      check(items[i], { ...rule.of, required: true }, member, errors);
    }
  }
}

function report(value: Json, rule: Rule, path: string, ending: string, errors: string[]): void {
  if (errors.length >= ERRORS_MAX) return;
  const shown = value === undefined || value === null ? "null" : `'${print(value, rule)}'`;
  errors.push(breachOf(shown, path, ending));
}

function brokenConstraints(value: Json, rule: Rule): string[] {
  switch (rule.type) {
    case "string": {
      const text = value as string;
      const broken = brokenRange(text.length, "length", rule.min, rule.max);
      if (rule.pattern !== undefined && !new RegExp(`^(?:${rule.pattern})$`).test(text)) {
        broken.unshift(`Member must satisfy regular expression pattern: ${rule.pattern}`);
      }
      if (rule.values && !rule.values.includes(text)) {
        broken.push(`Member must satisfy enum value set: [${rule.values.join(", ")}]`);
      }
      return broken;
    }
    case "integer":
      return brokenRange(value as number, "value", rule.min, rule.max);
    case "blob":
      return brokenRange(decodedLength(value as string), "length", undefined, rule.max);
    case "list":
      return brokenList(value as Json[], rule);
    case "map":
      return brokenMap(value as Record<string, string>, rule);
    default:
      return [];
  }
}

function brokenRange(size: number, what: string, min?: number, max?: number): string[] {
  if (min !== undefined && size < min) {
    return [`Member must have ${what} greater than or equal to ${min}`];
  }
  if (max !== undefined && size > max) {
    return [`Member must have ${what} less than or equal to ${max}`];
  }
  return [];
}

/** Texts in a list are told of together, with the path of the list. */
const isText = (of: Rule): of is StringRule & { min: number; max: number } =>
  of.type === "string" && of.max !== undefined;

function brokenList(items: readonly Json[], { of, min, max }: ListRule): string[] {
  const broken = brokenRange(items.length, "length", min, max);
  if (!isText(of)) return broken;
  const range = [of.min, of.max] as const;
  if (items.some((item) => item != null && isOutside(item as string, range))) {
    broken.push(`Member must satisfy constraint: ${bothLengths(range)}`);
  }
  return broken;
}

type Lengths = readonly [least: number, most: number];

const isOutside = (text: string, [min, max]: Lengths): boolean =>
  text.length < min || text.length > max;

const bothLengths = ([min, max]: Lengths): string =>
  `[Member must have length less than or equal to ${max}, ` +
  `Member must have length greater than or equal to ${min}]`;

function brokenMap(map: Record<string, string>, rule: MapRule): string[] {
  const keys = Object.keys(map);
  const broken = brokenRange(keys.length, "length", rule.min, rule.max);
  if (keys.some((key) => isOutside(key, rule.keys))) {
    broken.push(`Map keys must satisfy constraint: ${bothLengths(rule.keys)}`);
  }
  if (keys.some((key) => isOutside(map[key]!, rule.values))) {
    broken.push(`Map value must satisfy constraint: ${bothLengths(rule.values)}`);
  }
  return broken;
}

/** A value as the service's own language prints it. */
function print(value: Json, rule: Rule): string {
  switch (rule.type) {
    case "blob": {
      const length = decodedLength(value as string);
      return `java.nio.HeapByteBuffer[pos=0 lim=${length} cap=${length}]`;
    }
    case "list":
      return `[${(value as Json[]).map((item) => print(item, rule.of)).join(", ")}]`;
    case "map": {
      const pairs = Object.entries(value as Shape).map(([key, text]) => `${key}=${String(text)}`);
      return `{${pairs.join(", ")}}`;
    }
    case "structure":
      return `com.amazonaws.kinesis.v20131202.${rule.name}`;
    default:
      return String(value);
  }
}

function isShape(value: Json): value is Shape {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function notFinite(value: Json): boolean {
  return typeof value === "number" && !Number.isFinite(value);
}
