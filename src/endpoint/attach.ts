import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { makeFrame, type Models } from "../engine/public.ts";
import {
  decodeMessage,
  encodeMessage,
  type AttachCopy,
  type AttachPull,
} from "../protocol/attach.ts";
import type { CommandResult, Frame } from "../protocol/frame.ts";
import { ENGINE_VERSION } from "../protocol/log.ts";
import type { PullRequest } from "../protocol/session.ts";
import { isCommand } from "./commands.ts";
import { copyText } from "./copy.ts";
import type { Host } from "./host.ts";
import { isAllowedHost, isAllowedOrigin } from "./loopback.ts";

/** Frames of one page are at least this far apart. */
const FRAME_MS = 30;
const MESSAGE_BYTES_MOST = 4 * 1_048_576;
const PAGES_MOST = 16;
/** Commands of a page that are known again when its line broke before they were acknowledged. */
const RESULTS_KEPT = 64;

interface AttachOptions {
  readonly models: Models;
  readonly host: string;
  readonly token: string;
  readonly allowOrigins?: readonly string[];
}

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Pages that watch the run over a WebSocket: they pull frames, and their commands are obeyed. */
export class Attachments {
  private readonly host: Host;
  private readonly options: AttachOptions;
  private readonly sockets: WebSocketServer;
  /** By page: results of its latest commands by their ids. */
  private readonly results = new Map<string, Map<number, CommandResult>>();

  constructor(host: Host, options: AttachOptions) {
    this.host = host;
    this.options = options;
    this.sockets = new WebSocketServer({
      noServer: true,
      maxPayload: MESSAGE_BYTES_MOST,
      perMessageDeflate: false,
    });
  }

  readonly onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", () => undefined);
    const url = new URL(request.url ?? "/", "http://endpoint");
    const status = this.refusal(request, url);
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    this.sockets.handleUpgrade(request, socket, head, (page) => {
      this.serve(page, url.searchParams.get("page") ?? "");
    });
  };

  close(): void {
    for (const page of this.sockets.clients) page.terminate();
    this.sockets.close();
  }

  private refusal({ headers }: IncomingMessage, url: URL): string | undefined {
    const { allowOrigins, host, token } = this.options;
    if (url.pathname !== "/__attach") return "404 Not Found";
    const known =
      isAllowedOrigin(headers.origin, allowOrigins) && isAllowedHost(headers.host, host);
    if (!known || !sameText(url.searchParams.get("token") ?? "", token)) return "403 Forbidden";
    return this.sockets.clients.size >= PAGES_MOST ? "503 Service Unavailable" : undefined;
  }

  private serve(page: WebSocket, name: string): void {
    page.on("error", () => page.terminate());
    let sentMs = -FRAME_MS;
    let timer: NodeJS.Timeout | undefined;
    page.on("close", () => clearTimeout(timer));
    page.on("message", (data: Buffer, binary) => {
      const pull = binary ? messageIn(data) : undefined;
      if (pull && "copy" in pull) return void this.giveCopy(page, pull.n);
      if (!pull || timer) return page.close(1008, "That is no pull.");
      const results = this.obey(name, pull.request.commands);
      const waitMs = Math.max(0, sentMs + FRAME_MS - performance.now());
      timer = setTimeout(() => {
        timer = undefined;
        sentMs = performance.now();
        void this.answer(page, pull, results);
      }, waitMs);
    });
    const { log } = this.host.run;
    const { payloadBudget: _budget, ...header } = log;
    const speed = this.host.clock.anchor.speed;
    page.send(
      encodeMessage({
        type: "hello",
        log: { ...header, entries: [] },
        speed,
        engine: ENGINE_VERSION,
      }),
    );
  }

  private obey(name: string, commands: PullRequest["commands"]): CommandResult[] {
    const known = this.results.get(name) ?? new Map<number, CommandResult>();
    this.results.delete(name);
    this.results.set(name, known);
    if (this.results.size > PAGES_MOST) this.results.delete([...this.results.keys()][0]!);
    return commands.map(({ id, command }) => {
      const before = known.get(id);
      if (before) return before;
      const outcome = this.host.obey(command);
      const result: CommandResult = { id, atUs: this.host.nowUs, outcome };
      known.set(id, result);
      if (known.size > RESULTS_KEPT) known.delete([...known.keys()][0]!);
      return result;
    });
  }

  private async answer(page: WebSocket, pull: AttachPull, results: CommandResult[]): Promise<void> {
    try {
      this.host.step();
      const frame = this.frame(pull.request, results);
      const message = encodeMessage({ type: "frame", n: pull.n, frame });
      await this.host.commit();
      page.send(message);
    } catch {
      page.close(1011, "The frame could not be made.");
    }
  }

  private async giveCopy(page: WebSocket, n: number): Promise<void> {
    try {
      const text = copyText(this.host);
      await this.host.commit();
      page.send(encodeMessage({ type: "copy", n, ...(text === undefined ? {} : { text }) }));
    } catch {
      page.close(1011, "The copy could not be made.");
    }
  }

  private frame({ goal, viewport }: PullRequest, results: CommandResult[]): Frame {
    const { run, clock } = this.host;
    const playing = goal.mode === "play";
    return makeFrame(run, viewport, {
      goal: { id: goal.id, done: !playing, progress: 1, toUs: run.world.nowUs },
      achievedSpeed: playing ? clock.anchor.speed : 0,
      results,
      log: { from: 0, entries: [] },
    });
  }
}

const isShape = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isPull = ({ request }: Record<string, unknown>): boolean => {
  if (!isShape(request)) return false;
  const { goal, viewport, commands } = request;
  return (
    isShape(goal) &&
    isShape(viewport) &&
    Array.isArray(commands) &&
    commands.every(
      (each) => isShape(each) && typeof each["id"] === "number" && isCommand(each["command"]),
    )
  );
};

const messageIn = (data: Buffer): AttachPull | AttachCopy | undefined => {
  try {
    const message = decodeMessage(data);
    if (!isShape(message) || typeof message["n"] !== "number") return undefined;
    const sound = message["copy"] === true || isPull(message);
    return sound ? (message as unknown as AttachPull | AttachCopy) : undefined;
  } catch {
    return undefined;
  }
};
