import { accessSync, closeSync, constants, openSync, readSync, realpathSync, statSync } from "node:fs";
import { delimiter, isAbsolute, join, sep } from "node:path";
import { env, platform } from "node:process";

interface Candidate {
  readonly file: string;
  readonly real: string;
}

let known: { readonly path: string; readonly candidates: readonly Candidate[] } | undefined;

/**
 * The git to run, by its absolute path: the first on the PATH, whose relative entries are passed over, that does not lie
 * in the folder that it is to be run for. Undefined when there is none.
 */
export function findGit(folder: string): string | undefined {
  const path = env.PATH ?? "";
  if (known?.path !== path) known = { path, candidates: onPath(path) };
  // All there is lies in the root folder.
  const isInside = (file: string) =>
    folder !== sep && file.startsWith(folder.endsWith(sep) ? folder : folder + sep);
  return known.candidates.find(({ file, real }) => !isInside(file) && !isInside(real))?.file;
}

function onPath(path: string): Candidate[] {
  const programs: Candidate[] = [];
  const scripts: Candidate[] = [];
  for (const entry of path.split(delimiter)) {
    if (!isAbsolute(entry)) continue;
    const file = join(entry, platform === "win32" ? "git.exe" : "git");
    try {
      accessSync(file, constants.X_OK);
      if (!statSync(file).isFile()) continue;
      // A version manager's script needs the environment that is not handed on.
      (isScript(file) ? scripts : programs).push({ file, real: realpathSync(file) });
    } catch {
      // Not here.
    }
  }
  return [...programs, ...scripts];
}

function isScript(file: string): boolean {
  const descriptor = openSync(file, "r");
  try {
    const head = Buffer.alloc(2);
    return readSync(descriptor, head, 0, 2, 0) === 2 && head.toString("latin1") === "#!";
  } finally {
    closeSync(descriptor);
  }
}
