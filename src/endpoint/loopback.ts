import { isIP } from "node:net";

/** A name or address of this machine alone. */
export const isLoopback = (name: string): boolean => {
  const bare = name.replace(/^\[|\]$/g, "").toLowerCase();
  if (bare === "localhost" || bare.endsWith(".localhost") || bare === "::1") return true;
  return isIP(bare) === 4 && bare.startsWith("127.");
};

const hostOf = (url: string): string | undefined => {
  try {
    return new URL(url).hostname;
  } catch {
    return undefined;
  }
};

/** Whether a page of this origin may speak to the endpoint's own addresses; programs have none. */
export const isAllowedOrigin = (
  origin: string | undefined,
  allowed: readonly string[] = [],
): boolean => {
  if (origin === undefined || allowed.includes(origin)) return true;
  const host = hostOf(origin);
  return host !== undefined && isLoopback(host);
};

/** A name that leads here by a detour through a foreign name server is not one of this machine. */
export const isAllowedHost = (header: string | undefined, bound: string): boolean => {
  if (!isLoopback(bound)) return true;
  const host = hostOf(`http://${header ?? ""}`);
  return host !== undefined && isLoopback(host);
};
