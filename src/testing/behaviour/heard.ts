import type { SubscribeToShardEvent, SubscribeToShardEventStream } from "@aws-sdk/client-kinesis";

export interface Told {
  readonly events: readonly SubscribeToShardEvent[];
  /** `Name: message` of what ended it. */
  readonly fault?: string;
  readonly ended: boolean;
}

/** What came over a subscription so far. */
export class Heard {
  private readonly events: SubscribeToShardEvent[] = [];
  private fault: string | undefined;
  private ended = false;

  constructor(
    events: AsyncIterable<SubscribeToShardEventStream> | readonly SubscribeToShardEventStream[],
    textOf: (error: unknown) => string,
  ) {
    const take = async (): Promise<void> => {
      for await (const { SubscribeToShardEvent: event } of events) {
        if (event) this.events.push(event);
      }
    };
    take()
      .catch((error: unknown) => (this.fault = textOf(error)))
      .finally(() => (this.ended = true));
  }

  get told(): Told {
    const { events, fault, ended } = this;
    return { events, ended, ...(fault === undefined ? {} : { fault }) };
  }
}
