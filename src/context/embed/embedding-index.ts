import { FoveaError, failure } from "../../shared/errors.js";
import { reportError, span } from "../../shared/trace.js";
import type { Corpus } from "../retrieve/corpus.js";
import type { Source } from "../scan/source.js";
import { redact } from "../secrets/redact.js";
import type { FileVectors, Store } from "../store/contract.js";
import type { EmbeddingProvider } from "./provider.js";
import { type Similarity, similarityOf } from "./similarity.js";
import { filesWithoutVectors, updateVectors, type VectorUpdateOptions } from "./update-vectors.js";

/** Longer queries are cut: models read no more, and a bug report starts with its subject. */
const QUERY_CHARACTERS = 2000;
/** After a failure the provider is not asked for this long, so that not every query waits for its timeout. */
const PAUSE_MILLISECONDS = 30_000;
const REMEMBERED_QUERIES = 100;
/** A signal that never aborts: the provider has its own timeout for queries. */
const NEVER = new AbortController().signal;

/**
 * The embeddings of one index. Queries are answered without the provider too: its failure is reported once to
 * `warn`, and ranking uses words only.
 */
export class EmbeddingIndex {
  private pausedUntil = 0;
  private loaded: { readonly corpus: Corpus; readonly vectors: readonly FileVectors[] } | undefined;
  private readonly queries = new Map<string, Float32Array>();

  constructor(
    private readonly provider: EmbeddingProvider,
    private readonly store: Store,
    private readonly warn: (text: string) => void,
  ) {}

  /** @returns how many files an update would embed; 0 while the provider is paused after a failure. */
  async missing(): Promise<number> {
    return this.isPaused() ? 0 : (await filesWithoutVectors(this.store, this.provider.name)).length;
  }

  /** @returns how many `chunks` have a vector, `of` how many live chunks of the corpus. */
  async coverage(corpus: Corpus): Promise<{ readonly chunks: number; readonly of: number }> {
    const have = new Set(await this.store.vectorFiles(this.provider.name));
    let chunks = 0;
    for (const file of corpus.files) if (have.has(file.id)) chunks += file.documents;
    return { chunks, of: corpus.liveDocuments };
  }

  /**
   * Embeds the files that have no vectors yet.
   * @returns the number of chunks embedded, or the provider's error, which was also reported to `warn`.
   */
  async update(source: Source, options: VectorUpdateOptions): Promise<number | FoveaError> {
    if (this.isPaused()) return 0;
    try {
      return await span(
        "embed",
        () => updateVectors(source, this.store, this.provider, options),
        (chunks) => ({ chunks }),
      );
    } catch (error) {
      if (!(error instanceof FoveaError) || error.code !== "embedding-failed") throw error;
      this.pause(error, "new files have no embeddings yet");
      return error;
    }
  }

  /**
   * @returns the chunks' similarity to `text`; undefined without vectors, in which case ranking uses words
   * only.
   */
  async similarity(corpus: Corpus, text: string): Promise<Similarity | undefined> {
    if (text.trim() === "") return undefined;
    const vectors = await this.vectors(corpus);
    if (vectors.length === 0) return undefined;
    const query = await this.embedQuery(text);
    if (!query) return undefined;
    const similarity = similarityOf(corpus, vectors, query);
    const lengths = new Set(vectors.map(({ dimensions }) => dimensions).filter((length) => length > 0));
    if (lengths.size > 0 && !lengths.has(query.length))
      this.pause(
        failure(
          "embedding-failed",
          `the embedding model gave ${query.length} dimensions, the index has others`,
          "The model has changed: fovea index --no-embed, then configure it again.",
        ),
        "ranked by words alone",
      );
    return similarity;
  }

  private async embedQuery(text: string): Promise<Float32Array | undefined> {
    const redacted = redact(text).slice(0, QUERY_CHARACTERS);
    const known = this.queries.get(redacted);
    if (known || this.isPaused()) return known;
    try {
      const [vector] = await span("embed", () => this.provider.embed([redacted], "query", NEVER));
      if (this.queries.size >= REMEMBERED_QUERIES) this.queries.clear();
      this.queries.set(redacted, vector!);
      return vector;
    } catch (error) {
      if (!(error instanceof FoveaError) || error.code !== "embedding-failed") throw error;
      this.pause(error, "ranked by words alone");
      return undefined;
    }
  }

  private async vectors(corpus: Corpus): Promise<readonly FileVectors[]> {
    if (this.loaded?.corpus !== corpus)
      this.loaded = { corpus, vectors: await this.store.vectors(this.provider.name) };
    return this.loaded.vectors;
  }

  private isPaused(): boolean {
    return performance.now() < this.pausedUntil;
  }

  private pause(error: FoveaError, consequence: string): void {
    this.pausedUntil = performance.now() + PAUSE_MILLISECONDS;
    reportError(error);
    this.warn(`${error.message}; ${consequence}. ${error.mend}`);
  }
}
