import { span } from "../../shared/trace.js";
import { Corpus } from "../retrieve/corpus.js";
import type { Scope } from "../retrieve/scope.js";
import { ShownLines } from "../scan/shown-lines.js";
import type { Source } from "../scan/source.js";
import type { Store } from "../store/contract.js";
import { ChangedFile, type Freshen, FreshTries } from "./fresh.js";
import { type IndexView, viewOf } from "./index-view.js";

/** Most repetitions of an answer because another process merged segments that it was reading. */
const MERGE_TRIES = 2;

/** Makes answers from one index and its files, both in the state of one moment. */
export class IndexReader {
  private current: Corpora | undefined;
  private readonly shown = new ShownLines();

  constructor(
    private readonly source: Source,
    private readonly store: Store,
    /** The part of the index that answers come from. */
    readonly scope: Scope,
    private readonly freshen?: Freshen,
  ) {}

  /**
   * The current index within the scope. Cached until the index is written. @throws FoveaError
   * `corrupt-index`.
   */
  async corpus(): Promise<Corpus> {
    return (await this.corpora()).inScope;
  }

  /** The whole current index. @throws FoveaError `corrupt-index`. */
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
   * Makes an answer from the index and the files in the state of one moment. `work` runs again when a file
   * has changed since it was indexed (after an update), and when another process removed segments that it was
   * reading.
   * @param isDoubtful whether an answer can change when all files are compared with the index.
   * @returns the result of the last run of `work`.
   * @throws FoveaError `corrupt-index`, and every error of `work`.
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
