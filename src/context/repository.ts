import { createHash } from "node:crypto";
import { FoveaError, usageError } from "../shared/errors.js";
import { type TokenCounter, tokenCounter } from "../shared/tokens/count.js";
import { defaultEncoding, type Encoding } from "../shared/tokens/vocabulary.js";
import { Crew } from "./build/crew.js";
import { qualifiedName } from "./build/outline.js";
import {
  applyUpdate,
  indexedEncoding,
  planUpdate,
  type UpdateOptions,
  type UpdatePlan,
  type UpdateResult,
} from "./build/update.js";
import { Meaning } from "./embed/meaning.js";
import type { EmbeddingProvider } from "./embed/provider.js";
import { type History, readHistory } from "./git/history.js";
import { rememberHistory } from "./git/remember-history.js";
import { askGraph, type GraphAnswer, type GraphQuery } from "./graph/graph.js";
import { readPackages } from "./graph/packages.js";
import { GraphReader } from "./graph/reader.js";
import { type ChooseParameters, defaultChoice } from "./pack/choose.js";
import { type PackItem, packContext } from "./pack/pack.js";
import { ownRanges } from "./pack/plan.js";
import { readableText, unredactedText } from "./parse/documents/index.js";
import { bestHits } from "./rank/best-hits.js";
import { defaultParameters, type RankParameters } from "./rank/parameters.js";
import { type Ranking, rankFiles } from "./rank/rank.js";
import { type ChunkHit, rankChunks } from "./rank/rank-chunks.js";
import type { Worth } from "./refresh/spare.js";
import type { Renderer } from "./render/renderer.js";
import { Corpus } from "./retrieve/corpus.js";
import { understandQuery } from "./retrieve/query.js";
import { ShownLines, splitLines } from "./scan/shown-lines.js";
import { isDerived, type Source } from "./scan/source.js";
import type { Store } from "./store/contract.js";

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
}

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
  private readonly meaning: Meaning | undefined;

  constructor(
    readonly source: Source,
    readonly store: Store,
    private readonly options: RepositoryOptions = {},
  ) {
    this.parameters = options.parameters ?? defaultParameters;
    this.choice = options.choice ?? defaultChoice;
    if (options.embeddings) this.meaning = new Meaning(options.embeddings, store, options.warn ?? (() => {}));
  }

  /** The one repository of a workspace that this answers from; undefined when it answers from all it holds. */
  get only(): string | undefined {
    return this.options.only;
  }

  /** Whether answers may be from this path. */
  serves(path: string): boolean {
    return this.only === undefined || path.startsWith(`${this.only}/`);
  }

  /** What has changed since the index was last made equal to the source. */
  async plan(): Promise<UpdatePlan> {
    const plan = await planUpdate(this.source, this.store, {
      encoding: await this.encoding(),
      absolutePath: this.source.absolutePath?.bind(this.source),
    });
    return this.meaning ? { ...plan, unembedded: await this.meaning.missing() } : plan;
  }

  /** Makes the index equal to the source. The caller sees to it that no other process writes meanwhile. */
  async update(options: Omit<UpdateOptions, "encoding">): Promise<UpdateResult> {
    const encoding = await this.encoding();
    const crew = new Crew(encoding, options.threads);
    const isNew = (await indexedEncoding(this.store)) === undefined;
    if (isNew && (this.source.expectedFiles?.() ?? 0) > MANY_FILES) crew.enlist();
    let result: UpdateResult;
    try {
      result = await applyUpdate(this.source, this.store, await this.plan(), crew, { encoding, ...options });
    } finally {
      crew.dismiss();
    }
    if (!this.meaning) return result;
    const { signal, onEmbedding } = options;
    const embedded = await this.meaning.update(this.source, {
      signal,
      ...(onEmbedding ? { onProgress: onEmbedding } : {}),
    });
    return { ...result, embedded, interrupted: signal.aborted };
  }

  /** How much of the index can be searched by meaning; undefined while no embeddings are configured. */
  async embeddedChunks(): Promise<{ readonly chunks: number; readonly of: number } | undefined> {
    return this.meaning?.coverage(await this.current());
  }

  /** The tokenizer by which tokens are counted: the one asked for, else the index's own. */
  async encoding(): Promise<Encoding> {
    return this.options.encoding ?? (await indexedEncoding(this.store)) ?? defaultEncoding;
  }

  /** The index as it is now; built anew only when a write has happened since the last call. */
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
    return this.query(text, async (corpus, ranking) => {
      const lines = new Map<number, Promise<readonly string[]>>();
      const hits = await bestHits(corpus, ranking, {
        limit,
        repeatDecay: this.parameters.repeatDecay,
        named,
        linesOf: (file) => {
          const known = lines.get(file) ?? this.linesToLookAt(corpus.files[file]!.path, unredactedText);
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
    return this.query(text, async (corpus, ranking) =>
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
    return this.query(task, async (corpus, ranking) => {
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
          const lines = await this.readLinesIfThere(path);
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
      return { ...pack, packId: this.packId(pack.text), matched: files.length > 0, everythingTokens, worths };
    });
  }

  /**
   * Who calls, imports, extends, tests, documents or changes together with a symbol or file.
   * @throws FoveaError `ambiguous-symbol`, `ambiguous-path`, `unknown-symbol`, `unknown-path`.
   */
  async graph(query: GraphQuery): Promise<GraphAnswer> {
    for (let attempt = 0; ; attempt++) {
      const corpus = await this.current();
      const readLines = (file: number) => this.linesToLookAt(corpus.files[file]!.path);
      if (this.graphReader?.corpus !== corpus)
        this.graphReader = new GraphReader(corpus, await readPackages(corpus, readLines));
      const { only } = this.options;
      const within = only === undefined ? {} : { within: only };
      const answer = await askGraph(
        this.graphReader,
        { ...within, ...query },
        { readLines, history: (path) => this.historyAround(path) },
      );
      if (attempt === 2 || (await this.store.snapshot()) === corpus.snapshot) return answer;
    }
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

  /** As `readLines`, of any file that is listed, and not remembered. Empty when it has gone. */
  private async linesToLookAt(path: string, read = readableText): Promise<readonly string[]> {
    try {
      return splitLines(await read(path, await this.source.read(path)));
    } catch (error) {
      if (error instanceof FoveaError && GONE.has(error.code)) return [];
      throw error;
    }
  }

  /**
   * The lines of an indexed file as they are now, secrets redacted. The whole file is looked through, so that a
   * key cannot slip by because only some of its lines are shown.
   * @throws FoveaError `not-indexed`, or `unreadable-file` when it has gone or lies outside of the root.
   */
  async readLines(path: string): Promise<readonly string[]> {
    const corpus = await this.current();
    if (corpus.fileAt(path) < 0 || !this.serves(path))
      throw usageError(
        "not-indexed",
        `${path.slice(0, 200)} is not in the index`,
        "Give a path as search results do: relative to the repository root, with forward slashes.",
      );
    return this.shown.of(path, await this.source.read(path));
  }

  /** As `readLines`; undefined when the file has gone since it was indexed. */
  async readLinesIfThere(path: string): Promise<readonly string[] | undefined> {
    try {
      return await this.readLines(path);
    } catch (error) {
      if (error instanceof FoveaError && GONE.has(error.code)) return undefined;
      throw error;
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

  /** A merge by another process may take away what a query is about to read: then the query is asked again. */
  private async query<T>(text: string, answer: (corpus: Corpus, ranking: Ranking) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      const corpus = await this.current();
      const similarity = await this.meaning?.similarity(corpus, text);
      const ranking = this.within(
        corpus,
        await rankFiles(corpus, understandQuery(text), this.parameters, similarity),
      );
      const result = await answer(corpus, ranking);
      if (attempt === 2 || (await this.store.snapshot()) === corpus.snapshot) return result;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.store.close(), this.source.close()]);
  }
}

const GONE: ReadonlySet<string> = new Set(["not-indexed", "unreadable-file"]);

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
