import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import { release } from "node:os";
import { sep } from "node:path";
import { platform } from "node:process";
import { failure } from "../../shared/errors.js";

/**
 * The only way to open a file of a repository. Somebody may replace a file by a link, a pipe or a device at
 * any moment, so a check before opening proves nothing. We open first, without following a link and without
 * blocking, and then check the open file: it must be a regular file that lies at exactly this path under the
 * root.
 */

const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const NON_BLOCKING = constants.O_NONBLOCK ?? 0;
const NO_TERMINAL = constants.O_NOCTTY ?? 0;
/** O_NOFOLLOW_ANY of macOS 11 and later: fails for a link anywhere on the path. Node does not export it. */
const NO_FOLLOW_ANY = platform === "darwin" && Number.parseInt(release(), 10) >= 20 ? 0x2000_0000 : 0;
const FLAGS = constants.O_RDONLY | NON_BLOCKING | NO_TERMINAL | (NO_FOLLOW_ANY || NO_FOLLOW);
/** Links in this folder give the path of each open descriptor on Linux. */
const DESCRIPTORS = platform === "linux" ? "/proc/self/fd/" : undefined;
/** Linux appends this to the path of a file that was deleted or replaced after it was opened. */
const DELETED = " (deleted)";
/** An editor may replace the file while it is opened; a further try then opens the new file. */
const TRIES = 3;

/** Default size limit. It is checked while reading, since a file may have grown after it was listed. */
const MOST_BYTES = 512 << 20;

/** No system opens a longer path, and checks of each folder on the way take time quadratic in it. */
const MOST_NAME = 4096;
/** Characters that macOS ignores when it compares names: `.g\u200cit` is `.git` there. */
const IGNORABLE = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * Matches nearly all paths: no segment begins with a dot, and no character has a special meaning on some
 * system.
 */
const ORDINARY = /^[\w@+-][\w.@+-]*(?:\/[\w@+-][\w.@+-]*)*$/;

/**
 * Whether a path can name a file under a root, outside of any `.git` folder: relative, with `/` between
 * segments, no segment empty, `.`, `..` or `.git`. Needed because a git index may contain any path.
 */
export function isInnerName(path: string): boolean {
  if (path === "" || path.length > MOST_NAME) return false;
  if (platform !== "win32" && ORDINARY.test(path)) return true;
  if (path.includes("\0")) return false;
  if (platform === "win32" && /[\\:]/.test(path)) return false;
  for (const segment of path.split("/")) {
    if (segment === "" || segment === "." || segment === "..") return false;
    // Fast path: only a segment that begins with a dot or an ignorable character can be `.git`.
    const first = segment.charCodeAt(0);
    if (first !== 46 && first < 0x2000 && platform !== "win32") continue;
    const folded = segment.replace(IGNORABLE, "").toLowerCase();
    if (folded === ".git" || (platform === "win32" && /^(?:\.git[. ]*|git~\d+)$/.test(folded))) return false;
  }
  return true;
}

export interface ReadLimits {
  /** A larger file is refused. Default 512 MiB. */
  readonly mostBytes?: number;
}

/**
 * Reads the file at `path` under `root`.
 * @param path as in a listing: relative, `/` between segments.
 * @throws FoveaError `unreadable-file` when the file is missing, unreadable, not a regular file or too large,
 * or when the path leads through a link.
 */
export function readInside(root: string, path: string, limits: ReadLimits = {}): Buffer {
  if (!isInnerName(path)) throw refusal(path, "lies outside of the indexed directory");
  return readAt(root, path, limits);
}

/**
 * Text of the file `.git` in a folder (`readInside` refuses that name); undefined when it is not a readable
 * file.
 */
export function readDotGitFile(folder: string, mostBytes: number): string | undefined {
  try {
    return readAt(folder, ".git", { mostBytes }).toString("utf8");
  } catch {
    return undefined;
  }
}

