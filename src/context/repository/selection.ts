import type { TokenCounter } from "../../shared/tokens/count.js";
import type { Encoding } from "../../shared/tokens/vocabulary.js";
import type { EmbeddingIndex } from "../embed/embedding-index.js";
import { graphReaderOf } from "../graph/reader-of.js";
import { qualifiedName } from "../indexing/outline.js";
import type { Candidate } from "../pack/candidates.js";
import type { MapLine } from "../pack/map.js";
import { type LeftOut, type Packed, packContext } from "../pack/pack.js";
import { packId } from "../pack/pack-id.js";
import { PackMemory } from "../pack/pack-memory.js";
import { ownRanges } from "../pack/plan.js";
import { needsOf, type RelevanceParameters } from "../pack/relevance.js";
import type { PackRequest } from "../pack/request.js";
import type { Worth } from "../pack/worth.js";
import { unredactedText } from "../parse/documents/index.js";
import { AskedWords } from "../rank/asked-words.js";
import { assess, doubtOf } from "../rank/assess.js";
import { bestFiles } from "../rank/best-files.js";
import { bestHits } from "../rank/best-hits.js";
import type { Alike, LinesOf } from "../rank/fold-alike.js";
import type { RankParameters } from "../rank/parameters.js";
import { type RankedFile, type Ranking, rankFiles } from "../rank/rank.js";
import { type ChunkHit, type RankedChunks, rankChunks } from "../rank/rank-chunks.js";
import type { Renderer } from "../render/renderer.js";
import { type Correction, correctedText, correctionsOf } from "../retrieve/correct.js";
import { type Query, understandQuery } from "../retrieve/query.js";
import { isDerived } from "../scan/source.js";
import { holdsToken, REDACTED } from "../secrets/redact.js";
import { decodeText } from "../text/decode.js";
import { LineMatcher } from "../text/line-matcher.js";
import { commonPattern } from "../text/sibling-paths.js";
import { wordTerms } from "../text/terms.js";
import type { IndexReader } from "./index-reader.js";
import type { IndexUpdater } from "./index-updater.js";
import type { IndexView } from "./index-view.js";
import { mapLines, strongest } from "./map-lines.js";
import type {
  FileResult,
  Judgement,
  PackResult,
  Place,
  SearchOptions,
  SearchResult,
  SnippetLine,
  Variants,
} from "./results.js";
import { Snippets } from "./snippet.js";
import { TaskCache } from "./task-cache.js";

export interface SelectionOptions {
  readonly parameters: RankParameters;
  readonly relevance: RelevanceParameters;
  readonly embeddingIndex: EmbeddingIndex | undefined;
}

/** Number of best files whose chunks are candidates for a pack. */
const PACKED_FILES = 40;
/** Number of best files that a pack may name in its closing map. */
const MAPPED_FILES = 60;
/** Results of a search among which copies are found, to know which of them is shown first. */
const LISTED = 10;

/** Searches and packs: the pipeline retrieve → rank → pack → render. */
export class Selection {
  /** Rankings of the last tasks: one is searched for, judged, explained, and packed with one budget after another. */
  private readonly tasks = new TaskCache<KnownTask>();

  constructor(
    private readonly reader: IndexReader,
    private readonly index: IndexUpdater,
    private readonly options: SelectionOptions,
  ) {}

