import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | undefined;

/**
 * Releases the files of closed connections. The driver closes a file only when all statements are
 * garbage-collected, so this runs the garbage collector. Windows cannot delete a file while it is open.
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