function readAt(root: string, path: string, limits: ReadLimits): Buffer {
  let descriptor: number;
  try {
    descriptor = openInside(root, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") throw refusal(path, "does not exist any more", error);
    if (code === "EACCES" || code === "EPERM")
      throw refusal(path, "cannot be read: permission denied", error);
    // FreeBSD reports EMLINK for a link.
    if (code === "ELOOP" || code === "EMLINK")
      throw refusal(path, "is a link, perhaps to a file outside of the indexed directory", error);
    // Opening fails for a socket, for a device without a driver and, on Windows, for a directory.
    if (code === "ENXIO" || code === "EISDIR" || code === "ENODEV")
      throw refusal(path, "is not a regular file", error);
    if (code === "ENAMETOOLONG" || code === "EINVAL")
      throw refusal(path, "has a name that the system cannot open", error);
    throw error;
  }
  try {
    return readWhole(descriptor, path, limits.mostBytes ?? MOST_BYTES);
  } finally {
    closeSync(descriptor);
  }
}

/** Like `readInside`, but returns undefined where that throws. */
export function readInsideOrNothing(root: string, path: string, limits: ReadLimits = {}): Buffer | undefined {
  try {
    return readInside(root, path, limits);
  } catch {
    return undefined;
  }
}

/**
 * The real path of a root is reused for this long, because thousands of files of one root are opened in a
 * row.
 */
const REAL_ROOT_MILLISECONDS = 1000;
let lastRoot: { readonly root: string; readonly real: string; readonly at: number } | undefined;

function realRoot(root: string): string {
  const now = performance.now();
  if (lastRoot?.root !== root || now - lastRoot.at > REAL_ROOT_MILLISECONDS)
    lastRoot = { root, real: realpathSync.native(root), at: now };
  return lastRoot.real;
}

function openInside(root: string, path: string): number {
  for (let tries = 1; ; tries++) {
    const real = realRoot(root);
    const expected = `${real.endsWith(sep) ? real : real + sep}${sep === "/" ? path : path.replaceAll("/", sep)}`;
    const descriptor = openSync(expected, FLAGS);
    try {
      if (!fstatSync(descriptor).isFile()) throw refusal(path, "is not a regular file");
      const verdict = compareOpened(descriptor, expected);
      if (verdict === "same") return descriptor;
      if (verdict === "other" || tries === TRIES)
        throw refusal(
          path,
          verdict === "replaced" ? "is being replaced" : "lies outside of the indexed directory",
        );
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
    closeSync(descriptor);
  }
}

/**
 * Compares the open file with the path that it should lie at, without links on the way: "same", "other" (it
 * lies elsewhere) or "replaced" (it was deleted or replaced meanwhile, so another try may succeed).
 */
function compareOpened(descriptor: number, expected: string): "same" | "other" | "replaced" {
  // With O_NOFOLLOW_ANY, opening fails for any link on the way.
  if (NO_FOLLOW_ANY > 0) return "same";
  if (DESCRIPTORS !== undefined) {
    const opened = readlinkOrNothing(`${DESCRIPTORS}${descriptor}`);
    if (opened === expected) return "same";
    if (opened === expected + DELETED) return "replaced";
    // Paths that are not UTF-8, or that differ by case only, need the comparison below.
    if (opened !== undefined && !opened.includes("\uFFFD") && opened.toLowerCase() !== expected.toLowerCase())
      return "other";
  }
  // When the kernel does not tell: the file at the path now must be the same inode as the open one.
  let real: string;
  try {
    real = realpathSync.native(expected);
  } catch {
    return "replaced";
  }
  if (platform === "win32" ? real.toLowerCase() !== expected.toLowerCase() : real !== expected)
    return "other";
  const [opened, there] = [fstatSync(descriptor, { bigint: true }), statSync(real, { bigint: true })];
  return opened.dev === there.dev && opened.ino === there.ino ? "same" : "replaced";
}

function readlinkOrNothing(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function readWhole(descriptor: number, path: string, mostBytes: number): Buffer {
  const { size } = fstatSync(descriptor);
  if (size > mostBytes) throw refusal(path, "is too large");
  // One extra byte shows whether the file has grown.
  let buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const read = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (read === 0) return buffer.subarray(0, length);
    length += read;
    if (length > mostBytes) throw refusal(path, "is too large");
    if (length === buffer.length)
      buffer = Buffer.concat([buffer], Math.min(buffer.length * 2, mostBytes + 1));
  }
}

const refusal = (path: string, why: string, cause?: unknown) =>
  failure("unreadable-file", `${path} ${why}`, "Run fovea index again if the files have changed.", cause);
