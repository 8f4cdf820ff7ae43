import type { Encoding } from "../../shared/tokens/vocabulary.js";
import { EmbeddingIndex } from "../embed/embedding-index.js";
import type { EmbeddingProvider } from "../embed/provider.js";
import type { GraphAnswer, GraphQuery } from "../graph/graph.js";
import type { UpdateOptions, UpdateResult } from "../indexing/update.js";
import { type ChooseParameters, defaultChoice } from "../pack/choose.js";
import { defaultParameters, type RankParameters } from "../rank/parameters.js";
import type { Renderer } from "../render/renderer.js";
import { Scope } from "../retrieve/scope.js";
import type { Source } from "../scan/source.js";
import type { Store } from "../store/contract.js";
import type { Freshen } from "./fresh.js";
import { IndexReader } from "./index-reader.js";
import { IndexUpdater } from "./index-updater.js";
import { Navigation } from "./navigation.js";
import type { FileResult, PackResult, SearchResult, Totals } from "./results.js";
import { Selection } from "./selection.js";
import { totalsOf } from "./totals.js";

export interface RepositoryOptions {
  /** By which tokens are counted. Default: the index's own, at first o200k_base. */
  readonly encoding?: Encoding;
  readonly parameters?: RankParameters;
  readonly choice?: ChooseParameters;
  /** Answers only from files below this folder of the index: one repository of a workspace. */
  readonly only?: string;
  /** Ranks by meaning too. Text leaves for wherever this sends it, and for nowhere without it. */
  readonly embeddings?: EmbeddingProvider;
  /** Told in a sentence or two when embeddings fail, which ends nothing. */
  readonly warn?: (text: string) => void;
  /**
   * Called when a file is found to have changed since it was indexed, before any line of it is shown. Without it such a
   * file is left out.
   */
  readonly freshen?: Freshen;
}

/**
 * One indexed source behind four verbs: update, search, pack, graph. The parts that do the work are there for those who
 * need more than the verbs: `index` opens and updates, `selection` searches and packs, `navigation` leads from one place to
 * others, and `reader` is what the latter two make their answers of.
 */
export class Repository {
  readonly index: IndexUpdater;
  readonly reader: IndexReader;
  readonly selection: Selection;
  readonly navigation: Navigation;
  private readonly embeddingIndex: EmbeddingIndex | undefined;

  /** Closes neither on failure; `close` closes both. */
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
      choice: options.choice ?? defaultChoice,
      embeddingIndex: this.embeddingIndex,
    });
    this.navigation = new Navigation(source, store, this.reader);
  }

  /** The part of the index that answers are from. */
  get scope(): Scope {
    return this.reader.scope;
  }

  /**
   * Makes the index equal to the source. The caller sees to it that no other process writes meanwhile: `updateIndex` does.
   * @throws FoveaError `unwritable-index`, `disk-full`, `corrupt-index`.
   */
  update(options: Omit<UpdateOptions, "encoding">): Promise<UpdateResult> {
    return this.index.update(options);
  }

  /**
   * Symbols and sections for a task in plain words, best first.
   * @param limit most results.
   * @param options `named`: only definitions and headed sections.
   * @throws FoveaError `corrupt-index`.
   */
  search(text: string, limit: number, options?: { readonly named?: boolean }): Promise<SearchResult[]> {
    return this.selection.search(text, limit, options);
  }

  /**
   * Files for a task in plain words, best first.
   * @param limit most results.
   * @throws FoveaError `corrupt-index`.
   */
  searchFiles(text: string, limit: number): Promise<FileResult[]> {
    return this.selection.searchFiles(text, limit);
  }

  /**
   * What matters for a task, rendered.
   * @param budget tokens that the rendered text has at most, in the index's encoding.
   * @returns no items where nothing matches (`matched` is false) or nothing fits.
   * @throws FoveaError `corrupt-index`.
   */
  pack(task: string, budget: number, renderer: Renderer): Promise<PackResult> {
    return this.selection.pack(task, budget, renderer);
  }

  /**
   * Who calls, imports, extends, tests, documents or changes together with a symbol or file.
   * @throws FoveaError `ambiguous-symbol`, `ambiguous-path`, `unknown-symbol`, `unknown-path`, `corrupt-index`.
   */
  graph(query: GraphQuery): Promise<GraphAnswer> {
    return this.navigation.graph(query);
  }

  /** Counts over everything that is indexed. */
  async totals(): Promise<Totals> {
    return totalsOf((await this.reader.whole()).files);
  }

  /** How many chunks can be searched by meaning; undefined while no embeddings are configured. */
  async embeddedChunks(): Promise<{ readonly chunks: number; readonly of: number } | undefined> {
    return this.embeddingIndex?.coverage(await this.reader.whole());
  }

  /** Ends the indexing threads and closes index and source. */
  async close(): Promise<void> {
    this.index.stop();
    await Promise.all([this.store.close(), this.source.close()]);
  }
}
