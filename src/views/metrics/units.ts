import { formatBytes, formatCount, formatDuration } from "../../i18n/format.ts";
import type { Unit } from "./plan.ts";

/** A metric's value in its unit. */
export const formatValue = (value: number, unit: Unit): string => {
  if (!Number.isFinite(value)) return "–";
  if (unit === "Bytes") return formatBytes(value);
  return unit === "Milliseconds" ? formatDuration(value * 1_000) : formatCount(value);
};
