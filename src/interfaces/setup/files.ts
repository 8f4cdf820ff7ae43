import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname } from "node:path";
import { checkoutsAround } from "../../shared/checkouts.js";
import { failure } from "../../shared/errors.js";
import { makeFolders } from "../../shared/make-folders.js";
import type { Change, ConfigFile } from "./client.js";
import { type HeldFolder, holdFolder } from "./held-folder.js";
import { isUnsafe } from "./unsafe-config.js";

const MOST_BYTES = 64 * 2 ** 20;
const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL } = constants;
/** Windows has neither flag. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;

/**
 * Reads a configuration file.
 * @returns its text, or undefined when it does not exist.
 * @throws FoveaError `unsafe-config` when the file is a link, not a regular file or larger than 64 MiB; in a
 * project also when a folder on the path is a link.
 */
export function readIfExists(place: ConfigFile): string | undefined {
  const folder = heldFolder(place, false);
  if (!folder) return undefined;
  try {
    return readIn(folder, place.file)?.text;
  } finally {
    folder.close();
  }
}

/**
 * Replaces the file as a whole, keeping its mode, or deletes it. Writes only into the folder that was
 * checked, and only when the file still has the text from which the change was made.
 * @throws FoveaError `unsafe-config`; `config-changed` when the file has been edited since.
 */
export function apply({ file, root, before, after }: Change & ConfigFile): void {
  const place = root === undefined ? { file } : { file, root };
  const folder = heldFolder(place, after !== undefined);
  if (!folder) return;
  try {
    const now = readIn(folder, file);
    if (now?.text !== before)
      throw failure("config-changed", `${file} has changed since it was read`, "Run the command again.");
    const name = basename(file);
    if (after === undefined) rmSync(folder.at(name), { force: true });
    else replace(folder, name, after, now?.mode);
  } finally {
    folder.close();
  }
}

/**
 * Opens the folder of a configuration file. For a user's own file its folders may be links: some people keep
 * their settings elsewhere. Links are refused in a project, and in a home folder that is itself a checkout,
 * because there anybody may have made them.
 */
function heldFolder({ file, root }: ConfigFile, make: boolean): HeldFolder | undefined {
  const folder = dirname(file);
  const guarded = root ?? checkoutsAround(folder).at(-1);
  if (guarded !== undefined) return holdFolder(guarded, folder, make);
  try {
    if (make) makeFolders(folder);
    const real = realpathSync(folder);
    return holdFolder(real, real, false);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function readIn(folder: HeldFolder, file: string): { text: string; mode: number } | undefined {
  const path = folder.at(basename(file));
  const seen = lstatSync(path, { throwIfNoEntry: false });
  if (!seen) return undefined;
  if (seen.isSymbolicLink()) throw isUnsafe(file, "is a link");
  // Checked before opening, because opening a device can have effects.
  if (!seen.isFile()) throw isUnsafe(file, "is not a regular file");
  let descriptor: number;
  try {
    descriptor = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ELOOP") throw isUnsafe(file, "is a link");
    throw error;
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw isUnsafe(file, "is not a regular file");
    if (stats.size > MOST_BYTES) throw isUnsafe(file, "is larger than 64 MiB");
    return { text: readFileSync(descriptor, "utf8"), mode: stats.mode & 0o777 };
  } finally {
    closeSync(descriptor);
  }
}

function replace(folder: HeldFolder, name: string, text: string, mode: number | undefined): void {
  const temporary = `${name}.${randomBytes(8).toString("hex")}.tmp`;
  const descriptor = openSync(folder.at(temporary), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode ?? 0o666);
  try {
    try {
      writeFileSync(descriptor, text);
      if (mode !== undefined) fchmodSync(descriptor, mode);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    folder.check();
    renameSync(folder.at(temporary), folder.at(name));
  } catch (error) {
    rmSync(folder.at(temporary), { force: true });
    throw error;
  }
}
