import type { AwsError, StreamRef } from "../../../aws/errors.ts";
import { tagsInvalid, tooManyTags } from "../../../aws/errorsControl.ts";
import { LIMIT } from "../../../aws/limitValues.ts";

export type Tags = Readonly<Record<string, string>>;

const FOREIGN = /[^\u00C0-\u1FFF\u2C00-\uD7FF\w./\-=+ @:]/;

/** Why a resource with tags `before` cannot take `added` too. */
export const tagRefusal = (
  ref: StreamRef,
  before: Tags | undefined,
  added: Tags = {},
): AwsError | undefined => {
  if (Object.entries(added).some((pair) => pair.some((text) => FOREIGN.test(text)))) {
    return tagsInvalid();
  }
  const count = Object.keys({ ...before, ...added }).length;
  return count > LIMIT.tagsPerResource ? tooManyTags(ref, LIMIT.tagsPerResource) : undefined;
};
