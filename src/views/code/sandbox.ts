import {
  type FromSandbox,
  LINE_TONES,
  type Said,
  SANDBOX_LIMITS,
  type SandboxStart,
} from "../../protocol/sandbox.ts";

type Fields = Readonly<Record<string, unknown>>;

const TEXT_MAX = 4_000;

const textOf = (value: unknown): string =>
  (typeof value === "string" ? value : "").slice(0, TEXT_MAX);
const timeOf = (value: unknown): number =>
  typeof value === "number" && value >= 0 && Number.isFinite(value) ? value : 0;

const fieldsOf = (data: unknown): Fields | undefined =>
  typeof data === "object" && data !== null ? (data as Fields) : undefined;
const saidOf = (fields: Fields): Said => ({
  tone: LINE_TONES.find((each) => each === fields["tone"]) ?? "log",
  text: textOf(fields["text"]),
  atUs: timeOf(fields["atUs"]),
});
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.slice(-SANDBOX_LIMITS.tail) : [];

/** What came out of a sandbox, where anything can come from; undefined when it is no message. */
export const readFromSandbox = (data: unknown): FromSandbox | undefined => {
  const fields = fieldsOf(data);
  if (!fields) return undefined;
  const atUs = timeOf(fields["atUs"]);
  const text = textOf(fields["text"]);
  switch (fields["type"]) {
    case "line":
      return { type: "line", ...saidOf(fields) };
    case "tail": {
      const lines = listOf(fields["lines"]).map((each) => saidOf(fieldsOf(each) ?? {}));
      return { type: "tail", dropped: Math.floor(timeOf(fields["dropped"])), lines };
    }
    case "ready":
    case "done":
      return { type: fields["type"], atUs };
    case "failed": {
      const { line } = fields;
      const place = typeof line === "number" && Number.isInteger(line) && line > 0 ? { line } : {};
      return { type: "failed", text, syntax: fields["syntax"] === true, ...place, atUs };
    }
    default:
      return undefined;
  }
};

/** Why a frame gave its program up: two seconds without a word, or its script would not load. */
export type Broken = "silent" | "broken";

export interface Sandbox {
  /** The bundle that makes a worker a program's. */
  readonly bundle: string;
  readonly start: SandboxStart;
  readonly toEngine: MessagePort;
  readonly hear: (message: unknown) => void;
  readonly broke: (why: Broken) => void;
}

/**
 * A frame of an origin of its own, whose policy lets nothing out, with one worker in it. Returns
 * what takes the frame away, and the worker with it.
 */
export const openSandbox = ({ bundle, start, toEngine, hear, broke }: Sandbox): (() => void) => {
  const frame = document.createElement("iframe");
  const page = new MessageChannel();
  frame.setAttribute("sandbox", "allow-scripts");
  frame.hidden = true;
  frame.title = "Sandbox";
  frame.src = new URL("sandbox.html", document.baseURI).href;
  page.port1.addEventListener("message", ({ data }) => {
    hear(data);
  });
  page.port1.start();
  frame.addEventListener("load", () => {
    // An opaque origin has no name to address it by; the frame looks who speaks to it.
    frame.contentWindow?.postMessage({ bundle, start }, "*", [toEngine, page.port2]);
  });
  const onMessage = ({ source, data }: MessageEvent): void => {
    if (source !== frame.contentWindow) return;
    if (data === "silent" || data === "broken") broke(data);
  };
  window.addEventListener("message", onMessage);
  document.body.append(frame);
  return () => {
    window.removeEventListener("message", onMessage);
    page.port1.close();
    frame.remove();
  };
};
