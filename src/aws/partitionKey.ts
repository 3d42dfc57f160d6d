import { md5Hex } from "../base/md5.ts";

/** MD5 of the key's UTF-8 bytes as an unsigned 128-bit big-endian integer. */
export function hashKeyOf(partitionKey: string): bigint {
  return BigInt(`0x${md5Hex(partitionKey)}`);
}
