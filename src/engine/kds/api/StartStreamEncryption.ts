import type { Operation } from "./answer.ts";
import { changeEncryption } from "./encryption.ts";

/** Encrypts records put from the end of UPDATING on; a new key replaces the old one. */
export const StartStreamEncryption: Operation<"StartStreamEncryption"> = (run, input) =>
  changeEncryption(run, input, "StartStreamEncryption");
