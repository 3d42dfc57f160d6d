import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import type { LaunchOptions } from "@playwright/test";

type Source = "installed" | "playwright" | "sparticuz";

const INSTALLED = [
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/snap/bin/chromium",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

const FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--font-render-hinting=none",
];

/**
 * Unpacks the browser inside `@sparticuz/chromium`, with the few libraries a bare Linux lacks, into
 * node_modules/.cache. The package unpacks to the temporary folder the environment names, and the
 * libraries only where it believes itself on Amazon Linux.
 */
const unpacked = async (): Promise<LaunchOptions> => {
  const cache = fileURLToPath(new URL("../../node_modules/.cache/chromium/", import.meta.url));
  const kept = { ...process.env };
  mkdirSync(cache, { recursive: true });
  process.env["TMPDIR"] = cache;
  process.env["AWS_EXECUTION_ENV"] = "AWS_Lambda_nodejs20.x";
  const { default: packed } = await import("@sparticuz/chromium");
  const executablePath = await packed.executablePath();
  process.env = kept;
  const env: Record<string, string> = { LD_LIBRARY_PATH: `${cache}al2023/lib` };
  if (!existsSync("/etc/fonts/fonts.conf")) {
    const fonts = `<fontconfig><dir>${cache}fonts</dir><cachedir>${cache}</cachedir></fontconfig>`;
    writeFileSync(`${cache}fonts/fonts.conf`, fonts);
    env["FONTCONFIG_PATH"] = `${cache}fonts`;
  }
  for (const [name, value] of Object.entries(kept)) if (value !== undefined) env[name] ??= value;
  return { executablePath, env };
};

const find: Readonly<Record<Source, () => Promise<LaunchOptions | undefined>>> = {
  installed: () => {
    const executablePath = INSTALLED.find((path) => existsSync(path));
    return Promise.resolve(executablePath === undefined ? undefined : { executablePath });
  },
  playwright: () => {
    const executablePath = chromium.executablePath();
    return Promise.resolve(existsSync(executablePath) ? { executablePath } : undefined);
  },
  sparticuz: unpacked,
};

const isSource = (name: string): name is Source => Object.hasOwn(find, name);

/**
 * Launch options of the first browser there is: an installed Chrome or Chromium, Playwright's own,
 * the one inside `@sparticuz/chromium`. `SHARDSCOPE_BROWSER` names a source or an executable.
 */
export const browserLaunch = async (): Promise<LaunchOptions> => {
  const wished = process.env["SHARDSCOPE_BROWSER"] ?? "";
  if (wished !== "" && !isSource(wished)) return { executablePath: wished, args: FLAGS };
  const sources: readonly Source[] = isSource(wished)
    ? [wished]
    : ["installed", "playwright", "sparticuz"];
  for (const source of sources) {
    const found = await find[source]();
    if (found !== undefined) return { ...found, args: FLAGS };
  }
  throw new Error(`No browser found as '${sources.join("', '")}'; install Chrome or Chromium.`);
};
