import { setTimeout as sleep } from "node:timers/promises";
import { FoveaError } from "../../shared/errors.js";
import type { WriterLock } from "./contract.js";

const RETRY_MILLISECONDS = 50;

/**
 * Takes a lock that has no blocking wait, by polling every 50 ms. The event loop runs meanwhile.
 * @throws FoveaError `index-busy` when it is still taken after `waitMilliseconds`, and every other error of
 * `tryLock`.
 */
export async function waitForLock(tryLock: () => WriterLock, waitMilliseconds: number): Promise<WriterLock> {
  const end = performance.now() + waitMilliseconds;
  for (;;)
    try {
      return tryLock();
    } catch (error) {
      const isBusy = error instanceof FoveaError && error.code === "index-busy";
      if (!isBusy || performance.now() > end) throw error;
      await sleep(RETRY_MILLISECONDS);
    }
}
