import { closeSync, openSync, readSync, realpathSync } from "node:fs";
import { sep } from "node:path";
import { env, platform } from "node:process";
import { programsNamed } from "../../shared/find-program.js";

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
  const candidates = programsNamed("git", { path, platform }).map((file) => ({
    file,
    real: realpathSync(file),
  }));
  // A version manager's script needs the environment that is not handed on.
  const isLast = ({ file }: Candidate): number => (isScript(file) ? 1 : 0);
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
