import { FoveaError } from "../../shared/errors.js";

/** Thrown while an answer is made: a file is not what the index says of it, so its lines are not where it says. */
export class ChangedFile extends Error {
  constructor(
    readonly path: string,
    /** Content hashes of what the index has and of what is there; empty for nothing that can be read. */
    readonly indexed: string,
    readonly found: string,
  ) {
    super(`${path} is not as it was indexed`);
  }
}

/**
 * Brings the index up to date with the files, those named not only by their stamps. Rejects when it cannot be written.
 */
export type Freshen = (doubted: readonly string[]) => Promise<unknown>;

/** Tries to catch a file between two changes. An update of one file takes some 10 ms, and an editor's save less. */
const TRIES = 8;
const MILLISECONDS = 2000;

/** Answers that may be wrong by now: nothing has that name in the index, but perhaps in a file that was just written. */
const DOUBTFUL: ReadonlySet<string> = new Set([
  "unknown-symbol",
  "unknown-path",
  "not-indexed",
  "nothing-matched",
]);

/** What one answer does about files that change while it is made: bounded tries to index them, then it goes without. */
export class FreshTries {
  /** Files that the answer has to do without: they keep changing, or the index cannot be written. */
  readonly changing = new Set<string>();
  /** Contents that were read while this answer was made, by hash: each of them was the file's since it was asked for. */
  readonly seen = new Map<string, Uint8Array>();
  private readonly end = performance.now() + MILLISECONDS;
  private tries = 0;
  private cannot: boolean;
  private readonly met = new Set<string>();

  constructor(private readonly freshen: Freshen | undefined) {
    this.cannot = freshen === undefined;
  }

  /** After this the answer is made again: from an index that knows the file, or without it. */
  async meet({ path, indexed, found }: ChangedFile): Promise<void> {
    const difference = `${path}\0${indexed}\0${found}`;
    // The same difference twice: an update does not help, whatever keeps it from that.
    const isLast = this.met.has(difference) || this.tries >= TRIES || performance.now() > this.end;
    this.met.add(difference);
    this.tries++;
    if (this.cannot || isLast || !(await this.update([path]))) this.changing.add(path);
  }

  /**
   * Whether the answer may be another once all files are compared with the index, which happens here. Again only while
   * that keeps changing the index: a file that is just being saved is empty for a moment.
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
      // Read-only, full or taken by another writer: what can be answered without these files still is.
      this.cannot = true;
      return false;
    }
  }
}
