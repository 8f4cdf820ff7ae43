import { createHash } from "node:crypto";
import { FoveaError, failure, usageError } from "../shared/errors.js";
import { type TokenCounter, tokenCounter } from "../shared/tokens/count.js";
import { defaultEncoding, type Encoding } from "../shared/tokens/vocabulary.js";
import { EmbeddingIndex } from "./embed/embedding-index.js";
import type { EmbeddingProvider } from "./embed/provider.js";
import { ChangedFile, type Freshen, FreshTries } from "./fresh.js";
import { type History, readHistory } from "./git/history.js";
import { rememberHistory } from "./git/remember-history.js";
import { askGraph, type GraphAnswer, type GraphQuery } from "./graph/graph.js";
import { readPackages } from "./graph/packages.js";
import { GraphReader } from "./graph/reader.js";
import { hashOf } from "./indexing/content.js";
import { qualifiedName } from "./indexing/outline.js";
import {
  applyUpdate,
  indexedEncoding,
  planUpdate,
  type UpdateOptions,
  type UpdatePlan,
  type UpdateResult,
} from "./indexing/update.js";
import { WorkerPool } from "./indexing/worker-pool.js";
import { type ChooseParameters, defaultChoice } from "./pack/choose.js";
import { type PackItem, packContext } from "./pack/pack.js";
import { ownRanges } from "./pack/plan.js";
import { readableText, unredactedText } from "./parse/documents/index.js";
import { bestHits } from "./rank/best-hits.js";
import { defaultParameters, type RankParameters } from "./rank/parameters.js";
import { type Ranking, rankFiles } from "./rank/rank.js";
import { type ChunkHit, rankChunks } from "./rank/rank-chunks.js";
import type { Worth } from "./refresh/leave-out.js";
import type { Renderer } from "./render/renderer.js";
import { Corpus } from "./retrieve/corpus.js";
import { understandQuery } from "./retrieve/query.js";
import { ShownLines, splitLines } from "./scan/shown-lines.js";
import { isDerived, type Listing, type Source } from "./scan/source.js";
import type { FileRow, Store } from "./store/contract.js";

/** Lines of a file, from 1, the last one included. */
export interface Place {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

export interface SearchResult extends Place {
  readonly symbol?: string;
  readonly kind?: string;
  readonly score: number;
  readonly tokens: number;
  readonly signals: Readonly<Record<string, number>>;
  /** Where the same definition stands again, generated or copied; absent when nowhere among the best. */
  readonly copies?: readonly Place[];
}

export interface FileResult {
  readonly path: string;
  readonly score: number;
  readonly tokens: number;
  readonly signals: Readonly<Record<string, number>>;
}

export interface PackResult {
  /** Names this content: equal packs have equal ids. */
  readonly packId: string;
  /** False when no file holds a word of the task. */
  readonly matched: boolean;
  readonly items: readonly PackItem[];
  readonly text: string;
  readonly tokens: number;
  /** Tokens of every indexed file together. */
  readonly everythingTokens: number;
  /** All chunks that competed for a place, each with what it is worth. */
  readonly worths: () => readonly Worth[];
  /** Content hash that a file had when its lines were taken; empty for a path that is not indexed. */
  readonly hashOf: (path: string) => string;
  /** Files left out, because they are not as they were indexed and could not be indexed again. */
  readonly changing: readonly string[];
}

/** The index and the files at one moment: what an answer is made of. */
export interface IndexView {
  readonly corpus: Corpus;
  /**
   * The lines of an indexed file, secrets redacted: those that the index counts by, as their hash says. The whole file
   * is looked through, so that a key cannot slip by because only some of its lines are shown.
   * @throws FoveaError `not-indexed`; `changing-file` when it is not as it was indexed and cannot be indexed again.
   */
  lines(path: string): Promise<readonly string[]>;
  /** As `lines`, whatever the index says of the file: for lines that are asked for by their numbers alone. */
  linesAsTheyAre(path: string): Promise<readonly string[]>;
  /** Content hash of an indexed file; empty for another path, and for a file that is not as it was indexed. */
  hashOf(path: string): string;
}

export interface Totals {
  readonly files: number;
  /** Definitions and headed sections. */
  readonly symbols: number;
  /** References and imports from which the graph's edges are resolved. */
  readonly edges: number;
  readonly tokens: number;
  /** Files by language, most first. */
  readonly languages: Readonly<Record<string, number>>;
}

export interface RepositoryOptions {
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

/** A merge by another process takes away what a query is about to read at most so often. */
const MERGE_TRIES = 2;

/** With more files to index than this it pays to have workers start while they are listed. */
const MANY_FILES = 500;

/** Files whose chunks compete for a place in a pack. */
const PACKED_FILES = 40;

/** One indexed source: the pipeline scan → parse → index → retrieve → rank → pack → render behind four verbs. */
export class Repository {
  private corpus: Corpus | undefined;
  private graphReader: GraphReader | undefined;
  private readonly shown = new ShownLines();
  private readonly parameters: RankParameters;
  private readonly choice: ChooseParameters;
  private readonly embeddingIndex: EmbeddingIndex | undefined;
  private pool: WorkerPool | undefined;

