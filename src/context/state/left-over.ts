import { join } from "node:path";
import { printable } from "../../shared/printable.js";
import { lstatIfThere } from "./private-folder.js";

/** The folder in a repository where early versions kept its index. */
const FORMER_FOLDER = ".fovea";

/** A message about an old `.fovea` folder in a repository; undefined when there is none. */
export function leftOver(root: string): string | undefined {
  const folder = join(root, FORMER_FOLDER);
  return lstatIfThere(folder)
    ? `${printable(folder)} is ignored and not changed: Fovea never reads an index from a repository. Delete it if an earlier Fovea made it.`
    : undefined;
}