  /** See `Repository.search`. */
  search(
    text: string,
    limit: number,
    { named = false, snippets = false }: SearchOptions = {},
  ): Promise<SearchResult[]> {
    return this.reader.answer(async (view) => {
      const { corpus } = view;
      const ranking = await this.rank(view, text);
      const linesOf = rawLinesOnce(view);
      const { repeatDecay } = this.options.parameters;
      const sources = { corpus, asked: new AskedWords(text, ranking.matches), linesOf };
      const hits = await bestHits(sources, ranking, { limit, repeatDecay, named });
      const place = ({ file, chunk: { startLine, endLine } }: ChunkHit): Place => ({
        path: corpus.files[file]!.path,
        startLine,
        endLine,
      });
      const snippetOf = snippets ? await snippetReader(view, ranking, linesOf) : undefined;
      const results = hits.map(async (hit): Promise<SearchResult> => {
        const symbol = qualifiedName(hit.chunks, hit.index);
        return {
          ...place(hit),
          ...(symbol ? { symbol } : {}),
          kind: hit.chunk.kind,
          score: hit.score,
          tokens: treeTokens(hit.chunks, hit.index),
          signals: hit.shares,
          ...(hit.copies.length > 0 ? { copies: hit.copies.map(place) } : {}),
          ...variantsOf(
            [hit, ...hit.copies].map((each) => place(each).path),
            hit.alike.map(place),
          ),
          ...(snippetOf ? { snippet: await snippetOf(hit.file, hit.chunk) } : {}),
        };
      });
      return Promise.all(results);
    });
  }

  /** See `Repository.searchFiles`. */
  searchFiles(text: string, limit: number, { snippets = false } = {}): Promise<FileResult[]> {
    return this.reader.answer(async (view) => {
      const { corpus } = view;
      const ranking = await this.rank(view, text);
      const linesOf = rawLinesOnce(view);
      const groups = await this.bestFiles(view, ranking, text, limit, linesOf);
      const results = groups.map((group): FileResult => {
        const { file, score, shares } = ranked(group);
        const { path, tokens } = corpus.files[file]!;
        const places = group.others.map((other) => ({ path: corpus.files[other.file]!.path }));
        return { path, score, tokens, signals: shares, ...variantsOf([path], places) };
      });
      if (!snippets) return results;
      const scored = await rankChunks(corpus, { ...ranking, files: groups.map(ranked) }, limit);
      const snippetOf = await snippetReader(view, ranking, linesOf);
      return Promise.all(
        results.map(async (result, index) => {
          const { file, chunks, chunkScores } = scored[index]!;
          const best = chunkScores.reduce((top, score, at) => (score > chunkScores[top]! ? at : top), 0);
          return { ...result, snippet: await snippetOf(file, chunks[best]!) };
        }),
      );
    });
  }

