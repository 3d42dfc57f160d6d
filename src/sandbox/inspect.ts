/** Values as text for the output list, short and in plain notation. */
const DEPTH_MAX = 4;
const ITEMS_MAX = 50;

const decoder = new TextDecoder("utf-8", { fatal: true });

const bytesText = (bytes: Uint8Array): string => {
  try {
    return `bytes ${JSON.stringify(decoder.decode(bytes.subarray(0, 200)))}`;
  } catch {
    return `${bytes.length} bytes`;
  }
};

const listText = (open: string, items: readonly string[], close: string, more: number): string => {
  const all = more > 0 ? [...items, `… ${more} more`] : items;
  return all.length === 0 ? `${open}${close}` : `${open} ${all.join(", ")} ${close}`;
};

const keyText = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key));
const quoted = (text: string): string => JSON.stringify(text);

const objectText = (value: object, depth: number, within: readonly object[]): string => {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "no date" : value.toISOString();
  if (value instanceof Uint8Array) return bytesText(value);
  if (within.includes(value)) return "[itself]";
  if (depth >= DEPTH_MAX) return Array.isArray(value) ? "[…]" : "{…}";
  const inner = [...within, value];
  const show = (each: unknown): string => textOf(each, depth + 1, inner);
  if (Array.isArray(value)) {
    const items = value.slice(0, ITEMS_MAX).map(show);
    return listText("[", items, "]", value.length - items.length);
  }
  if (value instanceof Map) {
    const items = [...value]
      .slice(0, ITEMS_MAX)
      .map(([key, each]) => `${show(key)} → ${show(each)}`);
    return listText(`Map(${value.size}) {`, items, "}", value.size - items.length);
  }
  if (value instanceof Set) {
    const items = [...value].slice(0, ITEMS_MAX).map(show);
    return listText(`Set(${value.size}) {`, items, "}", value.size - items.length);
  }
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const items = entries.slice(0, ITEMS_MAX).map(([key, each]) => `${keyText(key)}: ${show(each)}`);
  return listText("{", items, "}", entries.length - items.length);
};

const textOf = (value: unknown, depth: number, within: readonly object[]): string => {
  if (typeof value === "string") return depth === 0 ? value : quoted(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `function ${value.name}`;
  if (typeof value === "object" && value !== null) return objectText(value, depth, within);
  return String(value);
};

/** One value as `console.log` prints it. */
export const inspect = (value: unknown): string => {
  try {
    return textOf(value, 0, []);
  } catch {
    return "[unreadable]";
  }
};
