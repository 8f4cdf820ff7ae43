import { conventionsOf } from "../languages/index.js";
import { narrowBytes } from "../text/decode.js";
import { extensionOf } from "./skip-by-name.js";
import type { SkipReason } from "./source.js";

export { roleOf } from "./role.js";

/** Bytes at the start of a file that are examined. */
const HEAD_BYTES = 64 * 1024;
/**
 * Formats beside programming languages that tools minify. Not prose, in which a paragraph may be one line.
 */
const MINIFIABLE = new Set("css json json5 geojson topojson svg html htm xml xhtml plist".split(" "));
/** A smaller file is never counted as minified: it costs few tokens. */
const MINIFIED_LEAST_BYTES = 4000;
/**
 * Average bytes a line of minified code. Hand-written code, and bundled code that is not minified, has 25 to
 * 45.
 */
const MINIFIED_AVERAGE_LINE = 350;

const PRIVATE_KEY = /^\s*(?:#[^\n]*\n\s*)*-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/;
const GIT_LFS = "version https://git-lfs.github.com/spec/";

/**
 * Why a file's content is not indexed, or undefined when it is. Pure; examines the first 64 KiB. A file that
 * contains a secret among other text is indexed: the secret is redacted before parsing.
 */
export function classifyContent(path: string, content: Uint8Array | string): SkipReason | undefined {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  if (bytes.length === 0) return "empty";
  const extension = extensionOf(path);
  const head = narrowBytes(bytes.subarray(0, HEAD_BYTES));
  if (extension === "pdf") return isPdf(head) ? undefined : "binary";
  if (extension === "ipynb") return isBinary(head) ? "binary" : undefined;
  if (isBinary(head)) return "binary";
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 2000)).toString("latin1");
  if (start.startsWith(GIT_LFS)) return "binary";
  if (PRIVATE_KEY.test(start)) return "secret";
  if (bytes.length >= MINIFIED_LEAST_BYTES && isMinifiable(path, extension) && isMinified(head))
    return "minified";
  return undefined;
}

const isMinifiable = (path: string, extension: string): boolean =>
  MINIFIABLE.has(extension) || conventionsOf(path).minifiable === true;

/** PDF readers accept this mark anywhere in the first kilobyte. */
const isPdf = (head: Uint8Array): boolean => Buffer.from(head.subarray(0, 1024)).includes("%PDF-");

/**
 * Whether the content has a NUL, or over 5 % control characters. UTF-16 without a byte order mark counts as
 * binary.
 */
function isBinary(head: Uint8Array): boolean {
  if (head.includes(0)) return true;
  let controls = 0;
  const end = Math.min(head.length, 4096);
  for (let at = 0; at < end; at++) {
    const byte = head[at]!;
    // Tab to carriage return and escape occur in text.
    if (byte < 32 && (byte < 9 || byte > 13) && byte !== 27) controls++;
  }
  return controls > end / 20;
}

function isMinified(head: Uint8Array): boolean {
  const lines = 1 + Math.max(countOf(head, 10), countOf(head, 13));
  return head.length / lines > MINIFIED_AVERAGE_LINE;
}

function countOf(head: Uint8Array, byte: number): number {
  let count = 0;
  for (let at = head.indexOf(byte); at !== -1; at = head.indexOf(byte, at + 1)) count++;
  return count;
}
