import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | undefined;

/**
 * Releases connections that were closed. The driver ends one only with the last of its statements, and it has no
 * way to end those but garbage collection; until then the file stays open, and Windows deletes no open file.
 */
export async function releaseClosedConnections(): Promise<void> {
  if (!collect) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
  }
  // Finalizers run between turns of the event loop.
  await setImmediate();
  collect();
  await setImmediate();
}
