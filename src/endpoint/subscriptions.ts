import { encodeEvent, encodeStreamException, type WireStream } from "../wire/index.ts";
import type { Reply } from "./http.ts";

/** A client that leaves this much unread is cut. */
const UNREAD_BYTES_MOST = 32 * 1_048_576;

interface Open {
  readonly reply: Reply;
  readonly protocol: WireStream["protocol"];
  waiting: Uint8Array[];
  begun: boolean;
}

interface Failure {
  readonly name: string;
  readonly message: string;
}

/** The event streams of SubscribeToShard, by the engine's number of the subscription. */
export class Subscriptions {
  private readonly open = new Map<number, Open>();
  private readonly onGone: (subscription: number) => void;
  private readonly onPushed: () => void;

  /** `onGone` is told of each whose client closed the connection before the last event. */
  constructor(onGone: (subscription: number) => void, onPushed: () => void) {
    this.onGone = onGone;
    this.onPushed = onPushed;
  }

  /** Events that come before `begin` wait. */
  add({ subscription, protocol }: WireStream, reply: Reply): void {
    if (reply.destroyed) return this.onGone(subscription);
    this.open.set(subscription, { reply, protocol, waiting: [], begun: false });
    reply.on("close", () => {
      if (this.open.delete(subscription)) this.onGone(subscription);
    });
  }

  /** From now on connections are closed by this side, which tells nobody. */
  forget(): void {
    this.open.clear();
  }

  /** The answer's beginning has been sent. */
  begin(subscription: number): void {
    const open = this.open.get(subscription);
    if (!open) return;
    open.begun = true;
    for (const bytes of open.waiting) open.reply.write(bytes);
    open.waiting = [];
  }

  readonly push = (subscription: number, event: object | undefined, end: boolean): void => {
    const open = this.open.get(subscription);
    if (!open) return;
    if (event) this.write(open, this.encode(open, event));
    this.onPushed();
    if (end) this.finish(subscription, open);
  };

  private encode({ protocol }: Open, event: object): Uint8Array {
    const { name, message } = event as Partial<Failure>;
    if (name !== undefined) return encodeStreamException(name, message ?? "", protocol);
    return encodeEvent("SubscribeToShardEvent", event, protocol);
  }

  private write(open: Open, bytes: Uint8Array): void {
    if (!open.begun) {
      open.waiting.push(bytes);
      return;
    }
    open.reply.write(bytes);
    if (open.reply.writableLength > UNREAD_BYTES_MOST) open.reply.destroy();
  }

  private finish(subscription: number, open: Open): void {
    this.open.delete(subscription);
    open.reply.end(Buffer.concat(open.waiting));
  }
}
