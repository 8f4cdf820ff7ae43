import { type TokenCounter, tokenCounter } from "../../shared/tokens/count.js";
import { defaultEncoding, type Encoding } from "../../shared/tokens/vocabulary.js";
import { span } from "../../shared/trace.js";
import type { EmbeddingIndex } from "../embed/embedding-index.js";
import {
  applyUpdate,
  indexedEncoding,
  planUpdate,
  type UpdateOptions,
  type UpdatePlan,
  type UpdateResult,
} from "../indexing/update.js";
import { WorkerPool } from "../indexing/worker-pool.js";
import type { Listing, Source } from "../scan/source.js";
import type { Store } from "../store/contract.js";

/** With more files than this, all workers start while the files are listed. */
const MANY_FILES = 500;

/** Updates an index from its source. Keeps its worker threads for the next update. */
export class IndexUpdater {
  private pool: WorkerPool | undefined;

  constructor(
    private readonly source: Source,
    private readonly store: Store,
    /** The requested encoding; undefined keeps the index's own. */
    private readonly asked: Encoding | undefined,
    private readonly embeddingIndex: EmbeddingIndex | undefined,
  ) {}

  /**
   * Finds what has changed since the last update. Compares paths, sizes and times; of `doubted` files the
   * content too.
   * @param listing the source's files if known, which saves listing them.
   * @throws FoveaError `corrupt-index`, and the errors of listing the source.
   */
  async plan(doubted?: ReadonlySet<string>, listing?: Listing): Promise<UpdatePlan> {
    const plan = await planUpdate(this.source, this.store, {
      encoding: await this.encoding(),
      absolutePath: this.source.absolutePath?.bind(this.source),
      doubted,
      listing,
    });
    return this.embeddingIndex ? { ...plan, unembedded: await this.embeddingIndex.missing() } : plan;
  }

  /**
   * Updates the index from the source. The caller must hold the writer's lock (`asWriter`).
   * @throws FoveaError `unwritable-index`, `disk-full`, `corrupt-index`.
   */
  async update(options: Omit<UpdateOptions, "encoding">): Promise<UpdateResult> {
    const encoding = await this.encoding();
    const pool = this.poolFor(encoding, options.threads);
    const isNew = (await indexedEncoding(this.store)) === undefined;
    if (isNew) pool.start((this.source.expectedFiles?.() ?? 0) > MANY_FILES ? undefined : 1);
    const plan = (await this.ifCurrent(options.plan)) ?? (await this.plan(options.doubted));
    pool.prepareFor(plan.jobs);
    const result = await span(
      "update",
      () => applyUpdate(this.source, this.store, plan, pool, { encoding, ...options }),
      ({ changed, reused, removed }) => ({ changed, reused, removed }),
    );
    if (!this.embeddingIndex) return result;
    const { signal, onEmbedding } = options;
    const embedded = await this.embeddingIndex.update(this.source, {
      signal,
      ...(onEmbedding ? { onProgress: onEmbedding } : {}),
    });
    return { ...result, embedded, interrupted: signal.aborted };
  }

  /**
   * @returns the plan unless the index was written since. Files that changed meanwhile are found by the next
   * plan.
   */
  private async ifCurrent(plan: UpdatePlan | undefined): Promise<UpdatePlan | undefined> {
    return plan && (await this.store.snapshot()) === plan.snapshot ? plan : undefined;
  }

  /**
   * Starts loading what the update will need (threads, grammars), while the caller waits for the writer's
   * lock.
   */
  async prepare({ jobs }: UpdatePlan): Promise<void> {
    if (jobs.length > 0) this.poolFor(await this.encoding()).prepareFor(jobs);
  }

  /** The encoding in which tokens are counted: the requested one, else the index's own, else the default. */
  async encoding(): Promise<Encoding> {
    return this.asked ?? (await indexedEncoding(this.store)) ?? defaultEncoding;
  }

  /** The counter of that encoding. */
  async counter(): Promise<TokenCounter> {
    return tokenCounter(await this.encoding());
  }

  /** The pool of worker threads. It is kept, so that the next update need not start one. */
  private poolFor(encoding: Encoding, threads?: number): WorkerPool {
    if (this.pool?.encoding !== encoding || (threads !== undefined && this.pool.threads !== threads)) {
      this.pool?.stop();
      this.pool = new WorkerPool(encoding, threads);
    }
    return this.pool;
  }

  /** Ends the worker threads. */
  stop(): void {
    this.pool?.stop();
  }
}
