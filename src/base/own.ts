/** What a record has of its own under a name; names like "constructor" are names like others. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

export const setOwn = <T>(record: Record<string, T>, name: string, value: T): T => {
  if (name === "__proto__") {
    const how = { configurable: true, enumerable: true, writable: true };
    Object.defineProperty(record, name, { value, ...how });
  } else record[name] = value;
  return value;
};
