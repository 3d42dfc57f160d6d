import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const FOLDER = "/lessons/kinesis/";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** A server that knows nothing but files, in a folder of its own. */
const serve = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://files");
      const name = pathname === FOLDER ? "index.html" : pathname.slice(FOLDER.length);
      const file = join(DIST, name);
      if (!pathname.startsWith(FOLDER) || name.includes("..") || !existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" });
      createReadStream(file).pipe(response);
    }).listen(0, "127.0.0.1", () => {
      resolve(server);
    });
  });

test("the built folder runs under a sub-path of a plain file server", async ({ page }) => {
  const server = await serve();
  const { port } = server.address() as AddressInfo;
  const missing: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  await page.goto(`http://127.0.0.1:${port}${FOLDER}#v=1&s=hot-shard&t=5&c=hand`);
  await page.waitForFunction(() => window.__shardscope?.frame()?.atUs === 5e6);
  await page.getByRole("button", { name: "Metrics" }).click();
  await expect(page.getByText("IncomingRecords").first()).toBeVisible();
  expect(missing).toEqual([]);
  await page.close();
  server.close();
});
