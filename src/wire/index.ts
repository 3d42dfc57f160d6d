export { answer, tooLarge } from "./answer.ts";
export {
  encodeEvent,
  encodeInitialResponse,
  encodeStreamException,
  EVENT_STREAM,
} from "./eventStream.ts";
export { requestIdOf } from "./requestId.ts";
export * from "./types.ts";
