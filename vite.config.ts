import react from "@vitejs/plugin-react";
import { build, type Plugin } from "vite";
import { defineConfig } from "vitest/config";

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  // An endpoint on this machine, to which a person attaches.
  "connect-src 'self' ws://127.0.0.1:* ws://localhost:*",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The built page forbids every request but its own; the dev server needs inline scripts, so only there not. */
const contentSecurityPolicy = (): Plugin => ({
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: policy },
      injectTo: "head-prepend",
    },
  ],
});

/** `./x.ts?inline` is the text of that script with all it imports, for where nothing is fetched. */
const programText = (): Plugin => ({
  name: "program-text",
  enforce: "pre",
  load: async (id) => {
    const [entry = "", query] = id.split("?");
    if (query !== "inline" || !entry.endsWith(".ts")) return undefined;
    const built = await build({
      configFile: false,
      logLevel: "warn",
      build: { write: false, target: "es2022", lib: { entry, formats: ["iife"], name: "program" } },
    });
    const chunks = [built].flat().flatMap((each) => ("output" in each ? each.output : []));
    const codes = chunks.flatMap((each) => (each.type === "chunk" ? [each.code] : []));
    if (codes.length !== 1) throw new Error(`${entry} is bundled to ${codes.length} scripts.`);
    return `export default ${JSON.stringify(codes[0])};`;
  },
});

/** What the worker begins with stands beside its script, whence later chunks may import it. */
const engineChunk = { name: "engine", test: /src\/worker\/serve\.ts$/ };

const rooms = (names: string, ends: string) => `src/{${names}}/**/*.test.${ends}`;

export default defineConfig({
  base: "./",
  plugins: [react(), contentSecurityPolicy(), programText()],
  worker: {
    format: "es",
    rolldownOptions: { output: { codeSplitting: { groups: [engineChunk] } } },
  },
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { port: 5173 },
  preview: { port: 4173 },
  test: {
    isolate: false,
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "engine",
          environment: "node",
          include: [rooms("base,aws,protocol,engine,kinds", "ts")],
          setupFiles: ["src/testing/setup/engine.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "page",
          environment: "happy-dom",
          include: [
            rooms(
              "session,store,viz,views,ui,i18n,app,scenario,exchange,wire,lessons,exam",
              "{ts,tsx}",
            ),
            "src/kinds/**/*.test.tsx",
          ],
        },
      },
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          include: [rooms("testing,headless,endpoint,worker,sandbox", "ts")],
        },
      },
    ],
  },
});
