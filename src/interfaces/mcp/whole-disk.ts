import { dirname } from "node:path";
import { realPathOf } from "../../context/state/origin.js";
import { type Environment, homeIfAny, recordedHome } from "../../context/state/user-folders.js";
import { usageError } from "../../shared/errors.js";

/**
 * A client that starts servers in the home folder does not mean to have all of it indexed. Compared by real path: the home
 * folder may be reached through a link, or HOME may name one.
 * @throws FoveaError `no-repository`.
 */
export function refuseWholeDisk(root: string, env: Environment = process.env): void {
  const real = realPathOf(root);
  const homes = [homeIfAny({ env }), recordedHome()].filter((home) => home !== undefined).map(realPathOf);
  if (!homes.includes(real) && dirname(real) !== real) return;
  throw usageError(
    "no-repository",
    `the server was started in ${root}, which is no repository`,
    "Start it with --repo <path of the repository>, or from a client that names its roots.",
  );
}
