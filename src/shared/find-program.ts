import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { basename, delimiter, dirname, extname, isAbsolute, join, sep } from "node:path";
import { checkoutsAround, isCheckout } from "./checkouts.js";

/** The PATH to search and the system whose rules apply. */
export interface ProgramSearch {
  readonly path: string | undefined;
  readonly platform: NodeJS.Platform;
}

/**
 * Finds the programs of a name on the PATH, as absolute paths, in the order of the PATH. Skips entries that
 * are relative or empty: they mean the current folder, which may be an untrusted repository. Skips
 * `node_modules/.bin` too: `npx` and `npm run` put that folder of the current folder and of all its parents
 * on the PATH, and a repository can contain one. Callers start the absolute path, so Windows does not look in
 * the current folder first.
 */
export function findPrograms(
  name: string,
  { path, platform }: ProgramSearch = { path: process.env.PATH, platform: process.platform },
): string[] {
  const file = platform === "win32" && extname(name) === "" ? `${name}.exe` : name;
  return (path ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !isPackageBin(folder))
    .map((folder) => join(folder, file))
    .filter(isProgram);
}

const isPackageBin = (folder: string): boolean => {
  // `join` removes doubled and trailing slashes.
  const plain = join(folder, ".");
  return basename(plain) === ".bin" && basename(dirname(plain)) === "node_modules";
};

/** A program: its path from the PATH, and its real path after following links. */
export interface Program {
  readonly file: string;
  readonly real: string;
}

/**
 * Whether one of these folders may have supplied the program: either of its paths is inside a folder, or its
 * real path is inside a checkout that contains a folder.
 */
export function isInsideFolders({ file, real }: Program, folders: readonly string[]): boolean {
  return folders.some(
    (folder) =>
      isBelow(file, folder) ||
      isBelow(real, folder) ||
      checkoutsAround(folder).some((checkout) => isBelow(real, checkout)),
  );
}

/**
 * The first program of a name on the PATH that the current folder did not supply.
 * @returns its absolute path, or undefined when there is none.
 */
export function findProgram(name: string, search?: ProgramSearch): string | undefined {
  const here = currentFolder();
  return findPrograms(name, search).find(
    (file) => !isInsideFolders({ file, real: realpathSync(file) }, here),
  );
}

/**
 * The real path of the current folder as a list of one. Empty when the folder has been deleted, or when it is
 * the user's home and no checkout: programs below a home are the user's own.
 */
export function currentFolder(): readonly string[] {
  try {
    const folder = realpathSync(process.cwd());
    return folder === recordedHome() && !isCheckout(folder) ? [] : [folder];
  } catch {
    return [];
  }
}

/** The home folder from the system's user database. The environment's HOME could name any folder. */
function recordedHome(): string | undefined {
  try {
    return realpathSync(userInfo().homedir);
  } catch {
    return undefined;
  }
}

/** False for the root folder, since every file is below it. */
const isBelow = (file: string, folder: string): boolean =>
  dirname(folder) !== folder && file.startsWith(folder.endsWith(sep) ? folder : folder + sep);

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
