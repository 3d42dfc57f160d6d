/** HTTP/1.1 and cleartext HTTP/2 with prior knowledge on one port; bodies read whole, within limits. */
import * as http from "node:http";
import * as http2 from "node:http2";
import * as net from "node:net";
import type { Duplex } from "node:stream";
import { BODY_BYTES_MAX, type WireRequest } from "../wire/index.ts";

/** What a client may take, and how much may be held at once. */
export interface Limits {
  readonly bodyBytes: number;
  /** Bodies of all requests being read. */
  readonly heldBytes: number;
  readonly connections: number;
  /** To the first byte, and to the end of the headers. */
  readonly headersMs: number;
  /** To the end of a request. */
  readonly requestMs: number;
  /** A connection on which nothing moves. */
  readonly idleMs: number;
}

export const LIMITS: Limits = {
  bodyBytes: BODY_BYTES_MAX,
  heldBytes: 256 * 1_048_576,
  connections: 4_096,
  headersMs: 10_000,
  requestMs: 30_000,
  idleMs: 75_000,
};

/** What the replies of both protocols have alike. */
export interface Reply {
  readonly headersSent: boolean;
  readonly destroyed: boolean;
  readonly writableLength: number;
  writeHead(status: number, headers: Record<string, string>): unknown;
  write(bytes: Uint8Array): unknown;
  end(bytes: Uint8Array): unknown;
  destroy(): unknown;
  setTimeout(ms: number): unknown;
  on(event: "close", listener: () => void): unknown;
}
type Answering = http.ServerResponse | http2.Http2ServerResponse;
type Incoming = http.IncomingMessage | http2.Http2ServerRequest;

export interface Handlers {
  readonly onRequest: (request: WireRequest, reply: Reply) => void;
  readonly onUpgrade: (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void;
}

const PREFACE = Buffer.from("PRI * HTTP/2.0\r\n");
const HEADER_BYTES_MAX = 16_384;
const STREAMS_MAX = 256;

const headersOf = (incoming: Incoming): Record<string, string> => {
  const out: Record<string, string> = {};
  const { headers } = incoming;
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || (name.startsWith(":") && name !== ":authority")) continue;
    out[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return out;
};

/** An answer without a body, behind which the connection is closed. */
const turnAway = (incoming: Incoming, reply: Answering, status: number): void => {
  if (reply.headersSent) return;
  incoming.pause();
  const own: http.OutgoingHttpHeaders = { "content-length": "0" };
  if ("createPushResponse" in reply) {
    reply.writeHead(status, own);
    reply.end(() => reply.stream.close(http2.constants.NGHTTP2_NO_ERROR));
    return;
  }
  reply.writeHead(status, { ...own, connection: "close" });
  reply.end(() => incoming.socket.destroySoon());
};

/** Reads requests off both protocols' servers and hands them on whole. */
class Reader {
  held = 0;
  private readonly limits: Limits;
  private readonly onRequest: Handlers["onRequest"];

  constructor(limits: Limits, onRequest: Handlers["onRequest"]) {
    this.limits = limits;
    this.onRequest = onRequest;
  }

  readonly read = (incoming: Incoming, reply: Answering): void => {
    const { limits } = this;
    const declared = Number(incoming.headers["content-length"] ?? 0);
    if (declared > limits.bodyBytes) return turnAway(incoming, reply, 413);
    if (this.held + declared > limits.heldBytes) return turnAway(incoming, reply, 503);
    const chunks: Buffer[] = [];
    let bytes = 0;
    let over = false;
    const letGo = (): void => {
      this.held -= bytes;
      bytes = 0;
    };
    incoming.on("data", (chunk: Buffer) => {
      if (over) return;
      chunks.push(chunk);
      bytes += chunk.length;
      this.held += chunk.length;
      if (bytes <= limits.bodyBytes && this.held <= limits.heldBytes) return;
      over = true;
      chunks.length = 0;
      turnAway(incoming, reply, bytes > limits.bodyBytes ? 413 : 503);
      letGo();
    });
    incoming.on("end", () => {
      if (over) return;
      const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      letGo();
      const { method = "GET", url = "/" } = incoming;
      this.onRequest({ method, path: url, headers: headersOf(incoming), body }, reply);
    });
    incoming.on("error", () => undefined);
    incoming.on("close", letGo);
    reply.on("error", () => undefined);
  };
}

const makeHttp1 = (limits: Limits, reader: Reader, onUpgrade: Handlers["onUpgrade"]) => {
  const server = http.createServer(
    {
      maxHeaderSize: HEADER_BYTES_MAX,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
      noDelay: true,
    },
    reader.read,
  );
  server.setTimeout(limits.idleMs);
  server.on("upgrade", onUpgrade);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
    const status = STATUS_OF[error.code ?? ""] ?? "400 Bad Request";
    socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () =>
      socket.destroy(),
    );
  });
  // It never listens by itself: this starts its watch over slow clients.
  server.emit("listening");
  return server;
};

