import { Kinesis, type SubscribeToShardEventStream } from "@aws-sdk/client-kinesis";
import { Heard, type Told } from "./heard.ts";
import type { Target } from "./target.ts";

/** Between two calls: five a second is the lowest rate that most operations have. */
const PACE_MS = 210;
const TURNS_MOST = 900;

/** How many of several calls were taken, and what the first other one was told. */
export interface Burst {
  readonly accepted: number;
  readonly refusal: string;
}

const burstOf = (told: readonly string[]): Burst => ({
  accepted: told.filter((each) => each === "accepted").length,
  refusal: told.find((each) => each !== "accepted") ?? "none",
});

/** One case's way to a target: streams of its own, calls within their rates, refusals as texts. */
export class Lab {
  readonly sdk: Kinesis;
  readonly target: Target;
  /** Calls wait for one another, as long as AWS's rates want it. */
  paced = true;
  private readonly prefix: string;

  constructor(target: Target, prefix: string) {
    this.target = target;
    this.prefix = prefix;
    this.sdk = new Kinesis({
      region: "us-east-1",
      credentials: { accessKeyId: "behaviour", secretAccessKey: "any" },
      maxAttempts: 1,
      ...target.client,
    });
    this.sdk.middlewareStack.add(
      (next) => async (args) => {
        if (this.paced && target.movable) await target.pass(PACE_MS);
        return next(args);
      },
      { step: "initialize", name: "pace" },
    );
  }

  /** A name that no other case uses; what is observed shows the label alone. */
  name(label: string): string {
    return this.prefix + label;
  }

  /** A provisioned stream that is ACTIVE; its name. */
  async stream(ShardCount = 1, label = "s"): Promise<string> {
    const StreamName = this.name(label);
    await this.sdk.createStream({ StreamName, ShardCount });
    await this.settle(StreamName);
    return StreamName;
  }

  async arnOf(StreamName: string): Promise<string> {
    const { StreamDescriptionSummary: summary } = await this.sdk.describeStreamSummary({
      StreamName,
    });
    return summary?.StreamARN ?? "";
  }

  async status(StreamName: string): Promise<string> {
    const told = await this.told(this.sdk.describeStreamSummary({ StreamName }));
    if (typeof told === "string") return told;
    return told.StreamDescriptionSummary?.StreamStatus ?? "";
  }

  /** Until the stream is ACTIVE, or gone. */
  async settle(StreamName: string): Promise<void> {
    await this.until(
      async () => !/^(CREATING|UPDATING|DELETING)$/.test(await this.status(StreamName)),
    );
  }

  async until(isSo: () => Promise<boolean> | boolean, stepMs = 1_000): Promise<void> {
    for (let turn = 0; turn < TURNS_MOST; turn++) {
      if (await isSo()) return;
      await (this.target.movable ? this.pass(stepMs) : this.target.pass(50));
    }
    throw new Error("it did not come about");
  }

  pass(ms: number): Promise<void> {
    return this.target.pass(ms);
  }

  /** The output, or `Name: message` of a refusal; a connection's failure is thrown. */
  async told<T extends object>(answer: Promise<T>): Promise<Omit<T, "$metadata"> | string> {
    try {
      const { $metadata: _, ...output } = (await answer) as T & { $metadata?: unknown };
      return output;
    } catch (error) {
      if (isOfConnection(error)) throw error;
      return this.shown(refusalOf(error));
    }
  }

  /** The refusal's text, or that there was none. */
  async refusal(answer: Promise<object>): Promise<string> {
    const told = await this.told(answer);
    return typeof told === "string" ? told : "accepted";
  }

  /** The exception's name alone, where its text is not known. */
  async refusalName(answer: Promise<object>): Promise<string> {
    return (await this.refusal(answer)).replace(/:.*/s, "");
  }

  /** Calls so close together that neither a rate of five a second nor a change's end comes between. */
  async burst(count: number, call: (n: number) => Promise<object>): Promise<Burst> {
    this.paced = false;
    const told: string[] = [];
    if (this.target.movable) {
      for (let n = 0; n < count; n++) {
        told.push(await this.refusal(call(n)));
        await this.pass(50);
      }
    } else told.push(...(await this.atOnce(count, call)));
    this.paced = true;
    return burstOf(told);
  }

  /** Calls all at one time. */
  async rush(count: number, call: (n: number) => Promise<object>): Promise<Burst> {
    this.paced = false;
    const told = await this.atOnce(count, call);
    this.paced = true;
    return burstOf(told);
  }

  private atOnce(count: number, call: (n: number) => Promise<object>): Promise<string[]> {
    return Promise.all(Array.from({ length: count }, (_, n) => this.refusal(call(n))));
  }

  /** With the prefix of the case's names taken off. */
  shown<T>(value: T): T {
    return JSON.parse(JSON.stringify(value ?? null).replaceAll(this.prefix, "")) as T;
  }

  /** Takes in a subscription's events as they come. */
  listen(events: AsyncIterable<SubscribeToShardEventStream> | undefined): Heard {
    return new Heard(events ?? [], (error) => this.shown(refusalOf(error)));
  }

  /** Until enough was heard; time passes meanwhile. */
  async hear(heard: Heard, enough: (told: Told) => boolean): Promise<Told> {
    for (let turn = 0; turn < 60 && !enough(heard.told); turn++) {
      await this.pass(100);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    return heard.told;
  }

  /** Puts the case's streams away. */
  async clear(): Promise<void> {
    this.paced = true;
    const { StreamNames = [] } = await this.sdk.listStreams({});
    const own = StreamNames.filter((each) => each.startsWith(this.prefix));
    for (const StreamName of own) {
      await this.told(this.sdk.deleteStream({ StreamName, EnforceConsumerDeletion: true }));
    }
    if (this.target.movable) await this.pass(5_000);
    this.sdk.destroy();
  }
}

/** Not the service's word: the connection was cut, or nothing came. */
export const isOfConnection = (error: unknown): boolean =>
  error instanceof Error &&
  !("$fault" in error) &&
  ("code" in error || error.name === "TimeoutError");

const refusalOf = (error: unknown): string => {
  const { name, message } = error as Error;
  return `${name}: ${message}`;
};
