import { makeReport } from "../engine/public.ts";
import type { WireRequest } from "../wire/index.ts";
import { copyText } from "./copy.ts";
import type { Host } from "./host.ts";
import type { Reply } from "./http.ts";
import { isAllowedHost, isAllowedOrigin } from "./loopback.ts";

const KNOWN = ["/__state", "/__log", "/__advance"];
const NO_COPY = "The run was told too much for a copy: 32 MiB or 100,000 commands at most.";
/** A hundred years. */
const FORWARD_MS_MOST = 3_155_760_000_000;

interface AdminOptions {
  readonly host: string;
  readonly allowOrigins?: readonly string[];
}

/** The endpoint's own addresses: `POST /__advance`, `GET /__state` and `GET /__log`. */
export class Admin {
  private readonly host: Host;
  private readonly options: AdminOptions;

  constructor(host: Host, options: AdminOptions) {
    this.host = host;
    this.options = options;
  }

  answer(request: WireRequest, reply: Reply): void {
    const { headers, method } = request;
    const path = request.path.replace(/\?.*$/s, "");
    const { host, allowOrigins } = this.options;
    const name = headers["host"] ?? headers[":authority"];
    if (!isAllowedOrigin(headers["origin"], allowOrigins) || !isAllowedHost(name, host)) {
      return json(reply, 403, { message: "Only this machine's own programs and pages may ask." });
    }
    if (path === "/__state" && method === "GET") {
      this.host.step();
      return json(reply, 200, makeReport(this.host.run, this.host.origin.replace(/^\w+ /, "")));
    }
    if (path === "/__log" && method === "GET") {
      const text = copyText(this.host);
      return text === undefined ? json(reply, 410, { message: NO_COPY }) : give(reply, 200, text);
    }
    if (path === "/__advance" && method === "POST") return this.advance(request, reply);
    json(reply, KNOWN.includes(path) ? 405 : 404, {
      message:
        'There are GET /__state, GET /__log and POST /__advance with a body like {"ms": 60000}.',
    });
  }

  private advance({ body }: WireRequest, reply: Reply): void {
    const ms = forwardOf(body);
    if (ms === undefined) {
      return json(reply, 400, {
        message: `ms: give a number from 0 to ${FORWARD_MS_MOST}, like {"ms": 60000}.`,
      });
    }
    // A long way takes longer than a connection may stand still.
    reply.setTimeout(0);
    this.host.advance(Math.round(ms * 1_000)).then(
      () => json(reply, 200, { atUs: this.host.nowUs }),
      () => reply.destroy(),
    );
  }
}

const forwardOf = (body: Uint8Array): number | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    const { ms } = (value ?? {}) as { ms?: unknown };
    return typeof ms === "number" && ms >= 0 && ms <= FORWARD_MS_MOST ? ms : undefined;
  } catch {
    return undefined;
  }
};

const json = (reply: Reply, status: number, value: object): void =>
  give(reply, status, `${JSON.stringify(value)}\n`);

const give = (reply: Reply, status: number, text: string): void => {
  if (reply.destroyed || reply.headersSent) return;
  const body = Buffer.from(text);
  reply.writeHead(status, {
    "content-type": "application/json",
    "content-length": String(body.length),
  });
  reply.end(body);
};
