/** Bytes of `text` in UTF-8; a lone surrogate counts as the three bytes that replace it. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    bytes += code < 0x800 ? 1 : 2;
    const follower = text.charCodeAt(at + 1);
    if (code >= 0xd800 && code < 0xdc00 && follower >= 0xdc00 && follower < 0xe000) at += 1;
  }
  return bytes;
}
