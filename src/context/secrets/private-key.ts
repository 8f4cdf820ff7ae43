import type { SecretSpan } from "./secret-span.js";

/**
 * Finds armoured private keys (PEM, OpenSSH, PGP, PuTTY): on several lines, or on one line with `\n` escapes.
 */

const HEAD =
  /-----BEGIN[ \t]?[A-Z0-9 ]{0,30}(?:PRIVATE KEY|PRIVATE KEY BLOCK|SECRET KEY|OpenVPN Static key V1|ENCRYPTED MESSAGE)[A-Z0-9 ]{0,20}-----|---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----|PuTTY-User-Key-File-[123]:/y;
/**
 * Allowed between the BEGIN and END lines: base64 and headers, with quotes, escapes and comment marks around
 * them.
 */
const BODY = /^[A-Za-z0-9+/=\s\\"'`,:;.<>*#|_@&%!-]{0,40000}$/;
/** Header lines with free text, such as the program that wrote the key. */
const HEADER = /^[\s>*#"']{0,20}(?:Version|Comment|Charset|MessageID|Hash): .{0,200}$/gm;
const KEY_DATA = /[A-Za-z0-9+/]{24}/;
/** A key of 16,384 bits is 12,700 characters. */
const LONGEST = 40_000;
/** A line of base64, for a key without an END line. */
const KEY_LINE = /^[\s"'`>*#|]{0,40}[A-Za-z0-9+/=]{4,200}[\s"'`,;+\\nr]{0,10}$/;

/** Finds keys in one text. Calls must have growing positions; then the text is read once. */
export class PrivateKeys {
  private nextEnd = -1;
  private nextBegin = -1;

  constructor(private readonly text: string) {}

  /** The key whose BEGIN line starts at this position. */
  at(start: number): SecretSpan | undefined {
    const { text } = this;
    HEAD.lastIndex = start;
    const head = HEAD.exec(text);
    if (!head) return undefined;
    const from = start + head[0].length;
    const end = head[0].startsWith("PuTTY") ? this.puttyEnd(from) : this.armourEnd(from);
    return end === undefined ? this.cutOff(start, from) : { start, end, kind: "private-key" };
  }

  private armourEnd(from: number): number | undefined {
    const { text } = this;
    if (this.nextEnd < from && this.nextEnd !== text.length) {
      const found = text.indexOf("---END", from);
      const other = text.indexOf("-- END SSH2", from);
      const nearest = Math.min(found < 0 ? text.length : found, other < 0 ? text.length : other);
      this.nextEnd = nearest;
    }
    const at = this.nextEnd;
    if (at >= text.length || at - from > LONGEST) return undefined;
    if (this.nextBegin < from && this.nextBegin !== text.length) {
      const found = text.indexOf("-----BEGIN", from);
      this.nextBegin = found < 0 ? text.length : found;
    }
    if (this.nextBegin < at) return undefined;
    const body = text.slice(from, at).replace(HEADER, "");
    if (!KEY_DATA.test(body) || !BODY.test(body)) return undefined;
    const line = text.indexOf("-----", at + 3);
    return line < 0 || line - at > 80 ? at + 6 : line + 5;
  }

  /** The end of a PuTTY key: its last line is `Private-MAC:`. */
  private puttyEnd(from: number): number | undefined {
    const { text } = this;
    const mac = text.slice(from, from + LONGEST).indexOf("Private-MAC:");
    if (mac < 0) return undefined;
    const end = text.indexOf("\n", from + mac);
    return end < 0 ? text.length : end;
  }

  /** A key without an END line: all following lines that look like base64, at least two. */
  private cutOff(start: number, from: number): SecretSpan | undefined {
    const { text } = this;
    let end = text.indexOf("\n", from);
    if (end < 0 || end - from > 10) return undefined;
    let lines = 0;
    let last = end;
    while (last < text.length && lines < 400) {
      const next = text.indexOf("\n", last + 1);
      const line = text.slice(last + 1, next < 0 ? Math.min(text.length, last + 300) : next);
      if (line.length > 250) break;
      if (
        !KEY_LINE.test(line) &&
        !(lines === 0 && /^[\s>*#]{0,20}$|^[\s>*#]{0,20}[A-Z][\w-]{1,30}: /.test(line))
      )
        break;
      if (KEY_LINE.test(line)) lines++;
      end = next < 0 ? text.length : next;
      last = end;
    }
    return lines >= 2 ? { start, end, kind: "private-key" } : undefined;
  }
}
