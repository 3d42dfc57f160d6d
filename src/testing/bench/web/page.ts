import type { Line } from "../line.ts";

declare global {
  interface Window {
    benchLines?: readonly Line[];
  }
}

const worker = new Worker(new URL("./load.worker.ts", import.meta.url), { type: "module" });
worker.addEventListener("message", ({ data }: MessageEvent<readonly Line[]>) => {
  window.benchLines = data;
});
