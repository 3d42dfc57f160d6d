/** Deflate without headers, by the platform; unpacking stops at a limit while it runs. */
import { FaultError, refuse } from "./faults.ts";
import { INFLATED_BYTES_MAX } from "./state.ts";
import { base64UrlOf, bytesOfBase64Url } from "./text.ts";

const bytesOf = async (stream: ReadableStream<Uint8Array>, max: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > max) {
      await reader.cancel().catch(() => undefined);
      refuse("inflated", "z", { max });
    }
    chunks.push(value);
  }
  const out = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
};

const through = (
  bytes: Uint8Array<ArrayBuffer>,
  by: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array> => {
  const writer = by.writable.getWriter();
  // A refusal of the writing side is met again by whoever reads.
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  return by.readable;
};

/** Text, deflated and written as base64url. */
export const pack = async (text: string): Promise<string> => {
  const bytes = new TextEncoder().encode(text);
  const stream = through(bytes, new CompressionStream("deflate-raw"));
  return base64UrlOf(await bytesOf(stream, Number.MAX_SAFE_INTEGER));
};

/** What {@link pack} was given; refuses what is damaged or too large. */
export const unpack = async (packed: string): Promise<string> => {
  const bytes = bytesOfBase64Url(packed);
  if (!bytes) return refuse("packed", "z");
  const stream = through(bytes, new DecompressionStream("deflate-raw"));
  const inflated = await bytesOf(stream, INFLATED_BYTES_MAX).catch((error: unknown) => {
    if (error instanceof FaultError) throw error;
    return undefined;
  });
  if (!inflated) return refuse("packed", "z");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(inflated);
  } catch {
    return refuse("packed", "z");
  }
};
