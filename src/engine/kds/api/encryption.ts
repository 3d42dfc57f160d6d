import { streamNotActive } from "../../../aws/errors.ts";
import { encryptionTypeNotKms, tooManyInADay } from "../../../aws/errorsMore.ts";
import { LIMIT_MORE } from "../../../aws/limitValuesMore.ts";
import type { StreamEncryptionInput } from "../../../aws/shapesMore.ts";
import type { Outcome } from "../../../protocol/frame.ts";
import { note, type Run } from "../../core/state.ts";
import { lastDay } from "../callRates.ts";
import { settingsOf } from "../consumers.ts";
import { beginUpdate } from "../updates.ts";
import { done, findStream, refOf, refused } from "./answer.ts";

/**
 * Begins or ends encryption; the stream is UPDATING meanwhile, and records put once it is ACTIVE
 * again are encrypted or not. Whether the key may be used is not asked: any KeyId does.
 */
export const changeEncryption = (
  run: Run,
  input: StreamEncryptionInput,
  operation: "StartStreamEncryption" | "StopStreamEncryption",
): Outcome => {
  const { world } = run;
  const { stream, error } = findStream(world, input);
  if (error) return refused(error);
  const ref = refOf(world, stream.name);
  if (input.EncryptionType !== "KMS") return refused(encryptionTypeNotKms());
  if (stream.status !== "ACTIVE") return refused(streamNotActive(ref, stream.status));
  const field = operation === "StartStreamEncryption" ? "keyStartsUs" : "keyStopsUs";
  const changes = lastDay(stream.settings?.[field], world.nowUs);
  const most = LIMIT_MORE.encryptionChangesPerRollingDay;
  if (changes.length >= most) return refused(tooManyInADay(operation, ref, most));
  settingsOf(stream)[field] = [...changes, world.nowUs];
  note(run, "call", { operation, stream: stream.name });
  beginUpdate(run, stream, { keyId: operation === "StartStreamEncryption" ? input.KeyId : "" });
  return done<"StartStreamEncryption">({});
};
