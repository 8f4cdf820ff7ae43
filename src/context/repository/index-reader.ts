import { span } from "../../shared/trace.js";
import { Corpus } from "../retrieve/corpus.js";
import type { Scope } from "../retrieve/scope.js";
import { ShownLines } from "../scan/shown-lines.js";
import type { Source } from "../scan/source.js";
import type { Store } from "../store/contract.js";
import { ChangedFile, type Freshen, FreshTries } from "./fresh.js";
import { type IndexView, viewOf } from "./index-view.js";

/** A merge by another process takes away what a query is about to read at most so often. */
const MERGE_TRIES = 2;

/** Reads one index together with its files: an answer is made of both as they are at one moment. */
export class IndexReader {
  private current: Corpora | undefined;
  private readonly shown = new ShownLines();

  constructor(
    private readonly source: Source,
    private readonly store: Store,
    /** Answers are from nothing else. */
    readonly scope: Scope,
    private readonly freshen?: Freshen,
  ) {}

  /** What the scope holds of the index as it is now; made again only when a write has happened since the last call. */
  async corpus(): Promise<Corpus> {
    return (await this.corpora()).inScope;
  }

  /** All of the index as it is now. */
  async whole(): Promise<Corpus> {
    return (await this.corpora()).whole;
  }

  private async corpora(): Promise<Corpora> {
    const snapshot = await this.store.snapshot();
    if (this.current?.whole.snapshot !== snapshot) {
      const whole = span(
        "open",
        () => new Corpus(this.store, snapshot),
        ({ files, liveDocuments }) => ({ files: files.length, chunks: liveDocuments }),
      );
      const isAll = this.scope.folder === undefined;
      this.current = { whole, inScope: isAll ? whole : new Corpus(this.store, snapshot, this.scope) };
    }
    return this.current;
  }

  /**
   * Makes an answer of the index and the files as they are at one moment. `work` runs again when a file turns out to have
   * changed since it was indexed, after an update, and when a write of another process takes away what it reads.
   * @param isDoubtful whether an answer may be another once all files are compared with the index.
   * @throws FoveaError `corrupt-index`, and whatever `work` throws.
   */
  async answer<T>(
    work: (view: IndexView) => Promise<T>,
    isDoubtful: (result: T) => boolean = () => false,
  ): Promise<T> {
    const fresh = new FreshTries(this.freshen);
    for (let merges = 0; ; ) {
      const corpora = await this.corpora();
      const { snapshot } = corpora.whole;
      let result: T;
      try {
        result = await work(this.viewOf(corpora, fresh));
      } catch (error) {
        if (error instanceof ChangedFile) await fresh.meet(error);
        else if (!(await fresh.meetDoubt(error)) || (await this.store.snapshot()) === snapshot) throw error;
        continue;
      }
      const isDoubted = isDoubtful(result) && (await fresh.compare());
      if ((await this.store.snapshot()) === snapshot) return result;
      if (!isDoubted && merges++ === MERGE_TRIES) return result;
    }
  }

  private viewOf({ inScope, whole }: Corpora, fresh: FreshTries): IndexView {
    const { source, shown } = this;
    return viewOf({ corpus: inScope, whole, source, shown }, fresh);
  }
}

/** The index at one moment. */
interface Corpora {
  readonly whole: Corpus;
  readonly inScope: Corpus;
}
