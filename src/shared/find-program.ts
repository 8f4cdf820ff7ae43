import { accessSync, constants, statSync } from "node:fs";
import { delimiter, extname, isAbsolute, join } from "node:path";

/** What the caller knows of its machine. */
export interface ProgramSearch {
  readonly path: string | undefined;
  readonly platform: NodeJS.Platform;
}

/**
 * The programs of a name on the PATH by their absolute paths, the first one first. An entry of the PATH that is relative or
 * empty means the current folder, which may be somebody else's repository: it is passed over. Given an absolute path,
 * Windows does not look in the current folder first either.
 */
export function programsNamed(
  name: string,
  { path, platform }: ProgramSearch = { path: process.env.PATH, platform: process.platform },
): string[] {
  const file = platform === "win32" && extname(name) === "" ? `${name}.exe` : name;
  return (path ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, file))
    .filter(isProgram);
}

/** The first of them; undefined when there is none. */
export const findProgram = (name: string, search?: ProgramSearch): string | undefined =>
  programsNamed(name, search)[0];

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
