import { setImmediate as turn } from "node:timers/promises";

/**
 * Definitions compared for one relation: 1 to 2 s. Large ordinary repositories need at most a twentieth of
 * it.
 */
const MOST_WEIGHED = 20_000_000;
/**
 * After this time the event loop gets a turn, for a signal, a client that cancels or disconnects, another
 * request.
 */
const TURN_MILLISECONDS = 50;

/**
 * The work limit of one relation. Without it, a 900 kB file with 25,000 uses and 25,000 definitions of one
 * name takes a minute, since each use is compared with each definition, and blocks the event loop.
 */
export class Effort {
  private left: number;
  private turnedAt = performance.now();

  constructor(
    most = MOST_WEIGHED,
    private readonly signal?: AbortSignal,
  ) {
    this.left = most;
  }

  /** Whether the limit was reached and definitions were left out. */
  get spent(): boolean {
    return this.left < 0;
  }

  /**
   * Whether this many more definitions may be compared; counts them. @throws the signal's reason once it is
   * aborted.
   */
  async allows(definitions: number): Promise<boolean> {
    if (performance.now() - this.turnedAt > TURN_MILLISECONDS) {
      await turn();
      this.signal?.throwIfAborted();
      this.turnedAt = performance.now();
    }
    if (this.left >= 0) this.left -= definitions;
    return !this.spent;
  }
}
