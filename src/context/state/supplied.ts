import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { realPathOf } from "./origin.js";
import { foreignState, lstatIfThere } from "./private-folder.js";

/** A folder on the path to the cache folder. */
interface Step {
  readonly path: string;
  readonly real: string;
  readonly isLink: boolean;
  readonly isCheckout: boolean;
}

const known = new Map<string, readonly Step[]>();

/** The existing folders on the path to `shelf`, from the root of the disk down. */
function wayTo(shelf: string): readonly Step[] {
  const before = known.get(shelf);
  if (before) return before;
  const way: Step[] = [];
  for (let path = shelf; ; path = dirname(path)) {
    const stats = lstatIfThere(path);
    if (stats)
      way.unshift({
        path,
        real: realPathOf(path),
        isLink: stats.isSymbolicLink(),
        isCheckout: existsSync(join(path, ".git")),
      });
    if (dirname(path) === path) break;
  }
  if (way.at(-1)?.path === shelf) known.set(shelf, way);
  return way;
}

/**
 * Whether the cache folder may have been supplied by the author of a repository, because it lies inside the
 * indexed folder ("root") or inside a checkout ("checkout"); HOME can be either. Undefined when neither
 * contains it.
 * @throws FoveaError `foreign-state` when the path to the cache goes through a link inside the indexed
 * folder.
 */
export function suppliedBy(real: string, shelf: string): "root" | "checkout" | undefined {
  let within = false;
  let checkout = false;
  for (const step of wayTo(shelf)) {
    if (within && step.isLink)
      throw foreignState(
        step.path,
        `is a link in ${real} on the path to the cache folder`,
        "Set FOVEA_CACHE_DIR to a folder outside.",
      );
    // When the indexed folder is the root of a disk, it has no author who could supply a cache.
    within ||= dirname(real) !== real && `${step.real}${sep}`.startsWith(`${real}${sep}`);
    checkout ||= step.isCheckout;
  }
  return within ? "root" : checkout ? "checkout" : undefined;
}
