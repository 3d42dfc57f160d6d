import type { SimUs } from "../../protocol/log.ts";

const UNITS: Readonly<Record<string, number>> = {
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  min: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
};
const PART = /^(\d+(?:\.\d+)?)(ms|s|min|m|h|d)/;
const COLONS = /^(?:(?:(\d+)d)?(\d+):)?(\d+):(\d+(?:\.\d+)?)$/;

const fromUnits = (text: string): SimUs | undefined => {
  let us = 0;
  for (let rest = text; rest !== "";) {
    const part = PART.exec(rest);
    const unit = UNITS[part?.[2] ?? ""];
    if (!part || unit === undefined) return undefined;
    us += Number(part[1]) * unit;
    rest = rest.slice(part[0].length);
  }
  return us;
};

const fromColons = (text: string): SimUs | undefined => {
  const found = COLONS.exec(text);
  if (!found) return undefined;
  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = found;
  const hoursInAll = Number(days) * 24 + Number(hours);
  return ((hoursInAll * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000_000;
};

/** A typed moment: "42.3" (seconds), "1:05", "1:05:00.250", "2 d 3:00:00", "90 s", "1h 30m". */
export const parseClock = (typed: string): SimUs | undefined => {
  const text = typed.replaceAll(/\s|,/g, "").toLowerCase();
  if (text === "") return undefined;
  const plain = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1_000_000 : undefined;
  const us = plain ?? fromColons(text) ?? fromUnits(text);
  return us !== undefined && us <= Number.MAX_SAFE_INTEGER ? Math.round(us) : undefined;
};