  /** See `Repository.pack`. */
  pack(task: string, budget: number, renderer: Renderer): Promise<PackResult> {
    const work = async (view: IndexView): Promise<PackResult> => {
      const { corpus } = view;
      const ranking = await this.rank(view, task);
      const assessed = await this.judge(view, ranking);
      const { files, candidates, ...pack } = await this.fill(view, ranking, task, budget, renderer);
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
        packId: packId(pack.text),
        ...assessed,
        matched: files.length > 0,
        everythingTokens: corpus.files.reduce((sum, file) => sum + file.tokens, 0),
        worths,
        hashOf: view.hashOf,
        changing: [...view.changing],
      };
    };
    return this.reader.answer(work, ({ matched }) => !matched);
  }

  /**
   * Packs the best files of a ranking, which are also returned. `leftOut` receives why a candidate was not
   * packed.
   */
  async fill(
    view: IndexView,
    ranking: Ranking,
    task: string,
    budget: number,
    renderer: Renderer,
    leftOut?: Map<Candidate, LeftOut>,
  ): Promise<Packed & { readonly files: readonly RankedChunks[]; readonly likely: readonly MapLine[] }> {
    const { corpus } = view;
    const prepared = await this.prepared(view, ranking, task);
    const { files, likely } = prepared;
    const packed = await packContext({
      ...prepared,
      budget,
      load: async (file) => {
        const { path, role } = corpus.files[file]!;
        const lines = await view.linesIfSame(path);
        return lines && { path, lines, imports: await corpus.imports(file), derived: isDerived(role) };
      },
      map: likely,
      render: (items, map) => renderer.render(task, items, { map }),
      ...(leftOut ? { leftOut } : {}),
    });
    return { ...packed, files, likely };
  }

  /** What packs of a task have in common, whatever their budgets. */
  private async prepared(view: IndexView, ranking: Ranking, task: string): Promise<Prepared> {
    const counter = await this.index.counter();
    const known = this.tasks.of(view.corpus, task);
    const last = known?.prepared;
    if (last && known.ranking === ranking && last.encoding === counter.encoding && isWhole(view)) return last;
    const prepared = await this.prepare(view, ranking, task, counter);
    if (known?.ranking === ranking && known.isWhole && isWhole(view)) known.prepared = prepared;
    return prepared;
  }

  private async prepare(
    view: IndexView,
    ranking: Ranking,
    task: string,
    counter: TokenCounter,
  ): Promise<Prepared> {
    const { corpus } = view;
    const linesOf = rawLinesOnce(view);
    const best = await this.bestFiles(view, ranking, task, MAPPED_FILES, linesOf);
    const mapped = await rankChunks(corpus, { ...ranking, files: best.map(ranked) }, MAPPED_FILES);
    const likely = await mapLines(corpus, ranking, mapped, task);
    const files = mapped.slice(0, PACKED_FILES);
    const shares = new Map(files.map((file) => [file.file, file.shares]));
    const { repeatDecay } = this.options.parameters;
    const sources = { corpus, asked: new AskedWords(task, ranking.matches), linesOf };
    const [first] = await bestHits(sources, ranking, { limit: LISTED, repeatDecay, named: false });
    return {
      encoding: counter.encoding,
      files,
      likely,
      needs: needsOf(files, this.options.relevance),
      first: first && { file: first.file, chunk: first.index },
      why: (file) => strongest(shares.get(file) ?? {}),
      memory: new PackMemory(counter, new LineMatcher(termWeights(ranking))),
    };
  }

  /** The best files, each for its variants too: what `searchFiles` lists, and what competes for a pack. */
  bestFiles(
    view: IndexView,
    { files, matches }: Ranking,
    task: string,
    limit: number,
    linesOf: LinesOf = rawLinesOnce(view),
  ): Promise<Alike<RankedFile>[]> {
    const { corpus } = view;
    return bestFiles(files, limit, { corpus, asked: new AskedWords(task, matches), linesOf });
  }

  /** Ranks the files for a task: candidates, best first, with the share of every signal. */
  async rank(view: IndexView, text: string): Promise<Ranking> {
    const known = this.tasks.of(view.corpus, text);
    // Vectors may be added without a change of the index.
    if (known?.isWhole && isWhole(view) && !this.options.embeddingIndex) return known.ranking;
    const ranking = await this.rankCorrected(view, text);
    this.tasks.keep(view.corpus, text, { ranking, isWhole: isWhole(view) });
    return ranking;
  }

  private async rankCorrected(view: IndexView, text: string): Promise<Ranking> {
    const { corpus } = view;
    const query = understandQuery(text);
    const ranking = await this.rankQuery(view, query);
    // A task whose words are all known costs nothing more.
    const found = new Set(ranking.matches.terms.flatMap(({ term, files }) => (files > 0 ? [term] : [])));
    const corrections = await correctionsOf(corpus, query, (term) => found.has(term));
    if (corrections.length === 0) return ranking;
    const corrected = understandQuery(correctedText(text, corrections));
    return { ...(await this.rankQuery(view, corrected)), corrections };
  }

  private async rankQuery(view: IndexView, query: Query): Promise<Ranking> {
    const { corpus } = view;
    const similarity = await this.options.embeddingIndex?.similarity(corpus, query.text);
    const graph = () => graphReaderOf(corpus);
    const textOf = async (file: number): Promise<string> =>
      (await view.rawLines(corpus.files[file]!.path, async (_, content) => decodeText(content))).join("\n");
    return rankFiles(corpus, query, this.options.parameters, { graph, similarity, textOf });
  }

  /** See `Repository.assess`. */
  assess(text: string): Promise<Judgement> {
    return this.reader.answer(async (view) => {
      const known = this.tasks.of(view.corpus, text);
      return this.judge(view, known?.ranking ?? (await this.rank(view, text)));
    });
  }

  /** Says whether a ranking answers its task, and if not, why. */
  async judge({ corpus }: IndexView, ranking: Ranking): Promise<Judgement> {
    const assessment = await assess(corpus, ranking);
    return assessment.answered ? assessment : { ...assessment, doubt: await doubtOf(corpus, ranking) };
  }

  /** See `Repository.corrections`. */
  corrections(text: string): Promise<readonly Correction[]> {
    return this.reader.answer(async ({ corpus }) => {
      const query = understandQuery(text);
      const terms = [...query.plain].flatMap(wordTerms);
      const found = new Set(
        (await corpus.postings(terms)).flatMap(({ term, documents }) => (documents > 0 ? [term] : [])),
      );
      return correctionsOf(corpus, query, (term) => found.has(term));
    });
  }
}

