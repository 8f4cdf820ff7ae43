import { dirname } from "node:path";
import { realPathOf } from "../../context/state/origin.js";
import { type Environment, homeIfAny, recordedHome } from "../../context/state/user-folders.js";
import { usageError } from "../../shared/errors.js";

const MCP_MEND = "Start it with --repo <path of the repository>, or from a client that sends its MCP roots.";

/**
 * Refuses to serve the home folder or a file system root: a client that starts servers there does not want
 * all of it indexed. Real paths are compared, since a link may lead to the home folder, and HOME may be a
 * link.
 * @throws FoveaError `no-repository`.
 */
export function refuseWholeDisk(root: string, env: Environment = process.env, mend = MCP_MEND): void {
  const real = realPathOf(root);
  const homes = [homeIfAny({ env }), recordedHome()].filter((home) => home !== undefined).map(realPathOf);
  if (!homes.includes(real) && dirname(real) !== real) return;
  throw usageError("no-repository", `the server was started in ${root}, which is not a repository`, mend);
}
