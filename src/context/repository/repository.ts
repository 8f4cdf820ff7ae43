import type { Encoding } from "../../shared/tokens/vocabulary.js";
import { EmbeddingIndex } from "../embed/embedding-index.js";
import type { EmbeddingProvider } from "../embed/provider.js";
import type { GraphAnswer, GraphQuery } from "../graph/graph.js";
import type { UpdateOptions, UpdateResult } from "../indexing/update.js";
import { defaultRelevance, type RelevanceParameters } from "../pack/relevance.js";
import { defaultParameters, type RankParameters } from "../rank/parameters.js";
import type { Renderer } from "../render/renderer.js";
import type { Correction } from "../retrieve/correct.js";
import { Scope } from "../retrieve/scope.js";
import type { Source } from "../scan/source.js";
import type { Store } from "../store/contract.js";
import type { Freshen } from "./fresh.js";
import { IndexReader } from "./index-reader.js";
import { IndexUpdater } from "./index-updater.js";
import { Navigation } from "./navigation.js";
import type { FileResult, Judgement, PackResult, SearchOptions, SearchResult, Totals } from "./results.js";
import { Selection } from "./selection.js";
import { totalsOf } from "./totals.js";

export interface RepositoryOptions {
  /** Encoding in which tokens are counted. Default: the index's own; o200k_base for a new index. */
  readonly encoding?: Encoding;
  /** Parameters of ranking. Default: `defaultParameters`. */
  readonly parameters?: RankParameters;
  /** How scores become probabilities for packing. Default: `defaultRelevance`. */
  readonly relevance?: RelevanceParameters;
  /** Answers only from files below this folder of the index: one repository of a workspace. */
  readonly only?: string;
  /** Adds embedding similarity to ranking. Text leaves the process only through this provider. */
  readonly embeddings?: EmbeddingProvider;
  /** Called with a message when embeddings fail. The operation continues without them. */
  readonly warn?: (text: string) => void;
  /**
   * Called to update the index when a file has changed since it was indexed, before any of its lines is
   * shown. Without it such a file is omitted from answers.
   */
  readonly freshen?: Freshen;
}

/**
 * One indexed source with four operations: update, search, pack, graph. For callers that need more, the parts
 * that implement them are public: `index` updates, `selection` searches and packs, `navigation` queries the
 * graph and reads files, and `reader` gives access to the index and files that answers are made from.
 */
export class Repository {
  readonly index: IndexUpdater;
  readonly reader: IndexReader;
  readonly selection: Selection;
  readonly navigation: Navigation;
  private readonly embeddingIndex: EmbeddingIndex | undefined;

  /** Takes over `source` and `store`: `close` closes both. Does no I/O. */
  constructor(
    readonly source: Source,
    readonly store: Store,
    options: RepositoryOptions = {},
  ) {
    const { embeddings, warn = () => {} } = options;
    this.embeddingIndex = embeddings && new EmbeddingIndex(embeddings, store, warn);
    this.index = new IndexUpdater(source, store, options.encoding, this.embeddingIndex);
    this.reader = new IndexReader(source, store, new Scope(options.only), options.freshen);
    this.selection = new Selection(this.reader, this.index, {
      parameters: options.parameters ?? defaultParameters,
      relevance: options.relevance ?? defaultRelevance,
      embeddingIndex: this.embeddingIndex,
    });
    this.navigation = new Navigation(source, store, this.reader);
  }

  /** The part of the index that answers come from. */
  get scope(): Scope {
    return this.reader.scope;
  }

  /**
   * Updates the index from the source: only changed files are read and parsed. The caller must hold the
   * writer's lock; `updateIndex` takes it.
   * @returns counts of files changed, reused and removed.
   * @throws FoveaError `unwritable-index`, `disk-full`, `corrupt-index`.
   */
  update(options: Omit<UpdateOptions, "encoding">): Promise<UpdateResult> {
    return this.index.update(options);
  }

  /**
   * Searches definitions and sections for a task in plain words.
   * @param limit most results.
   * @returns results, best first. Lines are 1-based and inclusive.
   * @throws FoveaError `corrupt-index`.
   */
  search(text: string, limit: number, options?: SearchOptions): Promise<SearchResult[]> {
    return this.selection.search(text, limit, options);
  }

  /**
   * Searches files for a task in plain words.
   * @param limit most results.
   * @returns files, best first.
   * @throws FoveaError `corrupt-index`.
   */
  searchFiles(text: string, limit: number, options?: Pick<SearchOptions, "snippets">): Promise<FileResult[]> {
    return this.selection.searchFiles(text, limit, options);
  }

  /**
   * The words of a task that no file contains, and the words that `search` and `pack` search for in their place:
   * plain words with a typing error.
   */
  corrections(text: string): Promise<readonly Correction[]> {
    return this.selection.corrections(text);
  }

  /**
   * Whether the repository holds the answer to a task, with a confidence, and if not, why. Costs little after a search for
   * the same task.
   * @throws FoveaError `corrupt-index`.
   */
  assess(text: string): Promise<Judgement> {
    return this.selection.assess(text);
  }

  /**
   * Packs the code that matters for a task into one text.
   * @param budget most tokens of the text, in the index's encoding.
   * @returns the pack; without items when nothing matches (`matched` is false) or nothing fits.
   * @throws FoveaError `corrupt-index`.
   */
  pack(task: string, budget: number, renderer: Renderer): Promise<PackResult> {
    return this.selection.pack(task, budget, renderer);
  }

  /**
   * Finds what calls, imports, extends, tests, documents or changes together with a symbol or file.
   * @throws FoveaError `ambiguous-symbol`, `ambiguous-path`, `unknown-symbol`, `unknown-path`,
   * `corrupt-index`.
   */
  graph(query: GraphQuery): Promise<GraphAnswer> {
    return this.navigation.graph(query);
  }

  /** @returns counts over the whole index, regardless of the scope. @throws FoveaError `corrupt-index`. */
  async totals(): Promise<Totals> {
    return totalsOf((await this.reader.whole()).files);
  }

  /**
   * @returns how many `chunks` of all (`of`) have an embedding; undefined when no embeddings are configured.
   */
  async embeddedChunks(): Promise<{ readonly chunks: number; readonly of: number } | undefined> {
    return this.embeddingIndex?.coverage(await this.reader.whole());
  }

  /** Ends the worker threads and closes the index and the source. */
  async close(): Promise<void> {
    this.index.stop();
    await Promise.all([this.store.close(), this.source.close()]);
  }
}
