import { join } from "node:path";
import { printable } from "../../shared/printable.js";
import { lstatIfThere } from "./private-folder.js";

/** Where earlier versions kept the index of a repository. */
const FORMER_FOLDER = ".fovea";

/** What to tell of a folder in a repository that looks like an index; undefined when there is none. */
export function leftOver(root: string): string | undefined {
  const folder = join(root, FORMER_FOLDER);
  return lstatIfThere(folder)
    ? `${printable(folder)} is ignored and left as it is: nothing in a repository is read as an index. Delete it if an earlier Fovea made it.`
    : undefined;
}
