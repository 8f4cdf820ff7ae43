import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
} from "node:fs";
import { join, relative, sep } from "node:path";
import { isUnsafe } from "./refused.js";

/** A folder that stays the same one while files in it are read and written, whatever happens to its path. */
export interface HeldFolder {
  /** Path of an entry in it, for calls of `fs`. */
  readonly at: (name: string) => string;
  /** @throws FoveaError `unsafe-config` when its path now leads elsewhere. */
  readonly check: () => void;
  readonly close: () => void;
}

/** Linux finds what is below an open folder by its number; elsewhere paths are checked before and after. */
const DESCRIPTORS = "/proc/self/fd";
const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;

/**
 * Holds the folder at the end of a way that no link is part of, from `root` on: in a repository a link is whatever its
 * author wants it to be. How `root` itself is reached is the user's affair.
 * @returns undefined when a folder on the way is missing and not to be made.
 * @throws FoveaError `unsafe-config` when a link or a file is in the way.
 */
export function holdFolder(root: string, folder: string, make: boolean): HeldFolder | undefined {
  let held = hold(realpathSync(root), root);
  for (const name of relative(root, folder).split(sep).filter(Boolean)) {
    const shown = join(held.shown, name);
    try {
      if (make) mkdirIfMissing(held.at(name));
      const next = hold(held.at(name), shown, held);
      held.close();
      held = next;
    } catch (error) {
      held.close();
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }
  return held;
}

interface Shown extends HeldFolder {
  readonly shown: string;
  readonly real: string;
}

function hold(path: string, shown: string, parent?: Shown): Shown {
  const before = lstatSync(path);
  if (before.isSymbolicLink()) throw isUnsafe(shown, "is a link");
  if (!before.isDirectory()) throw isUnsafe(shown, "is no folder");
  const real = parent ? join(parent.real, path.slice(path.lastIndexOf(sep) + 1)) : path;
  if (O_DIRECTORY === undefined || !existsSync(DESCRIPTORS)) {
    const check = (): void => {
      const now = lstatSync(real, { throwIfNoEntry: false });
      if (now?.ino !== before.ino || now.dev !== before.dev || realpathSync(real) !== real)
        throw isUnsafe(shown, "was replaced meanwhile");
    };
    check();
    return { shown, real, at: (name) => join(real, name), check, close: () => {} };
  }
  let descriptor: number;
  try {
    descriptor = openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ELOOP" || code === "ENOTDIR") throw isUnsafe(shown, "was replaced meanwhile");
    throw error;
  }
  const opened = fstatSync(descriptor);
  const check = (): void => {
    const now = lstatSync(real, { throwIfNoEntry: false });
    if (now?.ino !== opened.ino || now.dev !== opened.dev) throw isUnsafe(shown, "was replaced meanwhile");
  };
  return {
    shown,
    real,
    at: (name) => `${DESCRIPTORS}/${descriptor}/${name}`,
    check,
    close: () => closeSync(descriptor),
  };
}

function mkdirIfMissing(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
