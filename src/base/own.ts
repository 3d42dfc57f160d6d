/**
 * What a record of objects has of its own under a name; names like "constructor" are names like
 * others. All that is inherited is functions and, as `__proto__`, the prototype.
 */
export const own = <T extends object>(
  record: Readonly<Record<string, T>>,
  name: string,
): T | undefined => {
  const found = record[name];
  return typeof found === "function" || found === Object.prototype ? undefined : found;
};

export const setOwn = <T>(record: Record<string, T>, name: string, value: T): T => {
  if (name === "__proto__") {
    const how = { configurable: true, enumerable: true, writable: true };
    Object.defineProperty(record, name, { value, ...how });
  } else record[name] = value;
  return value;
};
