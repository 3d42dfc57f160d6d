import type { KinesisClientConfig } from "@aws-sdk/client-kinesis";

export const ACCOUNT = "123456789012";
export const REGION = "us-east-1";

/** Something that answers as Kinesis. */
export interface Target {
  readonly name: string;
  readonly client: KinesisClientConfig;
  /** Whether `pass` moves its clock; else it waits. */
  readonly movable: boolean;
  pass(ms: number): Promise<void>;
  /** Its time, epoch milliseconds. */
  nowMs(): number;
  end(): Promise<void>;
}

/** What is asked cannot be seen at this target. */
export class Unobservable extends Error {}
