/** A client as thin as can be: one connection, requests made beforehand, answers found by their ends. */
import { connect, type Socket } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

/** Bytes of a body that are looked at, at each of its ends: enough for the longest iterator. */
const EDGE = 2_048;

export interface Answer {
  readonly status: number;
  readonly bytes: number;
  /**
   * The body's first and last bytes; they overlap in a short one. Chunked bodies keep their chunk
   * sizes.
   */
  readonly head: Buffer;
  readonly tail: Buffer;
}

export const requestOf = (operation: string, input: object): Buffer => {
  const body = Buffer.from(JSON.stringify(input));
  const credential = "Credential=bench/20261123/us-east-1/kinesis/aws4_request";
  const head = [
    "POST / HTTP/1.1",
    "host: 127.0.0.1",
    "content-type: application/x-amz-json-1.1",
    `x-amz-target: Kinesis_20131202.${operation}`,
    "x-amz-date: 20261123T000000Z",
    `authorization: AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host;x-amz-date, Signature=00`,
    `content-length: ${body.length}`,
  ].join("\r\n");
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]);
};

/** Where a body of told length lies, from its answer's head; `end` is Infinity for a chunked one. */
interface Place {
  readonly status: number;
  readonly from: number;
  readonly end: number;
}

const placeIn = (all: Buffer): Place | undefined => {
  const headEnd = all.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = all.toString("latin1", 0, headEnd).toLowerCase();
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  const from = headEnd + HEAD_END.length;
  const end = length === undefined ? Infinity : from + Number(length);
  return { status: Number(head.slice(9, 12)), from, end };
};

/** At least `bytes` first bytes, if there are as many. */
const beginningOf = (chunks: readonly Buffer[], bytes: number): Buffer => {
  let at = 0;
  for (let held = 0; held < bytes && at < chunks.length; at++) held += chunks[at]!.length;
  return at === 1 ? chunks[0]! : Buffer.concat(chunks.slice(0, at));
};

/** The last `bytes` bytes. */
const endOf = (chunks: readonly Buffer[], bytes: number): Buffer => {
  let at = chunks.length;
  for (let held = 0; held < bytes;) held += chunks[--at]!.length;
  const end = at === chunks.length - 1 ? chunks[at]! : Buffer.concat(chunks.slice(at));
  return end.subarray(end.length - bytes);
};

export class Client {
  private readonly socket: Socket;
  private chunks: Buffer[] = [];
  private bytes = 0;
  private place: Place | undefined;
  private waiting:
    | { resolve: (answer: Answer) => void; reject: (error: Error) => void }
    | undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.take(chunk));
    socket.on("error", (error) => this.waiting?.reject(error));
    socket.on("close", () => this.waiting?.reject(new Error("the connection was cut")));
  }

  static open(port: number): Promise<Client> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => resolve(new Client(socket)));
      socket.once("error", reject);
    });
  }

  send(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    if (!this.place) {
      if (this.chunks.length > 1) this.chunks = [Buffer.concat(this.chunks)];
      this.place = placeIn(this.chunks[0]!);
    }
    if (!this.place) return;
    const { status, from, end } = this.place;
    const last = this.chunks.at(-1)!;
    const whole = end === Infinity ? last.subarray(-5).equals(LAST_CHUNK) : this.bytes >= end;
    if (!whole) return;
    const bytes = this.bytes - from;
    const head = beginningOf(this.chunks, from + EDGE).subarray(from, from + EDGE);
    const tail = endOf(this.chunks, Math.min(bytes, EDGE));
    this.chunks = [];
    this.bytes = 0;
    this.place = undefined;
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve({ status, bytes, head, tail });
  }
}
