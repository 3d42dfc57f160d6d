import { expect, test } from "../support/playground.ts";

test("nothing leaves the sandbox, with every native name in place", async ({ page, baseURL }) => {
  const answered: string[] = [];
  page.on("response", (response) => answered.push(response.url()));
  await page.goto("./#v=1&play=0&c=hand");
  await page.waitForFunction(() => window.__shardscope !== undefined);
  const told = await page.evaluate(async (address) => {
    const attempts = async (base: string, post: (found: string[]) => void): Promise<void> => {
      const found: string[] = [];
      const attempt = async (name: string, does: () => unknown): Promise<void> => {
        try {
          const value = await does();
          found.push(`${name}: ${typeof value === "string" ? value : "reached"}`);
        } catch (error) {
          found.push(`${name}: ${(error as Error).name}`);
        }
      };
      const socket = (): Promise<unknown> =>
        new Promise((resolve, reject) => {
          const made = new WebSocket(base.replace("http", "ws"));
          made.addEventListener("open", () => resolve(undefined));
          made.addEventListener("error", () => reject(new TypeError("refused")));
        });
      const database = (): Promise<unknown> =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open("x");
          request.addEventListener("success", () => resolve(undefined));
          request.addEventListener("error", () => reject(request.error ?? new Error("refused")));
        });
      const heard = (): Promise<unknown> =>
        new Promise((resolve, reject) => {
          const channel = new BroadcastChannel("walls");
          channel.addEventListener("message", ({ data }) => {
            if (data !== "from inside") resolve(undefined);
          });
          channel.postMessage("from inside");
          setTimeout(() => reject(new DOMException("nobody", "SilenceError")), 500);
        });
      await attempt("origin", () => self.origin);
      await attempt("fetch", () => fetch(base));
      await attempt("fetch no-cors", () => fetch(base, { mode: "no-cors" }));
      await attempt("XMLHttpRequest", () => {
        const request = new XMLHttpRequest();
        request.open("GET", base, false);
        request.send();
      });
      await attempt("WebSocket", socket);
      await attempt("importScripts", () =>
        (self as unknown as { importScripts: (url: string) => void }).importScripts(base),
      );
      await attempt("import()", () => import(/* @vite-ignore */ base));
      await attempt(
        "import() of data",
        () => import(/* @vite-ignore */ `data:text/javascript,${0}`),
      );
      await attempt("indexedDB", database);
      await attempt("caches", () => caches.open("x"));
      await attempt("BroadcastChannel", heard);
      await attempt(
        "EventSource",
        () =>
          new Promise((resolve, reject) => {
            const source = new EventSource(base);
            source.addEventListener("open", () => resolve(undefined));
            source.addEventListener("error", () => reject(new TypeError("refused")));
          }),
      );
      await attempt("parent", () => (parent as unknown as Window).document);
      post(found);
    };
    const bundle = `onmessage = ({ ports: [, page] }) =>
      (${attempts.toString()})(${JSON.stringify(address)}, (found) => page.postMessage(found));`;
    const outside = new BroadcastChannel("walls");
    const overheard = new Promise((resolve) => {
      outside.addEventListener("message", () => resolve("overheard"));
    });
    setInterval(() => outside.postMessage("from outside"), 50);
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.src = "sandbox.html";
    const engine = new MessageChannel();
    const page = new MessageChannel();
    const found = new Promise((resolve) => {
      page.port1.addEventListener("message", ({ data }) => resolve(data));
      page.port1.start();
    });
    frame.addEventListener("load", () => {
      frame.contentWindow?.postMessage({ bundle, start: {} }, "*", [engine.port2, page.port2]);
    });
    document.body.append(frame);
    return Promise.race([found, overheard]);
  }, `${baseURL}?from-inside`);
  expect(told).toEqual([
    "origin: null",
    "fetch: TypeError",
    "fetch no-cors: TypeError",
    "XMLHttpRequest: NetworkError",
    "WebSocket: TypeError",
    "importScripts: NetworkError",
    "import(): TypeError",
    "import() of data: TypeError",
    "indexedDB: SecurityError",
    "caches: ReferenceError",
    "BroadcastChannel: SilenceError",
    "EventSource: TypeError",
    "parent: ReferenceError",
  ]);
  expect(answered.filter((url) => url.includes("from-inside"))).toEqual([]);
});

test("the frame serves nobody who has not sandboxed it", async ({ page }) => {
  await page.goto("./#v=1&play=0&c=hand");
  const answered = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const frame = document.createElement("iframe");
        frame.src = "sandbox.html";
        const channel = new MessageChannel();
        channel.port1.addEventListener("message", () => resolve(true));
        channel.port1.start();
        frame.addEventListener("load", () => {
          const bundle = "onmessage = ({ ports: [port] }) => port.postMessage(0);";
          frame.contentWindow?.postMessage({ bundle, start: {} }, "*", [channel.port2]);
          setTimeout(() => resolve(false), 1_000);
        });
        document.body.append(frame);
      }),
  );
  expect(answered).toBe(false);
});
