import { chromium, type Browser, type Page } from "@playwright/test";
import { preview } from "vite";
import { browserLaunch } from "../../../e2e/support/browser.ts";

/** Serves a built folder and opens a headless Chromium on it, for as long as `measure` takes. */
export const inChromium = async <T>(
  folder: string,
  measure: (browser: Browser, address: string) => Promise<T>,
): Promise<T> => {
  const server = await preview({
    configFile: false,
    logLevel: "error",
    build: { outDir: folder },
    preview: { host: "127.0.0.1", port: 4_391 },
  });
  const browser = await chromium.launch(await browserLaunch());
  try {
    return await measure(browser, server.resolvedUrls?.local[0] ?? "");
  } finally {
    await browser.close();
    await server.close();
  }
};

/** A page in a profile of its own, with nothing kept from before. */
export const freshPage = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 } });
  return context.newPage();
};
