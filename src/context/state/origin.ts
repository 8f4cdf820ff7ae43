import { realpathSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { readPlainFile, replacePlainFile } from "./plain-file.js";

/** Of which folder a state is, so that it is known again where that folder has moved to. */
export interface Origin {
  /** Real path of the folder. */
  readonly root: string;
  /** What of it: "" its own state, "worktrees" what the linked worktrees of a bare repository share. */
  readonly part: string;
  /** Numbers of the folder itself, as text: they may be larger than a double can hold. */
  readonly device: string;
  readonly inode: string;
  /** When the folder was made, in nanoseconds: an inode's number is soon given to another one. "0" where not kept. */
  readonly born: string;
  /** When the state was made. */
  readonly made: string;
}

const FILE = "origin.json";
/** A path may have 4,096 bytes, each of which may be written as six. */
const MOST_BYTES = 65_536;

const FIELDS = ["root", "part", "device", "inode", "born", "made"] as const satisfies (keyof Origin)[];

/** By hand: every command reads one, and to prepare a schema for it takes 2 ms, a hundredth of a search. */
function isOrigin(value: unknown): value is Origin {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return FIELDS.every((name) => typeof fields[name] === "string");
}

/** A folder under the one name that it has by whatever way one comes to it. */
export function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return resolve(path);
  }
}

let birthIsTold: boolean | undefined;

/**
 * Whether this process is told when files were made. On Linux it may get the time of their last change instead (an old
 * kernel, or a sandbox that forbids `statx`), which for a folder is that of its last new entry. A disk that does not keep
 * them says 0, and so do folders from before it did.
 */
function tellsBirth(): boolean {
  birthIsTold ??=
    process.platform !== "linux" ||
    ["/", tmpdir(), process.execPath, dirname(process.execPath)].some((path) => {
      const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
      return stats !== undefined && stats.birthtimeNs !== stats.ctimeNs;
    });
  return birthIsTold;
}

/** The origin of a state that is made now; undefined when there is no such folder. */
export function originOf(root: string, part: string): Origin | undefined {
  try {
    const { dev, ino, birthtimeNs } = statSync(root, { bigint: true });
    return {
      root,
      part,
      device: String(dev),
      inode: String(ino),
      born: tellsBirth() ? String(birthtimeNs) : "0",
      made: new Date().toISOString(),
    };
  } catch {
    return undefined;
  }
}

/**
 * Whether both are of one and the same folder, wherever it lay. Never where the file system keeps no time of birth: there
 * a new folder with the number of a deleted one would pass for it.
 */
export const isSameFolder = (one: Origin, other: Origin): boolean =>
  one.device === other.device && one.inode === other.inode && one.born === other.born && one.born !== "0";

/** Whether they are of two folders that lay at one path. Inodes do not tell: not every disk keeps to them. */
export const isAnother = (one: Origin, other: Origin): boolean =>
  one.born !== other.born && one.born !== "0" && other.born !== "0";

/** What a state says of its origin; undefined when it says nothing that can be read. */
export function readOrigin(state: string): Origin | undefined {
  try {
    const value: unknown = JSON.parse(readPlainFile(join(state, FILE), { mostBytes: MOST_BYTES }));
    return isOrigin(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces it as a whole. On a disk that cannot be written it stays as it is: it only helps to find a state again. */
export function writeOrigin(state: string, origin: Origin): void {
  try {
    replacePlainFile(join(state, FILE), `${JSON.stringify(origin)}\n`);
  } catch {
    // As said.
  }
}
