import type { SimUs } from "../../protocol/log.ts";

/** A registered consumer of enhanced fan-out. */
export interface Consumer {
  /** Counts up from 1 over all consumers ever registered. */
  readonly number: number;
  readonly name: string;
  readonly createdUs: SimUs;
  status: "CREATING" | "ACTIVE" | "DELETING";
  tags?: Record<string, string>;
  policy?: string;
  /** By shard: until when what was pushed has used up its 2 MiB/s. */
  readonly busyUs: Record<number, SimUs>;
}

/** Everything of a stream that operations beyond resharding set; made when first set. */
export interface StreamSettings {
  tags?: Record<string, string>;
  policy?: string;
  /** Shard-level metrics switched on. */
  metrics?: string[];
  /** The key records are encrypted with now. */
  keyId?: string;
  /** Ordinals at which encryption began, ended, began again... */
  encrypted?: number[];
  maxRecordKiB?: number;
  warmMiBps?: number;
  strategy?: "AUTO" | "USER_PARTITION_KEY";
  /** Instants of calls that a rolling day limits. */
  modeChangesUs?: SimUs[];
  keyStartsUs?: SimUs[];
  keyStopsUs?: SimUs[];
  consumers?: Consumer[];
  /** What holds once the stream is ACTIVE again. */
  pending?: Pending;
}

/** A change that takes effect when UPDATING ends; `keyId` "" ends encryption. */
export interface Pending {
  readonly mode?: "PROVISIONED" | "ON_DEMAND";
  readonly keyId?: string;
}

/** A SubscribeToShard under way. */
export interface Subscription {
  readonly number: number;
  /** The stream's and the consumer's numbers. */
  readonly stream: number;
  readonly consumer: number;
  readonly shard: number;
  readonly startedUs: SimUs;
  /** The actor it pushes to, or 0. */
  readonly actor: number;
  index: number;
  segment: number;
  local: number;
  /** Another call took over. */
  taken?: true;
}

/** A channel: its description as AWS answers it lies in `described`; delivery is not modelled. */
export interface Channel {
  readonly number: number;
  readonly name: string;
  readonly createdUs: SimUs;
  status: "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";
  /** Numbers of the streams it reads. */
  readonly streams: readonly number[];
  tags?: Record<string, string>;
  policy?: string;
  described: Readonly<Record<string, unknown>>;
}

/** What belongs to the account; made when first set. */
export interface AccountSettings {
  /** Last numbers given out. */
  consumers: number;
  subscriptions: number;
  channelNumbers: number;
  commitment?: { readonly startedUs: SimUs; readonly endedUs?: SimUs };
  channels: Channel[];
  subscribed: Subscription[];
  /** Those whose client went within the seconds that hold a shard; made when first set. */
  closed?: Pick<Subscription, "consumer" | "shard" | "startedUs">[];
}
