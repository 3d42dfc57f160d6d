/** Deepest nesting of a body; the model needs 6, and what follows may recurse. */
export const DEPTH_MAX = 64;

/** Whether objects and lists nest beyond `left` levels. */
export const isDeeper = (value: unknown, left = DEPTH_MAX): boolean => {
  if (typeof value !== "object" || value === null) return false;
  if (left === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (isDeeper(item, left - 1)) return true;
    return false;
  }
  for (const key in value) {
    if (isDeeper((value as Record<string, unknown>)[key], left - 1)) return true;
  }
  return false;
};
