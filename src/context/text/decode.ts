import { isUtf8 } from "node:buffer";
import { declaredEncoding } from "./declared-encoding.js";
import { detectEncoding } from "./detect-encoding.js";

/**
 * Text of a file's bytes: the one place where bytes become text. Pure: the same bytes give the same text.
 *
 * The encoding is, in this order: a byte order mark's (UTF-8, UTF-16, UTF-32), UTF-8 when the bytes are valid,
 * the one that the file states, the most plausible legacy one. What is not valid in it becomes U+FFFD. The
 * mark is not part of the text. Each line ends with `\n`: `\r\n` and a lone `\r` are replaced, so lines are
 * counted as editors count them. Text stays as it is.
 */
export const decodeText = (content: string | Uint8Array): string =>
  typeof content === "string" ? content : withLineFeeds(decoded(bufferOf(content)));

/**
 * The first bytes of a file as text, for tests of ASCII words only: a legacy encoding is not detected.
 * @param most number of bytes; a character may be cut at the end.
 */
export function headText(content: Uint8Array, most: number): string {
  const head = bufferOf(content).subarray(0, most);
  return withLineFeeds(wideText(head) ?? head.toString("utf8"));
}

/** The bytes, or UTF-8 bytes of the same text when a mark says that they are UTF-16 or UTF-32. */
export function narrowBytes(content: Uint8Array): Uint8Array {
  const text = wideText(bufferOf(content));
  return text === undefined ? content : Buffer.from(text);
}

const bufferOf = (content: Uint8Array): Buffer =>
  Buffer.from(content.buffer, content.byteOffset, content.byteLength);

const withLineFeeds = (text: string): string => (text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text);

function decoded(bytes: Buffer): string {
  const wide = wideText(bytes);
  if (wide !== undefined) return wide;
  if (isUtf8(bytes)) return escapedText(bytes) ?? utf8Text(bytes);
  const declared = declaredEncoding(bytes);
  if (declared !== undefined) {
    const text = new TextDecoder(declared).decode(bytes);
    // A wrong statement is common: files are saved again in another encoding.
    if (!text.includes("\ufffd")) return text;
  }
  return new TextDecoder(detectEncoding(bytes)).decode(bytes);
}

const utf8Text = (bytes: Buffer): string =>
  bytes.toString("utf8", bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);

/** Text in UTF-16 or UTF-32 with a mark. */
function wideText(bytes: Buffer): string | undefined {
  if (bytes.length < 2) return undefined;
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe)
    return bytes.length >= 4 && bytes[2] === 0 && bytes[3] === 0
      ? utf32Text(bytes, (at) => bytes.readUInt32LE(at))
      : new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (first === 0 && second === 0 && bytes[2] === 0xfe && bytes[3] === 0xff)
    return utf32Text(bytes, (at) => bytes.readUInt32BE(at));
  return undefined;
}

function utf32Text(bytes: Buffer, codeAt: (at: number) => number): string {
  const parts: string[] = [];
  for (let at = 4; at + 4 <= bytes.length; at += 4) {
    const code = codeAt(at);
    parts.push(code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code));
  }
  return parts.join("");
}

/** ISO-2022-JP: ASCII bytes, in which an escape sequence switches to Japanese. */
function escapedText(bytes: Buffer): string | undefined {
  if (!bytes.includes(0x1b) || !(bytes.includes("\x1b$B") || bytes.includes("\x1b$@"))) return undefined;
  const text = new TextDecoder("iso-2022-jp").decode(bytes);
  return text.includes("\ufffd") ? undefined : text;
}