const STATUS_OF: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

const makeHttp2 = (limits: Limits, reader: Reader) => {
  const server = http2.createServer(
    {
      settings: { maxConcurrentStreams: STREAMS_MAX, initialWindowSize: 1_048_576 },
      maxSessionInvalidFrames: 100,
      maxSessionRejectedStreams: 100,
    },
    reader.read,
  );
  server.setTimeout(0);
  server.on("session", (session) => {
    session.setLocalWindowSize(4 * 1_048_576);
    let streams = 0;
    session.on("stream", (stream) => {
      streams += 1;
      stream.on("close", () => (streams -= 1));
    });
    session.setTimeout(limits.idleMs, () => {
      if (streams === 0) session.destroy();
    });
    session.on("error", () => session.destroy());
  });
  server.on("stream", (stream) => {
    const timer = setTimeout(() => {
      if (!stream.readableEnded) stream.close(http2.constants.NGHTTP2_CANCEL);
    }, limits.requestMs);
    timer.unref();
    stream.setTimeout(limits.idleMs, () => stream.close(http2.constants.NGHTTP2_CANCEL));
    stream.on("error", () => undefined);
    stream.on("close", () => clearTimeout(timer));
  });
  server.on("sessionError", () => undefined);
  return server;
};

/** The port: looks at a connection's first bytes and gives it to the protocol they speak. */
export class Port {
  private readonly sockets = new Set<net.Socket>();
  private readonly server: net.Server;
  private readonly http1: http.Server;
  private readonly http2: http2.Http2Server;
  private readonly limits: Limits;

  constructor(handlers: Handlers, limits: Limits = LIMITS) {
    const reader = new Reader(limits, handlers.onRequest);
    this.limits = limits;
    this.http1 = makeHttp1(limits, reader, handlers.onUpgrade);
    this.http2 = makeHttp2(limits, reader);
    this.server = net.createServer({ noDelay: true, pauseOnConnect: false }, this.sniff);
    this.server.maxConnections = limits.connections;
  }

  listen(port: number, host: string): Promise<net.AddressInfo> {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, host, () => {
        this.server.off("error", reject);
        resolve(this.server.address() as net.AddressInfo);
      });
    });
  }

  /** Takes no more connections and cuts those there are. */
  close(): Promise<void> {
    this.http1.close();
    this.http2.close();
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      for (const socket of this.sockets) socket.destroy();
    });
  }

  private readonly sniff = (socket: net.Socket): void => {
    this.sockets.add(socket);
    socket.on("close", () => this.sockets.delete(socket));
    socket.on("error", () => undefined);
    socket.setKeepAlive(true, this.limits.idleMs);
    const timer = setTimeout(() => socket.destroy(), this.limits.headersMs);
    socket.on("close", () => clearTimeout(timer));
    let first: Buffer = Buffer.alloc(0);
    const look = (): void => {
      for (let chunk: Buffer | null; (chunk = socket.read() as Buffer | null) !== null;) {
        first = first.length === 0 ? chunk : Buffer.concat([first, chunk]);
      }
      if (first.length === 0) return;
      const seen = Math.min(first.length, PREFACE.length);
      const isPreface = first.compare(PREFACE, 0, seen, 0, seen) === 0;
      if (isPreface && seen < PREFACE.length) return;
      clearTimeout(timer);
      socket.off("readable", look);
      socket.unshift(first);
      (isPreface ? this.http2 : this.http1).emit("connection", socket);
    };
    socket.on("readable", look);
  };
}
