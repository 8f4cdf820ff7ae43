import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { basename, delimiter, dirname, extname, isAbsolute, join, sep } from "node:path";
import { checkoutsAround, isCheckout } from "./checkouts.js";

/** What the caller knows of its machine. */
export interface ProgramSearch {
  readonly path: string | undefined;
  readonly platform: NodeJS.Platform;
}

/**
 * The programs of a name on the PATH by their absolute paths, the first one first. An entry of the PATH that is relative or
 * empty means the current folder, which may be somebody else's repository: it is passed over. So is what a package manager
 * puts before the user's own: `npx` and `npm run` name `node_modules/.bin` of the current folder and of all above it, and
 * a repository may come with one. Given an absolute path, Windows does not look in the current folder first either.
 */
export function programsNamed(
  name: string,
  { path, platform }: ProgramSearch = { path: process.env.PATH, platform: process.platform },
): string[] {
  const file = platform === "win32" && extname(name) === "" ? `${name}.exe` : name;
  return (path ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !isOfPackages(folder))
    .map((folder) => join(folder, file))
    .filter(isProgram);
}

const isOfPackages = (folder: string): boolean => {
  // Without what comes of a slash too many.
  const plain = join(folder, ".");
  return basename(plain) === ".bin" && basename(dirname(plain)) === "node_modules";
};

/** A program as the PATH names it, and where it really lies. */
export interface Program {
  readonly file: string;
  readonly real: string;
}

/**
 * Whether a program may be part of somebody's files: it lies in one of these folders, by either of its paths, or really
 * lies in a checkout around one of them.
 */
export function comesWith({ file, real }: Program, folders: readonly string[]): boolean {
  return folders.some(
    (folder) =>
      isBelow(file, folder) ||
      isBelow(real, folder) ||
      checkoutsAround(folder).some((checkout) => isBelow(real, checkout)),
  );
}

/** The first program of a name that does not come with the current folder; undefined when there is none. */
export function findProgram(name: string, search?: ProgramSearch): string | undefined {
  const here = currentFolder();
  return programsNamed(name, search).find((file) => !comesWith({ file, real: realpathSync(file) }, here));
}

/** By its real path; none where it has been deleted, or is a home folder like any other: what lies there is its user's. */
export function currentFolder(): readonly string[] {
  try {
    const folder = realpathSync(process.cwd());
    return folder === recordedHome() && !isCheckout(folder) ? [] : [folder];
  } catch {
    return [];
  }
}

/** As the system has it: HOME may name anything. */
function recordedHome(): string | undefined {
  try {
    return realpathSync(userInfo().homedir);
  } catch {
    return undefined;
  }
}

/** All there is lies in the root folder. */
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
