/** The SDK's way to the engine: no network, no signature of worth, answers in simulated time. */
import type * as Sdk from "@aws-sdk/client-kinesis";
import type { EngineError, Outcome } from "../protocol/frame.ts";
import {
  answer,
  encodeEvent,
  encodeStreamException,
  requestIdOf,
  type WireStream,
} from "../wire/index.ts";
import { type SdkRequest, type SdkResponse, toSdkResponse, toWireRequest } from "../wire/sdk.ts";
import type { Engine } from "./engine.ts";

const SEED = 1;

/** What `answer` is given while it only shows what is asked for. */
const UNASKED: Outcome = { ok: false, error: { name: "InternalFailure", message: "" } };

/** A fault of a subscription comes with a name, an event without. */
async function* eventsOf(engine: Engine, stream: WireStream): AsyncGenerator<Uint8Array> {
  for await (const event of engine.pushes(stream.subscription)) {
    const { name, message } = event as Partial<EngineError>;
    yield name === undefined
      ? encodeEvent("SubscribeToShardEvent", event, stream.protocol)
      : encodeStreamException(name, message ?? "", stream.protocol);
  }
}

interface HandlerOptions {
  readonly abortSignal?: AbortSignal;
}

const aborted = (): Error => Object.assign(new Error("Request aborted"), { name: "AbortError" });

/** What the caller gave up is answered to nobody; the call itself has been made. */
const unlessAborted = <T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  signal === undefined
    ? answer
    : new Promise((resolve, reject) => {
        const abort = (): void => {
          reject(aborted());
        };
        if (signal.aborted) abort();
        signal.addEventListener("abort", abort);
        answer.then(resolve, reject);
      });

/** Request handlers of the SDK, one a client. */
export const handlersOf = (engine: Engine) => {
  let requests = 0;
  /** Closes the connection that a body is read from. */
  const closers = new WeakMap<object, () => void>();

  const createHandler = () => {
    const open = new Set<number>();

    const listen = (stream: WireStream, signal: AbortSignal | undefined) => {
      const { subscription } = stream;
      const cut = (): void => {
        open.delete(subscription);
        engine.close(subscription, aborted());
      };
      open.add(subscription);
      signal?.addEventListener("abort", cut);
      if (signal?.aborted) cut();
      return eventsOf(engine, stream);
    };

    const handle = async (
      request: SdkRequest,
      { abortSignal }: HandlerOptions = {},
    ): Promise<{ response: SdkResponse }> => {
      requests += 1;
      const id = requestIdOf(requests, SEED);
      const wire = toWireRequest(request);
      let asked: readonly [operation: string, input: object] | undefined;
      const refusal = answer(wire, (...call) => ((asked = [call[0], call[1]]), UNASKED), id);
      if (!asked) return { response: toSdkResponse(refusal) };
      const answered = engine.call(...asked).then((outcome) => {
        const response = answer(wire, () => outcome, id, engine.nowMs);
        const { stream } = response;
        if (!stream) return toSdkResponse(response);
        const sdk = toSdkResponse(response, listen(stream, abortSignal));
        closers.set(sdk.body, () => {
          engine.close(stream.subscription);
        });
        return sdk;
      });
      return { response: await unlessAborted(answered, abortSignal) };
    };

    /** As its connections do, subscriptions end with a client. */
    const destroy = (): void => {
      for (const subscription of open) engine.close(subscription, aborted());
      open.clear();
    };
    return { handle, destroy };
  };
  return { createHandler, closerOf: (body: object) => closers.get(body) };
};

const twoDigits = (n: number): string => String(n).padStart(2, "0");

/** `20261123T170000Z`. */
const amzDate = (ms: number): string => {
  const at = new Date(ms);
  const day = `${at.getUTCFullYear()}${twoDigits(at.getUTCMonth() + 1)}${twoDigits(at.getUTCDate())}`;
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(twoDigits).join("");
  return `${day}T${time}Z`;
};

/** A signature's form; nothing here checks one. */
const createSigner = (engine: Engine, region: string) => ({
  sign: (request: { headers: Record<string, string> }) => {
    const date = amzDate(engine.nowMs);
    request.headers["x-amz-date"] = date;
    request.headers["authorization"] =
      `AWS4-HMAC-SHA256 Credential=SHARDSCOPE/${date.slice(0, 8)}/${region}/kinesis/aws4_request, ` +
      "SignedHeaders=host;x-amz-date, Signature=0";
    return Promise.resolve(request);
  },
});

/** Events until no more are wanted. */
async function* closing(
  events: AsyncIterable<unknown>,
  close: () => void,
): AsyncGenerator<unknown> {
  try {
    yield* events;
  } finally {
    close();
  }
}

/** Between a stream's reader and its connection the SDK passes on no `return`: a loop left early. */
const closeWhenLeft = (
  { middlewareStack }: Sdk.KinesisClient,
  closerOf: (body: object) => (() => void) | undefined,
): void => {
  middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { body } = result.response as { readonly body?: object };
      const output = result.output as { EventStream?: AsyncIterable<unknown> };
      const close = body && closerOf(body);
      if (output.EventStream && close) output.EventStream = closing(output.EventStream, close);
      return result;
    },
    { step: "initialize", name: "closeWhenLeft" },
  );
};

type Config = Sdk.KinesisClientConfig;

/** The SDK as a program sees it: every client leads to the engine, whatever it is configured with. */
export const wireSdk = (sdk: typeof Sdk, engine: Engine, region: string): typeof Sdk => {
  const { createHandler, closerOf } = handlersOf(engine);
  const signer = createSigner(engine, region);
  const credentials = { accessKeyId: "SHARDSCOPE", secretAccessKey: "none" };
  const wired = (config: Config | undefined): Config =>
    ({
      region,
      credentials,
      ...config,
      signer,
      requestHandler: createHandler(),
    }) as unknown as Config;
  class KinesisClient extends sdk.KinesisClient {
    constructor(config?: Config) {
      super(wired(config));
      closeWhenLeft(this, closerOf);
    }
  }
  class Kinesis extends sdk.Kinesis {
    constructor(config?: Config) {
      super(wired(config));
      closeWhenLeft(this, closerOf);
    }
  }
  return { ...sdk, KinesisClient, Kinesis } as typeof Sdk;
};
