import { realpathSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { readPlainFile, replacePlainFile } from "./plain-file.js";

/**
 * The folder that a state belongs to, recorded so that the state is found again after the folder has moved.
 */
export interface Origin {
  /** Real path of the folder. */
  readonly root: string;
  /**
   * "" for the folder's own state, "worktrees" for the state shared by the worktrees of a bare repository.
   */
  readonly part: string;
  /** Device and inode numbers of the folder, as text: they can exceed the precision of a double. */
  readonly device: string;
  readonly inode: string;
  /**
   * Creation time of the folder, in nanoseconds since 1970; needed because inode numbers are reused. "0" if
   * unknown.
   */
  readonly born: string;
  /** Creation time of the state (ISO 8601). */
  readonly made: string;
}

const FILE = "origin.json";
/** A path has up to 4,096 bytes, and JSON may write each as six (`\u001b`). */
const MOST_BYTES = 65_536;

const FIELDS = ["root", "part", "device", "inode", "born", "made"] as const satisfies (keyof Origin)[];

/**
 * Checked by hand because every command reads one: preparing a zod schema takes 2 ms, a hundredth of a
 * search.
 */
function isOrigin(value: unknown): value is Origin {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return FIELDS.every((name) => typeof fields[name] === "string");
}

/** The real path of a folder (links resolved); the absolute path when it cannot be resolved. */
export function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return resolve(path);
  }
}

let birthTimeIsReliable: boolean | undefined;

/**
 * Whether birth times of files are reliable in this process. On Linux, Node may report the ctime instead (an
 * old kernel, or a sandbox that forbids `statx`), which changes with each new entry of a folder. We detect
 * that by looking for one system path whose birth time differs from its ctime. A disk that does not store
 * birth times reports 0.
 */
function hasReliableBirthTimes(): boolean {
  birthTimeIsReliable ??=
    process.platform !== "linux" ||
    ["/", tmpdir(), process.execPath, dirname(process.execPath)].some((path) => {
      const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
      return stats !== undefined && stats.birthtimeNs !== stats.ctimeNs;
    });
  return birthTimeIsReliable;
}

/** The origin to record for a new state; undefined when the folder does not exist. */
export function originOf(root: string, part: string): Origin | undefined {
  try {
    const { dev, ino, birthtimeNs } = statSync(root, { bigint: true });
    return {
      root,
      part,
      device: String(dev),
      inode: String(ino),
      born: hasReliableBirthTimes() ? String(birthtimeNs) : "0",
      made: new Date().toISOString(),
    };
  } catch {
    return undefined;
  }
}

/**
 * Whether both origins are of the same folder, whatever its path. False without birth times: a new folder can
 * have the inode number of a deleted one.
 */
export const isSameFolder = (one: Origin, other: Origin): boolean =>
  one.device === other.device && one.inode === other.inode && one.born === other.born && one.born !== "0";

/**
 * Whether two origins with one path are of different folders, by birth time. Inode numbers are not compared,
 * because some file systems do not keep them stable.
 */
export const isAnother = (one: Origin, other: Origin): boolean =>
  one.born !== other.born && one.born !== "0" && other.born !== "0";

/** The recorded origin of a state; undefined when it is missing or unreadable. */
export function readOrigin(state: string): Origin | undefined {
  try {
    const value: unknown = JSON.parse(readPlainFile(join(state, FILE), { mostBytes: MOST_BYTES }));
    return isOrigin(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Records the origin of a state. Errors are ignored: the record only helps to find the state again. */
export function writeOrigin(state: string, origin: Origin): void {
  try {
    replacePlainFile(join(state, FILE), `${JSON.stringify(origin)}\n`);
  } catch {
    // See above.
  }
}
