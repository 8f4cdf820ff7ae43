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

/** With more files to index than this it pays to have workers start while they are listed. */
const MANY_FILES = 500;

/** Makes an index equal to its source, and keeps ready what the next update needs. */
export class IndexUpdater {
  private pool: WorkerPool | undefined;

  constructor(
    private readonly source: Source,
    private readonly store: Store,
    /** The encoding asked for; without it the index's own is kept. */
    private readonly asked: Encoding | undefined,
    private readonly embeddingIndex: EmbeddingIndex | undefined,
  ) {}

  /**
   * What has changed since the index was last made equal to the source. Reads names and stamps; of the doubted files the
   * content too.
   * @param listing the source's files where they are known, which saves listing them.
   * @throws FoveaError `corrupt-index`, or what listing the source throws.
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
   * Makes the index equal to the source. The caller sees to it that no other process writes meanwhile.
   * @throws FoveaError `unwritable-index`, `disk-full`, `corrupt-index`.
   */
  async update(options: Omit<UpdateOptions, "encoding">): Promise<UpdateResult> {
    const encoding = await this.encoding();
    const pool = this.poolFor(encoding, options.threads);
    const isNew = (await indexedEncoding(this.store)) === undefined;
    if (isNew) pool.start((this.source.expectedFiles?.() ?? 0) > MANY_FILES ? undefined : 1);
    const plan = (await this.stillTrue(options.plan)) ?? (await this.plan(options.doubted));
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

  /** A plan holds until somebody writes: a file that changes after it was listed is found at the next look, as ever. */
  private async stillTrue(plan: UpdatePlan | undefined): Promise<UpdatePlan | undefined> {
    return plan && (await this.store.snapshot()) === plan.snapshot ? plan : undefined;
  }

  /** Lets what an update will need be loaded while the writer's lock and the files are looked at. */
  async prepare({ jobs }: UpdatePlan): Promise<void> {
    if (jobs.length > 0) this.poolFor(await this.encoding()).prepareFor(jobs);
  }

  /** The tokenizer by which tokens are counted: the one asked for, else the index's own. */
  async encoding(): Promise<Encoding> {
    return this.asked ?? (await indexedEncoding(this.store)) ?? defaultEncoding;
  }

  /** The counter of that encoding. */
  async counter(): Promise<TokenCounter> {
    return tokenCounter(await this.encoding());
  }

  /** The threads that index, which are kept: the next edit is indexed by one that is there. */
  private poolFor(encoding: Encoding, threads?: number): WorkerPool {
    if (this.pool?.encoding !== encoding || (threads !== undefined && this.pool.threads !== threads)) {
      this.pool?.stop();
      this.pool = new WorkerPool(encoding, threads);
    }
    return this.pool;
  }

  /** Ends the threads. */
  stop(): void {
    this.pool?.stop();
  }
}
