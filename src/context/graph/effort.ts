import { setImmediate as turn } from "node:timers/promises";

/** Definitions weighed for one relation: 1 to 2 s. The largest of ordinary repositories take a twentieth. */
const MOST_WEIGHED = 20_000_000;
/** After so long whatever else waits has its turn: a signal, a client that cancels or leaves, another request. */
const TURN_MILLISECONDS = 50;

/**
 * What one relation may cost. As many uses of a name as definitions of it, 25,000 in one file of 900 KB, would be weighed
 * against each other for a minute, and nothing else be heard meanwhile.
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

  /** Whether something was left out. */
  get spent(): boolean {
    return this.left < 0;
  }

  /** Whether so many more definitions may be weighed. @throws the signal's reason, once nobody waits for the answer. */
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
