import type { Operation } from "./answer.ts";
import { changeEncryption } from "./encryption.ts";

/** Leaves records put from the end of UPDATING on unencrypted; with no encryption, no fault. */
export const StopStreamEncryption: Operation<"StopStreamEncryption"> = (run, input) =>
  changeEncryption(run, input, "StopStreamEncryption");
