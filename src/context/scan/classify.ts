import { conventionsOf } from "../languages/index.js";
import { extensionOf } from "./names.js";
import type { SkipReason } from "./source.js";

export { roleOf } from "./role.js";

/** Bytes at the start of a file that are looked at. */
const HEAD_BYTES = 64 * 1024;
/** Formats, beside programming languages, that tools write on one line. Prose is absent: there a paragraph is a line. */
const MINIFIABLE = new Set("css json json5 geojson topojson svg html htm xml xhtml plist".split(" "));
/** A file shorter than this is worth its tokens whatever its lines. */
const MINIFIED_LEAST_BYTES = 4000;
/** Hand-written code averages 25 to 45 bytes a line, bundled but not minified code about the same. */
const MINIFIED_AVERAGE_LINE = 350;

const PRIVATE_KEY = /^\s*(?:#[^\n]*\n\s*)*-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/;
const GIT_LFS = "version https://git-lfs.github.com/spec/";

/**
 * Why a file is passed over for what it holds, or undefined. Pure; looks at the first 64 KiB.
 * A secret inside of a larger file is no reason to drop the file: it is redacted before anything is cut from the text.
 */
export function classifyContent(path: string, content: Uint8Array | string): SkipReason | undefined {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  if (bytes.length === 0) return "empty";
  const extension = extensionOf(path);
  const head = bytes.subarray(0, HEAD_BYTES);
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

/** Readers look for this mark in the first kilobyte. */
const isPdf = (head: Uint8Array): boolean => Buffer.from(head.subarray(0, 1024)).includes("%PDF-");

/** A NUL, or more control characters than text has. UTF-16 counts as binary: nothing after this reads it. */
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
  let lines = 1;
  for (let at = head.indexOf(10); at !== -1; at = head.indexOf(10, at + 1)) lines++;
  return head.length / lines > MINIFIED_AVERAGE_LINE;
}
