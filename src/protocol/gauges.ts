import type { SimUs } from "./log.ts";

export interface ProducerGauge {
  readonly id: number;
  readonly attempted: number;
  readonly accepted: number;
  readonly throttled: number;
  readonly retried: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly abandoned: number;
  readonly backlog: number;
  readonly inFlight: number;
  readonly ratePerS: number;
}

export interface ConsumerGauge {
  readonly id: number;
  readonly running: boolean;
  readonly delivered: number;
  readonly applied: number;
  readonly reReads: number;
  readonly producerCopies: number;
  readonly late: number;
  readonly unverified: number;
  readonly lost: number;
  readonly throttledCalls: number;
  readonly unread: number;
  readonly millisBehindLatest: number;
}

export interface StreamGauge {
  readonly name: string;
  /** How many streams the run made before it; -1 for none. */
  readonly number: number;
  readonly status: string;
  readonly openShards: number;
  readonly closedShards: number;
  readonly records: number;
  readonly bytes: number;
  readonly retentionHours: number;
  /** The reshard step under way: when it ends, how many follow and went before; 0 when none. */
  readonly stepEndsUs: SimUs;
  readonly stepsLeft: number;
  readonly stepsDone: number;
}