/** What is known of a task in one state of the index. */
interface KnownTask {
  readonly ranking: Ranking;
  /** Whether all files could be read, when the ranking was made. */
  readonly isWhole: boolean;
  prepared?: Prepared;
}

/** What packs of one task have in common. */
interface Prepared extends Pick<PackRequest, "needs" | "first" | "why" | "memory"> {
  readonly files: readonly RankedChunks[];
  /** The most likely files, best first. */
  readonly likely: readonly MapLine[];
  /** In which the lines are counted. */
  readonly encoding: Encoding;
}

/** Whether no file is left out of an answer because it is changing. */
const isWhole = ({ changing }: IndexView): boolean => changing.size === 0;

/** Returns a reader of files' lines with secrets unredacted, for comparing only. Each file is read once. */
function rawLinesOnce(view: IndexView): (file: number) => Promise<readonly string[]> {
  const read = new Map<number, Promise<readonly string[]>>();
  return (file) => {
    const known = read.get(file) ?? view.rawLines(view.corpus.files[file]!.path, unredactedText);
    read.set(file, known);
    return known;
  };
}

/**
 * Returns a reader of the lines of a chunk that show why it matches. Searching a file for secrets takes longer
 * than all else, so only those files are searched that had one when they were indexed: their content is the same.
 * The lines themselves are checked again for tokens of known forms.
 */
async function snippetReader(view: IndexView, ranking: Ranking, rawLines: LinesOf) {
  const snippets = new Snippets(termWeights(ranking));
  const marked = new Set<number>();
  for (const term of wordTerms(REDACTED))
    for (const [file] of await view.corpus.places(term)) marked.add(file);
  return async (
    file: number,
    chunk: { readonly startLine: number; readonly endLine: number; readonly name: string },
  ): Promise<SnippetLine[]> => {
    const shown = async () => (await view.linesIfSame(view.corpus.files[file]!.path)) ?? [];
    if (marked.has(file)) return snippets.of(await shown(), chunk);
    const lines = snippets.of(await rawLines(file), chunk);
    return lines.some(({ text }) => holdsToken(text)) ? snippets.of(await shown(), chunk) : lines;
  };
}

/** The shown file of a group, in the place of its best. */
const ranked = ({ shown: { file }, best: { score, shares } }: Alike<RankedFile>): RankedFile => ({
  file,
  score,
  shares,
});

/** The field `alike` of a result: the best place of each file that it stands for; none without variants. */
function variantsOf<P extends { readonly path: string }>(
  listed: readonly string[],
  places: readonly P[],
): { readonly alike?: Variants<P> } {
  const seen = new Set(listed);
  const best = places.filter(({ path }) => !seen.has(path) && seen.add(path));
  if (best.length === 0) return {};
  return {
    alike: { pattern: commonPattern([...listed.slice(0, 1), ...best.map(({ path }) => path)]), places: best },
  };
}

/** How much each word of the task says about a line that has it. */
function termWeights({ matches }: Ranking): ReadonlyMap<string, number> {
  const weights = matches.terms.filter(({ chunkWeight }) => chunkWeight > 0);
  return new Map(weights.map(({ term, chunkWeight }) => [term, chunkWeight]));
}

/** Tokens of a chunk and of all chunks inside it. */
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
