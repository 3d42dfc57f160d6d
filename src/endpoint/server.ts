import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { Models } from "../engine/public.ts";
import type { Command } from "../protocol/log.ts";
import { answer, type Ask, type WireRequest, type WireResponse } from "../wire/index.ts";
import { Admin } from "./admin.ts";
import { Attachments } from "./attach.ts";
import { Callers } from "./callers.ts";
import type { Host } from "./host.ts";
import { LIMITS, Port, type Limits, type Reply } from "./http.ts";
import { Subscriptions } from "./subscriptions.ts";

export interface ServerOptions {
  readonly models: Models;
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly allowOrigins?: readonly string[];
  readonly limits?: Limits;
}

const JSON_TYPE = "application/x-amz-json-1.1";
const BRACE = 0x7b;
const NEWLINE = 0x0a;

/** A JSON body as it came, where it can stand in a line of the journal as it is. */
const rawOf = ({ headers, body }: WireRequest): Uint8Array | undefined => {
  if (!headers["content-type"]?.startsWith(JSON_TYPE)) return undefined;
  return body[0] === BRACE && !body.includes(NEWLINE) ? body : undefined;
};

/** Answers Kinesis's requests, the endpoint's own, and pages that attach. */
export class Server {
  private readonly host: Host;
  private readonly port: Port;
  private readonly callers: Callers;
  private readonly subscriptions: Subscriptions;
  private readonly admin: Admin;
  private readonly attachments: Attachments;
  private readonly options: ServerOptions;

  constructor(host: Host, options: ServerOptions) {
    this.host = host;
    this.options = options;
    this.callers = new Callers(host.run, options.models);
    this.admin = new Admin(host, options);
    this.attachments = new Attachments(host, options);
    this.subscriptions = new Subscriptions(
      (subscription) => {
        host.obey({ type: "EndSubscription", subscription });
        host.commit()?.catch(() => undefined);
      },
      () => host.mark(),
    );
    host.run.onPush = this.subscriptions.push;
    this.port = new Port(
      { onRequest: this.onRequest, onUpgrade: this.attachments.onUpgrade },
      options.limits ?? LIMITS,
    );
  }

  listen(): Promise<AddressInfo> {
    return this.port.listen(this.options.port, this.options.host);
  }

  close(): Promise<void> {
    this.attachments.close();
    this.subscriptions.forget();
    return this.port.close();
  }

  private readonly onRequest = (request: WireRequest, reply: Reply): void => {
    if (request.path.startsWith("/__")) {
      this.admin.answer(request, reply);
      return;
    }
    let called = false;
    const ask: Ask = (operation, input, { accessKeyId }) => {
      called = true;
      const caller = this.callers.idOf(operation, input, accessKeyId, this.add);
      const command: Command = {
        type: "Call",
        operation,
        input,
        ...(caller === undefined ? {} : { caller }),
      };
      return this.host.obey(command, rawOf(request));
    };
    const response = answer(request, ask, randomUUID(), this.host.epochMs());
    if (response.stream) this.subscriptions.add(response.stream, reply);
    if (called) this.afterCommit(response, reply);
    else send(response, reply);
  };

  private readonly add = (command: Command): boolean => this.host.obey(command).ok;

  private afterCommit(response: WireResponse, reply: Reply): void {
    const committed = this.host.commit();
    if (!committed) return this.give(response, reply);
    committed.then(
      () => this.give(response, reply),
      () => reply.destroy(),
    );
  }

  private give(response: WireResponse, reply: Reply): void {
    if (!response.stream) return send(response, reply);
    reply.setTimeout(0);
    reply.writeHead(response.status, response.headers);
    reply.write(response.body);
    this.subscriptions.begin(response.stream.subscription);
  }
}

const send = ({ status, headers, body }: WireResponse, reply: Reply): void => {
  if (reply.destroyed || reply.headersSent) return;
  try {
    reply.writeHead(status, headers);
    reply.end(body);
  } catch {
    // A header given back as it came may be none.
    reply.destroy();
  }
};
