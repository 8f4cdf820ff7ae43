import { closeSync, openSync, readSync, realpathSync } from "node:fs";
import { env, platform } from "node:process";
import { currentFolder, findPrograms, isInsideFolders, type Program } from "../../shared/find-program.js";

let known: { readonly path: string; readonly candidates: readonly Program[] } | undefined;

/**
 * Finds the git executable: the first on PATH, as an absolute path. Skips relative PATH entries and any git
 * that lies inside the given folder, the current folder or a checkout around them, since a repository could
 * contain it. Prefers a binary to a script.
 * @returns undefined when there is none.
 */
export function findGit(folder: string): string | undefined {
  const path = env.PATH ?? "";
  if (known?.path !== path) known = { path, candidates: onPath(path) };
  const folders = [folder, ...currentFolder()];
  return known.candidates.find((program) => !isInsideFolders(program, folders))?.file;
}

function onPath(path: string): Program[] {
  const candidates = findPrograms("git", { path, platform }).map((file) => ({
    file,
    real: realpathSync(file),
  }));
  // Scripts come last: a version manager's script needs environment variables that we do not pass on.
  const isLast = ({ file }: Program): number => (isScript(file) ? 1 : 0);
  return candidates.sort((one, other) => isLast(one) - isLast(other));
}

function isScript(file: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(file, "r");
  } catch {
    // Executable but not readable.
    return false;
  }
  try {
    const head = Buffer.alloc(2);
    return readSync(descriptor, head, 0, 2, 0) === 2 && head.toString("latin1") === "#!";
  } finally {
    closeSync(descriptor);
  }
}
