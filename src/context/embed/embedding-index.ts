import { FoveaError, failure } from "../../shared/errors.js";
import { span, tellError } from "../../shared/trace.js";
import type { Corpus } from "../retrieve/corpus.js";
import type { Source } from "../scan/source.js";
import { redact } from "../secrets/redact.js";
import type { FileVectors, Store } from "../store/contract.js";
import type { EmbeddingProvider } from "./provider.js";
import { type Similarity, similarityOf } from "./similarity.js";
import { filesWithoutVectors, updateVectors, type VectorUpdateOptions } from "./update-vectors.js";

/** A query of more is cut: models read no more, and a report says first what it is about. */
const QUERY_CHARACTERS = 2000;
/** After a failure nobody is kept waiting for the provider again for this long. */
const PAUSE_MILLISECONDS = 30_000;
const REMEMBERED_QUERIES = 100;
/** A provider limits the time of a query by itself. */
const NEVER = new AbortController().signal;

/**
 * The embeddings of one index. Answers never depend on the provider being there: what goes wrong is told once to `warn`,
 * and ranking goes on by words alone.
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

  /** Files that an update would embed; none while the provider is given a rest. */
  async missing(): Promise<number> {
    return this.isPaused() ? 0 : (await filesWithoutVectors(this.store, this.provider.name)).length;
  }

  /** Chunks that have a vector, of all. */
  async coverage(corpus: Corpus): Promise<{ readonly chunks: number; readonly of: number }> {
    const have = new Set(await this.store.vectorFiles(this.provider.name));
    let chunks = 0;
    for (const file of corpus.files) if (have.has(file.id)) chunks += file.documents;
    return { chunks, of: corpus.liveDocuments };
  }

  /**
   * Embeds what has no vectors yet.
   * @returns chunks embedded, or what went wrong, which `warn` has heard.
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
      this.pause(error, "what is new is not searched by meaning");
      return error;
    }
  }

  /** Undefined when nothing is known of it: ranking is by words alone then. */
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
    const asked = redact(text).slice(0, QUERY_CHARACTERS);
    const known = this.queries.get(asked);
    if (known || this.isPaused()) return known;
    try {
      const [vector] = await span("embed", () => this.provider.embed([asked], "query", NEVER));
      if (this.queries.size >= REMEMBERED_QUERIES) this.queries.clear();
      this.queries.set(asked, vector!);
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
    tellError(error);
    this.warn(`${error.message}; ${consequence}. ${error.mend}`);
  }
}
