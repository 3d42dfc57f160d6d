import type { ActorRole, Params, ParamValue } from "./log.ts";

/** A parameter of a kind, as data: the form, the schema, the link format and the engine read it. */
export type ParamSpec =
  | {
      readonly key: string;
      readonly type: "number";
      readonly default: number;
      readonly min: number;
      readonly max: number;
      readonly integer?: boolean;
      readonly unit: string;
      /** Draw the control on a logarithmic scale. */
      readonly log?: boolean;
      /** Shown only while another parameter has one of these values. */
      readonly when?: { readonly key: string; readonly is: readonly ParamValue[] };
      /** True where AWS states no figure and the value is ours. */
      readonly assumption?: boolean;
      readonly group: string;
    }
  | {
      readonly key: string;
      readonly type: "choice";
      readonly default: string;
      readonly choices: readonly string[];
      readonly when?: { readonly key: string; readonly is: readonly ParamValue[] };
      readonly group: string;
    }
  | {
      readonly key: string;
      readonly type: "boolean";
      readonly default: boolean;
      readonly when?: { readonly key: string; readonly is: readonly ParamValue[] };
      readonly group: string;
    }
  /** Text with an editor of its own; not drawn in the form. */
  | {
      readonly key: string;
      readonly type: "text";
      readonly default: string;
      /** UTF-16 units, at most. */
      readonly max: number;
      readonly when?: { readonly key: string; readonly is: readonly ParamValue[] };
      readonly group: string;
    };

/** What both worlds know of a kind of producer or consumer. */
export interface KindMeta {
  readonly kind: string;
  readonly role: ActorRole;
  readonly awsName: string;
  readonly params: readonly ParamSpec[];
  readonly signals: readonly string[];
  readonly docUrl: string;
}

/** The full parameters: the given ones over the defaults. Unknown keys are left in for `checkParams`. */
export const withDefaults = (meta: KindMeta, params: Params): Params => {
  const out: Record<string, ParamValue> = {};
  for (const spec of meta.params) out[spec.key] = spec.default;
  return { ...out, ...params };
};

/** The first fault of the parameters as a sentence (what, where, what to do), or undefined. */
export const checkParams = (meta: KindMeta, params: Params): string | undefined => {
  for (const key of Object.keys(params)) {
    const spec = meta.params.find((each) => each.key === key);
    const value = params[key];
    if (!spec) return `${meta.kind} has no parameter '${key}'.`;
    const wrong = faultOf(spec, value);
    if (wrong) return `${meta.kind}.${key}: ${wrong}`;
  }
  return undefined;
};

const faultOf = (spec: ParamSpec, value: ParamValue | undefined): string | undefined => {
  if (spec.type === "choice") {
    const known = typeof value === "string" && spec.choices.includes(value);
    return known ? undefined : `'${String(value)}' is not one of ${spec.choices.join(", ")}.`;
  }
  if (spec.type === "boolean") {
    return typeof value === "boolean" ? undefined : `'${String(value)}' is not true or false.`;
  }
  if (spec.type === "text") {
    if (typeof value !== "string") return `'${String(value)}' is not text.`;
    const { length } = value;
    return length <= spec.max ? undefined : `${length} characters; at most ${spec.max} are kept.`;
  }
  if (typeof value !== "number" || !Number.isFinite(value)) {
    return `'${String(value)}' is not a number.`;
  }
  if (spec.integer === true && !Number.isInteger(value)) return `${value} is not a whole number.`;
  const inside = value >= spec.min && value <= spec.max;
  return inside
    ? undefined
    : `${value} ${spec.unit} is outside ${spec.min} to ${spec.max} ${spec.unit}.`;
};
