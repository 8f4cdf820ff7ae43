/**
 * Lets requests compute one after another. While one waits, its page may have asked for something else, and left: then it
 * is not computed at all.
 */
export class Turns {
  private last: Promise<void> = Promise.resolve();

  /**
   * Waits for a turn. @returns the function that ends it.
   * @throws the reason of the signal, when it is aborted before.
   */
  async next(signal: AbortSignal): Promise<() => void> {
    let end = (): void => {};
    const before = this.last;
    this.last = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    // Events that came while another request was computed are handled now: that a client has left is one of them.
    await new Promise((resolve) => setImmediate(resolve));
    if (!signal.aborted) return end;
    end();
    throw signal.reason;
  }
}
