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
import { isUnsafe } from "./unsafe-config.js";

/**
 * An open folder. It stays the same folder while files in it are read and written, even if its path is
 * replaced.
 */
export interface HeldFolder {
  /** The path of an entry in it, for calls of `fs`. */
  readonly at: (name: string) => string;
  /** @throws FoveaError `unsafe-config` when its path now leads to another folder. */
  readonly check: () => void;
  readonly close: () => void;
}

/**
 * On Linux, a path below this reaches files of an open folder by its descriptor. Other systems check paths
 * instead.
 */
const DESCRIPTORS = "/proc/self/fd";
const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;

/**
 * Opens `folder`, step by step from `root`, and refuses links on the way: in a repository its author chooses
 * where a link leads. The path to `root` itself may contain links, since the user gave it.
 * @param make creates missing folders.
 * @returns undefined when a folder is missing and `make` is false.
 * @throws FoveaError `unsafe-config` when a part of the path is a link or a file.
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
  if (!before.isDirectory()) throw isUnsafe(shown, "is not a folder");
  const real = parent ? join(parent.real, path.slice(path.lastIndexOf(sep) + 1)) : path;
  if (O_DIRECTORY === undefined || !existsSync(DESCRIPTORS)) {
    const check = (): void => {
      const now = lstatSync(real, { throwIfNoEntry: false });
      if (now?.ino !== before.ino || now.dev !== before.dev || realpathSync(real) !== real)
        throw isUnsafe(shown, "was replaced while it was in use");
    };
    check();
    return { shown, real, at: (name) => join(real, name), check, close: () => {} };
  }
  let descriptor: number;
  try {
    descriptor = openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ELOOP" || code === "ENOTDIR") throw isUnsafe(shown, "was replaced while it was in use");
    throw error;
  }
  const opened = fstatSync(descriptor);
  const check = (): void => {
    const now = lstatSync(real, { throwIfNoEntry: false });
    if (now?.ino !== opened.ino || now.dev !== opened.dev)
      throw isUnsafe(shown, "was replaced while it was in use");
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