  constructor(
    readonly source: Source,
    readonly store: Store,
    private readonly options: RepositoryOptions = {},
  ) {
    this.parameters = options.parameters ?? defaultParameters;
    this.choice = options.choice ?? defaultChoice;
    if (options.embeddings)
      this.embeddingIndex = new EmbeddingIndex(options.embeddings, store, options.warn ?? (() => {}));
  }

  /** The one repository of a workspace that this answers from; undefined when it answers from all it holds. */
  get only(): string | undefined {
    return this.options.only;
  }

  /** Whether answers may be from this path. */
  serves(path: string): boolean {
    return this.only === undefined || path.startsWith(`${this.only}/`);
  }

  /**
   * What has changed since the index was last made equal to the source; files that are doubted are read, too. A `listing`
   * saves listing the files.
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

  /** Makes the index equal to the source. The caller sees to it that no other process writes meanwhile. */
  async update(options: Omit<UpdateOptions, "encoding">): Promise<UpdateResult> {
    const encoding = await this.encoding();
    const pool = this.poolFor(encoding, options.threads);
    const isNew = (await indexedEncoding(this.store)) === undefined;
    if (isNew) pool.start((this.source.expectedFiles?.() ?? 0) > MANY_FILES ? undefined : 1);
    const plan = (await this.stillTrue(options.plan)) ?? (await this.plan(options.doubted));
    pool.prepareFor(plan.jobs);
    const result = await applyUpdate(this.source, this.store, plan, pool, { encoding, ...options });
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

  /** The threads that index, which are kept: the next edit is indexed by one that is there. */
  private poolFor(encoding: Encoding, threads?: number): WorkerPool {
    if (this.pool?.encoding !== encoding || (threads !== undefined && this.pool.threads !== threads)) {
      this.pool?.stop();
      this.pool = new WorkerPool(encoding, threads);
    }
    return this.pool;
  }

  /** How much of the index can be searched by meaning; undefined while no embeddings are configured. */
  async embeddedChunks(): Promise<{ readonly chunks: number; readonly of: number } | undefined> {
    return this.embeddingIndex?.coverage(await this.current());
  }

  /** The tokenizer by which tokens are counted: the one asked for, else the index's own. */
  async encoding(): Promise<Encoding> {
    return this.options.encoding ?? (await indexedEncoding(this.store)) ?? defaultEncoding;
  }

  /** The index as it is now; rebuilt only when a write has happened since the last call. */
  async current(): Promise<Corpus> {
    const snapshot = await this.store.snapshot();
    if (this.corpus?.snapshot !== snapshot) this.corpus = new Corpus(this.store, snapshot);
    return this.corpus;
  }

  /** Counts over everything that is indexed. */
  async totals(): Promise<Totals> {
    const { files } = await this.current();
    const languages: Record<string, number> = {};
    for (const file of files) languages[file.language] = (languages[file.language] ?? 0) + 1;
    const sum = (of: (file: (typeof files)[number]) => number): number =>
      files.reduce((total, file) => total + of(file), 0);
    return {
      files: files.length,
      symbols: sum((file) => file.symbols),
      edges: sum((file) => file.edges),
      tokens: sum((file) => file.tokens),
      languages: Object.fromEntries(Object.entries(languages).sort((a, b) => b[1] - a[1])),
    };
  }

  /** Symbols and sections, best first. */
  search(text: string, limit: number, { named = false } = {}): Promise<SearchResult[]> {
    return this.query(text, async (view, ranking) => {
      const { corpus } = view;
      const lines = new Map<number, Promise<readonly string[]>>();
      const hits = await bestHits(corpus, ranking, {
        limit,
        repeatDecay: this.parameters.repeatDecay,
        named,
        linesOf: (file) => {
          const known = lines.get(file) ?? view.rawLines(corpus.files[file]!.path, unredactedText);
          lines.set(file, known);
          return known;
        },
      });
      const place = ({ file, chunk: { startLine, endLine } }: ChunkHit): Place => ({
        path: corpus.files[file]!.path,
        startLine,
        endLine,
      });
      return hits.map((hit) => {
        const symbol = qualifiedName(hit.chunks, hit.index);
        return {
          ...place(hit),
          ...(symbol ? { symbol } : {}),
          kind: hit.chunk.kind,
          score: hit.score,
          tokens: treeTokens(hit.chunks, hit.index),
          signals: hit.shares,
          ...(hit.copies.length > 0 ? { copies: hit.copies.map(place) } : {}),
        };
      });
    });
  }

  /** Files, best first. */
  searchFiles(text: string, limit: number): Promise<FileResult[]> {
    return this.query(text, async ({ corpus }, ranking) =>
      ranking.files.slice(0, limit).map(({ file, score, shares }) => ({
        path: corpus.files[file]!.path,
        score,
        tokens: corpus.files[file]!.tokens,
        signals: shares,
      })),
    );
  }

  /** What matters for a task, rendered within a budget of tokens. */
  pack(task: string, budget: number, renderer: Renderer): Promise<PackResult> {
    const answer = async (view: InnerIndexView, ranking: Ranking): Promise<PackResult> => {
      const { corpus } = view;
      const files = await rankChunks(corpus, ranking, PACKED_FILES);
      const shares = new Map(files.map((file) => [file.file, file.shares]));
      const counter = await this.counter();
      const packed = await packContext({
        files,
        budget,
        choice: this.choice,
        counter,
        load: async (file) => {
          const { path, role } = corpus.files[file]!;
          const [uses] = await corpus.uses([file]);
          const lines = await view.linesIfSame(path);
          return lines && { path, lines, imports: uses!.imports, derived: isDerived(role) };
        },
        why: (file) => reason(shares.get(file) ?? {}),
        render: (items) => renderer.render(task, items),
      });
      const everythingTokens = corpus.files.reduce((sum, file) => sum + file.tokens, 0);
      const { candidates, ...pack } = packed;
      const worths = (): Worth[] => {
        const chunksOf = new Map(files.map((file) => [file.file, file.chunks]));
        return candidates.map(({ file, chunk, relevance, tokens }) => ({
          path: corpus.files[file]!.path,
          ranges: ownRanges(chunksOf.get(file)!, chunk),
          relevance,
          tokens,
        }));
      };
      return {
        ...pack,
        packId: this.packId(pack.text),
        matched: files.length > 0,
        everythingTokens,
        worths,
        hashOf: view.hashOf,
        changing: [...view.changing],
      };
    };
    return this.query(task, answer, ({ matched }) => !matched);
  }

  /**
   * Who calls, imports, extends, tests, documents or changes together with a symbol or file.
   * @throws FoveaError `ambiguous-symbol`, `ambiguous-path`, `unknown-symbol`, `unknown-path`.
   */
  async graph(query: GraphQuery): Promise<GraphAnswer> {
    return this.answerConsistently(async (view) => {
      const { corpus } = view;
      const readLines = (file: number) => view.rawLines(corpus.files[file]!.path);
      if (this.graphReader?.corpus !== corpus)
        this.graphReader = new GraphReader(corpus, await readPackages(corpus, readLines));
      const { only } = this.options;
      const within = only === undefined ? {} : { within: only };
      return askGraph(
        this.graphReader,
        { ...within, ...query },
        { readLines, history: (path) => this.historyAround(path) },
      );
    });
  }

  /** The history of the repository that holds a file: the whole source, or its member of a workspace. */
  private async historyAround(path: string): Promise<History> {
    const { members, root } = this.source;
    const member = members?.find(({ name }) => path.startsWith(`${name}/`));
    if (!member) return rememberHistory(root, this.store);
    const history = await readHistory(member.root);
    const files = history.files.map((file) => ({ ...file, path: `${member.name}/${file.path}` }));
    return { ...history, files };
  }

  /**
   * Makes an answer of the index and the files as they are at one moment. `work` runs again when a file turns out to have
   * changed since it was indexed, after an update, and when a write of another process takes away what it reads.
   */
  answer<T>(work: (view: IndexView) => Promise<T>): Promise<T> {
    return this.answerConsistently(work);
  }

  /**
   * The lines of an indexed file as they are now, secrets redacted.
   * @throws FoveaError `not-indexed`, or `unreadable-file` when it has gone or lies outside of the root.
   */
  readLines(path: string): Promise<readonly string[]> {
    return this.answerConsistently((view) => view.linesAsTheyAre(path));
  }

  private viewOf(corpus: Corpus, { changing, seen }: FreshTries): InnerIndexView {
    const rowOf = (path: string): FileRow | undefined => corpus.files[corpus.fileAt(path)];
    const contentIfSame = async (path: string): Promise<Uint8Array | undefined> => {
      if (changing.has(path)) return undefined;
      const indexed = rowOf(path)?.hash ?? "";
      let content: Uint8Array;
      try {
        content = await this.source.read(path);
      } catch (error) {
        if (error instanceof FoveaError && error.code === "unreadable-file")
          throw new ChangedFile(path, indexed, "");
        throw error;
      }
      const hash = hashOf(content);
      if (hash === indexed) return content;
      // An editor that saves faster than files are indexed: what was read a moment ago is indexed by now.
      const before = seen.get(indexed);
      if (before) return before;
      seen.set(hash, content);
      throw new ChangedFile(path, indexed, hash);
    };
    const linesIfSame = async (path: string): Promise<readonly string[] | undefined> => {
      if (!rowOf(path) || !this.serves(path)) return undefined;
      const content = await contentIfSame(path);
      return content && this.shown.of(path, content);
    };
    const requireIndexed = (path: string): void => {
      if (rowOf(path) && this.serves(path)) return;
      throw usageError(
        "not-indexed",
        `${path.slice(0, 200)} is not in the index`,
        "Give a path as search results do: relative to the repository root, with forward slashes.",
      );
    };
    return {
      corpus,
      changing,
      hashOf: (path) => (changing.has(path) ? "" : (rowOf(path)?.hash ?? "")),
      linesIfSame,
      lines: async (path) => {
        requireIndexed(path);
        const lines = await linesIfSame(path);
        if (lines) return lines;
        throw failure(
          "changing-file",
          `${path} is not as it was indexed, and could not be indexed again`,
          "Ask again in a moment, or run fovea index.",
        );
      },
      linesAsTheyAre: async (path) => {
        requireIndexed(path);
        return (await linesIfSame(path)) ?? this.shown.of(path, await this.source.read(path));
      },
      rawLines: async (path, read = readableText) => {
        const content = await contentIfSame(path);
        return content ? splitLines(await read(path, content)) : [];
      },
    };
  }

  private async answerConsistently<T>(
    work: (view: InnerIndexView) => Promise<T>,
    isDoubtful: (result: T) => boolean = () => false,
  ): Promise<T> {
    const fresh = new FreshTries(this.options.freshen);
    for (let merges = 0; ; ) {
      const corpus = await this.current();
      let result: T;
      try {
        result = await work(this.viewOf(corpus, fresh));
      } catch (error) {
        if (error instanceof ChangedFile) await fresh.meet(error);
        else if (!(await fresh.meetDoubt(error)) || (await this.store.snapshot()) === corpus.snapshot)
          throw error;
        continue;
      }
      const isDoubted = isDoubtful(result) && (await fresh.compare());
      if ((await this.store.snapshot()) === corpus.snapshot) return result;
      if (!isDoubted && merges++ === MERGE_TRIES) return result;
    }
  }

  /** The counter of the encoding by which this repository counts. */
  async counter(): Promise<TokenCounter> {
    return tokenCounter(await this.encoding());
  }

  async countTokens(text: string): Promise<number> {
    return (await this.counter()).count(text);
  }

  /** The id of a pack with this text. */
  packId(text: string): string {
    return createHash("sha256").update(text).digest("hex").slice(0, 16);
  }

  private within(corpus: Corpus, ranking: Ranking): Ranking {
    if (this.only === undefined) return ranking;
    return { ...ranking, files: ranking.files.filter(({ file }) => this.serves(corpus.files[file]!.path)) };
  }

  private query<T>(
    text: string,
    answer: (view: InnerIndexView, ranking: Ranking) => Promise<T>,
    isDoubtful?: (result: T) => boolean,
  ): Promise<T> {
    return this.answerConsistently(async (view) => {
      const { corpus } = view;
      const similarity = await this.embeddingIndex?.similarity(corpus, text);
      const ranking = await rankFiles(corpus, understandQuery(text), this.parameters, similarity);
      return answer(view, this.within(corpus, ranking));
    }, isDoubtful);
  }

  async close(): Promise<void> {
    this.pool?.stop();
    await Promise.all([this.store.close(), this.source.close()]);
  }
}

interface InnerIndexView extends IndexView {
  readonly changing: ReadonlySet<string>;
  /** As `lines`; undefined when the file is not as it was indexed and cannot be indexed again. */
  linesIfSame(path: string): Promise<readonly string[] | undefined>;
  /** Of any file of the index, served or not, for looking at: not kept. Empty where `lines` would be undefined. */
  rawLines(path: string, read?: typeof readableText): Promise<readonly string[]>;
}

/** Tokens of a chunk with everything inside it. */
function treeTokens(chunks: readonly { parent: number; ownTokens: number }[], index: number): number {
  let total = chunks[index]!.ownTokens;
  const inside = new Set([index]);
  for (let child = index + 1; child < chunks.length; child++)
    if (inside.has(chunks[child]!.parent)) {
      inside.add(child);
      total += chunks[child]!.ownTokens;
    }
  return total;
}

/** The two strongest reasons in words. */
function reason(shares: Readonly<Record<string, number>>): string {
  const strongest = Object.entries(shares)
    .filter(([, share]) => share > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2);
  return strongest.map(([name]) => name).join(", ");
}
