import { FoveaError } from "../../shared/errors.js";

/**
 * Thrown while an answer is made: a file's content differs from the indexed one, so the index's line numbers
 * are wrong.
 */
export class ChangedFile extends Error {
  constructor(
    readonly path: string,
    /** Content hashes in the index and of the file; empty when the file is not indexed or not readable. */
    readonly indexed: string,
    readonly found: string,
  ) {
    super(`${path} has changed since it was indexed`);
  }
}

/**
 * Updates the index from the files. Files in `doubted` are read even when their size and time are unchanged.
 * Rejects when the index cannot be written.
 */
export type Freshen = (doubted: readonly string[]) => Promise<unknown>;

/** Most updates for one answer. An update of one file takes about 10 ms, and an editor's save less. */
const TRIES = 8;
/** After this time no further update is started for the answer. */
const MILLISECONDS = 2000;

/**
 * Errors for names that the index does not hold. They may be outdated: a file just written may hold the name.
 */
const DOUBTFUL: ReadonlySet<string> = new Set([
  "unknown-symbol",
  "unknown-path",
  "not-indexed",
  "nothing-matched",
]);

/**
 * Handles files that change while an answer is made: indexes them, a limited number of times, then omits
 * them.
 */
export class FreshTries {
  /** Files omitted from the answer, because they keep changing or the index cannot be written. */
  readonly changing = new Set<string>();
  /** Contents read while this answer was made, by hash. Each was a file's content after the call started. */
  readonly seen = new Map<string, Uint8Array>();
  private readonly end = performance.now() + MILLISECONDS;
  private tries = 0;
  private cannot: boolean;
  private readonly met = new Set<string>();

  constructor(private readonly freshen: Freshen | undefined) {
    this.cannot = freshen === undefined;
  }

  /** Indexes the changed file, or marks it as omitted. The caller then makes the answer again. */
  async meet({ path, indexed, found }: ChangedFile): Promise<void> {
    const difference = `${path}\0${indexed}\0${found}`;
    // The same difference twice: updating does not help, for whatever reason.
    const isLast = this.met.has(difference) || this.tries >= TRIES || performance.now() > this.end;
    this.met.add(difference);
    this.tries++;
    if (this.cannot || isLast || !(await this.update([path]))) this.changing.add(path);
  }

  /**
   * Handles an error that may be outdated by comparing all files with the index. The caller repeats this
   * while the comparison changes the index: a file being saved is empty for a moment.
   * @returns whether files were compared; false when the error is not one of `DOUBTFUL`.
   */
  async meetDoubt(error: unknown): Promise<boolean> {
    return error instanceof FoveaError && DOUBTFUL.has(error.code) && this.compare();
  }

  /** Compares all files with the index. @returns whether that was done. */
  async compare(): Promise<boolean> {
    if (this.cannot || this.tries >= TRIES || performance.now() > this.end) return false;
    this.tries++;
    return this.update([]);
  }

  private async update(doubted: readonly string[]): Promise<boolean> {
    try {
      await this.freshen?.(doubted);
      return true;
    } catch (error) {
      if (!(error instanceof FoveaError) || error.code === "corrupt-index" || error.code === "cancelled")
        throw error;
      // The index is read-only, the disk is full or another process writes: answer without these files.
      this.cannot = true;
      return false;
    }
  }
}
