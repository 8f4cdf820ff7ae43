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
 * The one way by which a file of a repository is opened. Whoever writes to the tree may put a link, a pipe or a device in
 * a file's place at any moment, so the file is opened first, without following a link and without waiting, and what was
 * opened is looked at: it must be a regular file that lies at exactly this path under the root.
 */

const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const NON_BLOCKING = constants.O_NONBLOCK ?? 0;
const NO_TERMINAL = constants.O_NOCTTY ?? 0;
/** macOS 11 and later: no link anywhere on the path. Node has no name for it. */
const NO_FOLLOW_ANY = platform === "darwin" && Number.parseInt(release(), 10) >= 20 ? 0x2000_0000 : 0;
const FLAGS = constants.O_RDONLY | NON_BLOCKING | NO_TERMINAL | (NO_FOLLOW_ANY || NO_FOLLOW);
/** Where Linux says what a descriptor is open on. */
const DESCRIPTORS = platform === "linux" ? "/proc/self/fd/" : undefined;
/** As Linux marks a path whose file was removed or replaced since it was opened. */
const DELETED = " (deleted)";
/** An editor saves by replacing: the next try opens what it put there. */
const TRIES = 3;

/** No file that is read whole is larger, whatever was listed: it may have grown since. */
const MOST_BYTES = 512 << 20;

/** No system opens a longer path; what looks at each folder on the way would take its square. */
const MOST_NAME = 4096;
/** Characters that macOS leaves out when it compares names: `.g\u200cit` is `.git` there. */
const UNSEEN = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** As nearly all paths are: no segment begins with a dot, and no character that any system reads in a way of its own. */
const ORDINARY = /^[\w@+-][\w.@+-]*(?:\/[\w@+-][\w.@+-]*)*$/;

/**
 * True for a path that can name a file under a root, and no file of git's own: relative, with `/` between segments, none
 * of them empty, `.` or `..`. Git's index may hold anything.
 */
export function isInnerName(path: string): boolean {
  if (path === "" || path.length > MOST_NAME) return false;
  if (platform !== "win32" && ORDINARY.test(path)) return true;
  if (path.includes("\0")) return false;
  if (platform === "win32" && /[\\:]/.test(path)) return false;
  for (const segment of path.split("/")) {
    if (segment === "" || segment === "." || segment === "..") return false;
    // Most names begin with something else.
    const first = segment.charCodeAt(0);
    if (first !== 46 && first < 0x2000 && platform !== "win32") continue;
    const folded = segment.replace(UNSEEN, "").toLowerCase();
    if (folded === ".git" || (platform === "win32" && /^(?:\.git[. ]*|git~\d+)$/.test(folded))) return false;
  }
  return true;
}

export interface ReadLimits {
  /** A larger file is refused. */
  readonly mostBytes?: number;
}

/**
 * The content of the file at `path` under `root`.
 * @param path as a listing has it: `/` between segments.
 * @throws FoveaError `unreadable-file` when it has gone, may not be read, is no regular file, is too large, or does not
 * lie there without links.
 */
export function readInside(root: string, path: string, limits: ReadLimits = {}): Buffer {
  if (!isInnerName(path)) throw refusal(path, "lies outside of the indexed directory");
  return readAt(root, path, limits);
}

/** The `.git` file of a folder, which no listing may name; undefined when it is none. */
export function readMarker(folder: string, mostBytes: number): string | undefined {
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
    if (code === "ENOENT" || code === "ENOTDIR") throw refusal(path, "is gone", error);
    if (code === "EACCES" || code === "EPERM") throw refusal(path, "may not be read", error);
    // FreeBSD says EMLINK of a link.
    if (code === "ELOOP" || code === "EMLINK")
      throw refusal(path, "is a link, perhaps to a file outside of the indexed directory", error);
    // A socket or a device without a driver cannot be opened, a directory cannot on Windows.
    if (code === "ENXIO" || code === "EISDIR" || code === "ENODEV")
      throw refusal(path, "is not a plain file", error);
    if (code === "ENAMETOOLONG" || code === "EINVAL")
      throw refusal(path, "has no name that can be opened", error);
    throw error;
  }
  try {
    return readWhole(descriptor, path, limits.mostBytes ?? MOST_BYTES);
  } finally {
    closeSync(descriptor);
  }
}

/** The same for whoever goes on without it. */
export function readInsideOrNothing(root: string, path: string, limits: ReadLimits = {}): Buffer | undefined {
  try {
    return readInside(root, path, limits);
  } catch {
    return undefined;
  }
}

/** Thousands of files of one root are opened one after another. */
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
      if (!fstatSync(descriptor).isFile()) throw refusal(path, "is not a plain file");
      const verdict = whatIsOpen(descriptor, expected);
      if (verdict === "it") return descriptor;
      if (verdict === "another" || tries === TRIES)
        throw refusal(
          path,
          verdict === "gone" ? "is being replaced" : "lies outside of the indexed directory",
        );
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
    closeSync(descriptor);
  }
}

/** Whether the open file is the one at `expected`, with no link on the way to it. */
function whatIsOpen(descriptor: number, expected: string): "it" | "another" | "gone" {
  // Nothing on the way can have been a link, or it would not have been opened.
  if (NO_FOLLOW_ANY > 0) return "it";
  if (DESCRIPTORS !== undefined) {
    const opened = readlinkOrNothing(`${DESCRIPTORS}${descriptor}`);
    if (opened === expected) return "it";
    if (opened === expected + DELETED) return "gone";
    // Bytes that are no UTF-8, or a disk that heeds no case, are told apart below.
    if (opened !== undefined && !opened.includes("\uFFFD") && opened.toLowerCase() !== expected.toLowerCase())
      return "another";
  }
  // Without the kernel's word: what the path leads to now must be the very file that was opened.
  let real: string;
  try {
    real = realpathSync.native(expected);
  } catch {
    return "gone";
  }
  if (platform === "win32" ? real.toLowerCase() !== expected.toLowerCase() : real !== expected)
    return "another";
  const [opened, there] = [fstatSync(descriptor, { bigint: true }), statSync(real, { bigint: true })];
  return opened.dev === there.dev && opened.ino === there.ino ? "it" : "gone";
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
  // One byte more shows whether the file has grown.
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
