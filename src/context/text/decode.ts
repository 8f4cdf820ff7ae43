/** Text of UTF-8 bytes, without copying them first; text stays as it is. What is not UTF-8 becomes U+FFFD. */
export const decodeText = (content: string | Uint8Array): string =>
  typeof content === "string"
    ? content
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString("utf8");
