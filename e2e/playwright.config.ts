import { defineConfig } from "@playwright/test";
import { browserLaunch } from "./support/browser.ts";

const port = Number(process.env["SHARDSCOPE_PORT"] ?? 4317);
const address = `http://127.0.0.1:${port}`;

/** Wants the machine for itself, so it runs when the others are done. */
const TIMED = "journeys/first-second.spec.ts";

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  forbidOnly: process.env["CI"] !== undefined,
  fullyParallel: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  reporter: [["list"]],
  use: {
    baseURL: `${address}/`,
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "UTC",
    colorScheme: "light",
    // Filming every journey costs a third of its time; a failed one leaves its steps and one picture.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    screenshot: "only-on-failure",
    launchOptions: await browserLaunch(),
  },
  projects: [
    { name: "journeys", testMatch: "journeys/**/*.spec.ts", testIgnore: TIMED },
    { name: "timed", testMatch: TIMED, dependencies: ["journeys"] },
    { name: "screenshots", testMatch: "screenshots/**/*.shot.ts" },
  ],
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: "..",
    url: address,
    reuseExistingServer: false,
  },
});
