import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { realPathOf } from "./origin.js";
import { foreignState, lstatIfThere } from "./private-folder.js";

/** One folder on the way to the cache, from the disk's root down. */
interface Step {
  readonly path: string;
  readonly real: string;
  readonly isLink: boolean;
  readonly isCheckout: boolean;
}

const known = new Map<string, readonly Step[]>();

/** The folders on the way to `shelf` that there are. */
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
 * With whose files the cache may have come: those of the folder that is indexed, or of a checkout around it (HOME may be
 * either). Undefined when it lies by itself.
 * @throws FoveaError `foreign-state` when a link in the folder that is indexed leads to it.
 */
export function suppliedBy(real: string, shelf: string): "root" | "checkout" | undefined {
  let within = false;
  let checkout = false;
  for (const step of wayTo(shelf)) {
    if (within && step.isLink)
      throw foreignState(
        step.path,
        `is a link in ${real}, which holds the cache folder`,
        "Set FOVEA_CACHE_DIR to a folder outside.",
      );
    // A whole disk came with nobody's files.
    within ||= dirname(real) !== real && `${step.real}${sep}`.startsWith(`${real}${sep}`);
    checkout ||= step.isCheckout;
  }
  return within ? "root" : checkout ? "checkout" : undefined;
}
