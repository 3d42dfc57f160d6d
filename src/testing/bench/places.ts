import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const CACHE = join(ROOT, "node_modules/.cache/bench");

/** What the bench builds, outside the repository's own `dist`. */
export const BUILT = {
  node: join(CACHE, "node"),
  web: join(CACHE, "web"),
  page: join(CACHE, "page"),
} as const;

export const HERE = fileURLToPath(new URL("./", import.meta.url));
