import { accessSync, constants, statSync } from "node:fs";
import { delimiter, extname, isAbsolute, join } from "node:path";

/** What the caller knows of its machine. */
export interface ProgramSearch {
  readonly path: string | undefined;
  readonly platform: NodeJS.Platform;
}

/**
 * The absolute path of a program on the PATH; undefined when it is nowhere. An entry of the PATH that is relative or empty
 * means the current folder, which may be a repository of somebody else's: it is passed over. So does Windows, which would
 * look in the current folder first.
 */
export function findProgram(
  name: string,
  { path, platform }: ProgramSearch = { path: process.env.PATH, platform: process.platform },
): string | undefined {
  const names = platform === "win32" && extname(name) === "" ? [`${name}.exe`] : [name];
  for (const folder of (path ?? "").split(delimiter))
    if (isAbsolute(folder))
      for (const file of names.map((each) => join(folder, each))) if (isProgram(file)) return file;
  return undefined;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
