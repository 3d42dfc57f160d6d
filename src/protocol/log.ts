/** Integer microseconds since the log's epoch, up to 2^53. */
export type SimUs = number;

/** The engine's behaviour version; a log made by another version may show something else. */
export const ENGINE_VERSION = "1";

/** The log's format version; older formats are upgraded by `scenario/upgrades`. */
export const LOG_VERSION = 1;

export type ParamValue = number | string | boolean;
export type Params = Readonly<Record<string, ParamValue>>;
export type ActorRole = "producer" | "consumer";

/** Times the API does not state; each is shown as an assumption and may be set by a log. */
export interface Assumptions {
  /** Caller to service, µs. */
  readonly requestUs: number;
  /** Service to caller, µs. */
  readonly responseUs: number;
  /** Admission to readable, µs. */
  readonly visibleUs: number;
  /** Spread of the two latencies, percent of their value, either way. */
  readonly jitterPercent: number;
  /** One split or merge, µs. */
  readonly reshardStepUs: number;
  /** CreateStream to ACTIVE and DeleteStream to gone, µs. */
  readonly createStreamUs: number;
}

export const DEFAULT_ASSUMPTIONS: Assumptions = {
  requestUs: 5_000,
  responseUs: 5_000,
  visibleUs: 20_000,
  jitterPercent: 50,
  reshardStepUs: 30_000_000,
  createStreamUs: 1_000_000,
};

/** What a person, a scenario or a lesson may do to a run. `id` is the actor's number, 1..65535. */
export type Command =
  /** `caller` is the actor in whose name it is made; absent: the console. */
  | {
      readonly type: "Call";
      readonly operation: string;
      readonly input: object;
      readonly caller?: number;
    }
  | {
      readonly type: "AddActor";
      readonly id: number;
      readonly role: ActorRole;
      readonly kind: string;
      readonly name: string;
      /** One capital letter; the mark of a consumer on the stage. */
      readonly letter: string;
      readonly stream: string;
      readonly params: Params;
    }
  | { readonly type: "UpdateActor"; readonly id: number; readonly params: Params }
  | { readonly type: "RemoveActor"; readonly id: number }
  /** A verb of the actor's kind, e.g. `crash`, `restart`, `burst`. */
  | { readonly type: "Signal"; readonly id: number; readonly signal: string }
  /** The client of a SubscribeToShard closed its connection; the number is of that call's answer. */
  | { readonly type: "EndSubscription"; readonly subscription: number }
  | { readonly type: "Assume"; readonly assumptions: Partial<Assumptions> }
  /** A stream as it stands elsewhere; `shards` is read by `shardText.ts`. */
  | {
      readonly type: "ImportStream";
      readonly name: string;
      readonly mode: "PROVISIONED" | "ON_DEMAND";
      readonly retentionHours: number;
      readonly shards: string;
    };

export interface Entry {
  readonly atUs: SimUs;
  readonly command: Command;
}

/** The one stored noun: state at t is a function of (log, t). Entries are sorted by `atUs`. */
export interface Log {
  readonly v: number;
  readonly engine: string;
  /** Unsigned 32-bit. */
  readonly seed: number;
  /** Wall time of simulated time 0, ms since 1970. */
  readonly epochMs: number;
  readonly account: string;
  readonly region: string;
  /** Individually held records a stream; beyond it the oldest segment folds into counts. */
  readonly recordBudget: number;
  /** Characters of base64 held for records with given data, 4,194,304 when absent. */
  readonly payloadBudget?: number;
  readonly entries: readonly Entry[];
}

export const DEFAULT_RECORD_BUDGET = 4_194_304;

/** A log with nothing in it, for the given seed. */
export const emptyLog = (seed: number): Log => ({
  v: LOG_VERSION,
  engine: ENGINE_VERSION,
  seed: seed >>> 0,
  epochMs: 1_767_225_600_000,
  account: "123456789012",
  region: "us-east-1",
  recordBudget: DEFAULT_RECORD_BUDGET,
  entries: [],
});
