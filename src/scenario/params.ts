import { checkParams, type KindMeta, type ParamSpec } from "../protocol/kind.ts";
import type { Command, Log, Params, ParamValue } from "../protocol/log.ts";
import { refuse } from "./faults.ts";

const refuseParam = (spec: ParamSpec, value: ParamValue, where: string): void => {
  if (spec.type === "choice") {
    refuse("choice", where, { value: String(value), choices: spec.choices.join(", ") });
  } else if (spec.type === "boolean") {
    refuse("choice", where, { value: String(value), choices: "true, false" });
  } else if (spec.type === "text") {
    if (typeof value === "string") refuse("tooLong", where, { size: value.length, max: spec.max });
    else refuse("type", where, { received: JSON.stringify(value), expected: "string" });
  } else if (typeof value !== "number") {
    refuse("type", where, { received: JSON.stringify(value), expected: "number" });
  } else if (value >= spec.min && value <= spec.max) {
    refuse("whole", where, { value });
  } else {
    const { min, max, unit } = spec;
    refuse("paramRange", where, { value, min, max, unit });
  }
};

const checkParamsOf = (meta: KindMeta, params: Params, where: string): void => {
  for (const [key, value] of Object.entries(params)) {
    if (checkParams(meta, { [key]: value }) === undefined) continue;
    const spec = meta.params.find((each) => each.key === key);
    if (!spec) refuse("parameter", where, { kind: meta.kind, key });
    else refuseParam(spec, value, `${where}.${key}`);
  }
};

const checkAdd = (
  command: Extract<Command, { type: "AddActor" }>,
  metas: readonly KindMeta[],
  where: string,
): KindMeta => {
  const { role, kind } = command;
  const meta = metas.find((each) => each.kind === kind && each.role === role);
  if (!meta) {
    const kinds = metas.filter((each) => each.role === role).map((each) => each.kind);
    return refuse("kind", `${where}.kind`, { role, kind, kinds: kinds.join(", ") });
  }
  checkParamsOf(meta, command.params, `${where}.params`);
  return meta;
};

/**
 * Refuses parameters and signals that the actors' kinds do not have. What needs the run to be
 * known (an id that is gone, a stream that is not there) is left to the engine.
 */
export const checkActors = (log: Log, metas: readonly KindMeta[], where: string): void => {
  const kinds = new Map<number, KindMeta>();
  for (const [at, { command }] of log.entries.entries()) {
    const here = `${where}entries[${at}].command`;
    if (command.type === "AddActor") kinds.set(command.id, checkAdd(command, metas, here));
    if (command.type !== "UpdateActor" && command.type !== "Signal") continue;
    const meta = kinds.get(command.id);
    if (!meta) continue;
    if (command.type === "UpdateActor") {
      checkParamsOf(meta, command.params, `${here}.params`);
    } else if (!meta.signals.includes(command.signal)) {
      const { kind, signals } = meta;
      const values = { kind, signal: command.signal, signals: signals.join(", ") };
      refuse("signal", `${here}.signal`, values);
    }
  }
};
