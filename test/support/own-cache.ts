import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** All tests of a run, and the processes that they start, keep their indexes in a folder that goes with the run. */
export default function setup(): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "fovea-test-cache-")));
  process.env.FOVEA_CACHE_DIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
