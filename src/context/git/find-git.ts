import { closeSync, openSync, readSync, realpathSync } from "node:fs";
import { env, platform } from "node:process";
import { currentFolder, findPrograms, isInsideFolders, type Program } from "../../shared/find-program.js";

let known: { readonly path: string; readonly candidates: readonly Program[] } | undefined;

/**
 * The git to run, by its absolute path: the first on the PATH, whose relative entries are passed over, that does not come
 * with the folder that it is to be run for, nor with the current one: that folder may be a repository inside it.
 * Undefined when there is none.
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
  // A version manager's script needs the environment that is not handed on.
  const isLast = ({ file }: Program): number => (isScript(file) ? 1 : 0);
  return candidates.sort((one, other) => isLast(one) - isLast(other));
}

function isScript(file: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(file, "r");
  } catch {
    // One that may be run but not read.
    return false;
  }
  try {
    const head = Buffer.alloc(2);
    return readSync(descriptor, head, 0, 2, 0) === 2 && head.toString("latin1") === "#!";
  } finally {
    closeSync(descriptor);
  }
}
