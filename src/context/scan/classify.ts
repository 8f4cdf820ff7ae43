import { conventionsOf } from "../languages/index.js";
import { archivedExtensions } from "../parse/documents/extensions.js";
import { isCompoundFile, isZip } from "../parse/documents/zip.js";
import { narrowBytes } from "../text/decode.js";
import { hasLongLines } from "../text/lines.js";
import { extensionOf } from "./skip-by-name.js";
import type { SkipReason } from "./source.js";

export { roleOf } from "./role.js";

/** Bytes at the start of a file that are examined. */
const HEAD_BYTES = 64 * 1024;
/**
 * Formats beside programming languages that tools minify. Not prose, in which a paragraph may be one line, nor web
 * pages, whose text is extracted when their lines are long.
 */
const MINIFIABLE = new Set("css json json5 geojson topojson svg xml plist".split(" "));
/** Documents that are zip archives; an encrypted one is a compound file. Their parser says what is wrong. */
const ARCHIVED: ReadonlySet<string> = new Set(archivedExtensions);
/** A smaller file is never counted as minified: it costs few tokens. */
const MINIFIED_LEAST_BYTES = 4000;

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
  if (ARCHIVED.has(extension)) return isZip(bytes) || isCompoundFile(bytes) ? undefined : "damaged";
  if (extension === "ipynb") return isBinary(head) ? "binary" : undefined;
  if (isBinary(head)) return "binary";
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 2000)).toString("latin1");
  if (start.startsWith(GIT_LFS)) return "binary";
  if (PRIVATE_KEY.test(start)) return "secret";
  if (bytes.length >= MINIFIED_LEAST_BYTES && isMinifiable(path, extension) && hasLongLines(head))
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
