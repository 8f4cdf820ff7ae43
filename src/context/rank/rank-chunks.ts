import type { OutlineChunk } from "../indexing/outline.js";
import type { Corpus } from "../retrieve/corpus.js";
import type { RankedFile, Ranking } from "./rank.js";

/** A ranked file with the score of each of its chunks. */
export interface RankedChunks extends RankedFile {
  readonly chunks: readonly OutlineChunk[];
  readonly chunkScores: readonly number[];
}

/** Share of its own score added to a chunk that defines a name of the task. */
const DEFINITION_GAIN = 1.5;
/** Score of a chunk that defines a name of the task but holds none of its words. */
const LEAST_DEFINITION = 1e-3;
/** Share of the best word score added to the chunk nearest in meaning. Not tuned. */
const NEARNESS_GAIN = 0.5;

/**
 * Scores every chunk of the best files by words, by definitions of the task's names and by embedding
 * similarity.
 */
export async function rankChunks(corpus: Corpus, ranking: Ranking, files: number): Promise<RankedChunks[]> {
  const top = ranking.files.slice(0, files);
  const outlines = await corpus.chunks(top.map((ranked) => ranked.file));
  const { similarity } = ranking;
  const scored = top.map((ranked, index) => {
    const chunks = outlines[index]!;
    const first = corpus.firstDocument[ranked.file]!;
    const chunkScores = chunks.map((_, chunk) => {
      const score = ranking.matches.chunkScore[first + chunk] ?? 0;
      const defining = ranking.definitions.get(first + chunk) ?? 0;
      // A name of one letter is no word, so only the definition speaks for its chunk.
      return score === 0 ? defining * LEAST_DEFINITION : score * (1 + DEFINITION_GAIN * defining);
    });
    return { ...ranked, chunks, chunkScores };
  });
  if (!similarity) return scored;
  const best =
    scored.reduce((most, { chunkScores }) => chunkScores.reduce((a, b) => Math.max(a, b), most), 0) || 1;
  return scored.map((file) => {
    const first = corpus.firstDocument[file.file]!;
    const gain = (chunk: number): number => NEARNESS_GAIN * best * (similarity.nearness[first + chunk] ?? 0);
    return { ...file, chunkScores: file.chunkScores.map((score, chunk) => score + gain(chunk)) };
  });
}

export interface ChunkHit {
  readonly file: number;
  readonly chunk: OutlineChunk;
  readonly index: number;
  readonly chunks: readonly OutlineChunk[];
  readonly score: number;
  readonly shares: Readonly<Record<string, number>>;
}

/**
 * Selects the best chunks over all files. A file's best chunk gets the file's score, the next ones less and
 * less, so that one long file does not fill the list. Omits chunks that overlap one already selected, empty
 * chunks and, with `named`, chunks that are neither a definition nor a section, and definitions without a
 * match in a file whose other text matches.
 */
export function bestChunks(
  ranked: readonly RankedChunks[],
  limit: number,
  repeatDecay: number,
  named = false,
): ChunkHit[] {
  const hits = ranked.flatMap((file) => {
    const order = file.chunks
      .map((_, index) => index)
      .filter((index) => file.chunks[index]!.name !== "" || (!named && file.chunks[index]!.ownTokens > 0))
      .sort((a, b) => file.chunkScores[b]! - file.chunkScores[a]! || a - b);
    const best = Math.max(file.chunkScores[order[0]!] ?? 0, 1e-9);
    const onlyMatching = named && file.chunkScores.some((score) => score > 0);
    const taken: OutlineChunk[] = [];
    const own: ChunkHit[] = [];
    for (const index of order) {
      const chunk = file.chunks[index]!;
      const isListed = own.length === 0 && !onlyMatching;
      if (own.length >= limit || (!isListed && file.chunkScores[index]! <= 0)) break;
      if (taken.some((other) => overlap(chunk, other))) continue;
      taken.push(chunk);
      const decay = repeatDecay ** own.length * (own.length === 0 ? 1 : file.chunkScores[index]! / best);
      own.push({
        file: file.file,
        chunk,
        index,
        chunks: file.chunks,
        score: file.score * decay,
        shares: file.shares,
      });
    }
    return own;
  });
  return hits.sort((a, b) => b.score - a.score || a.file - b.file || a.index - b.index).slice(0, limit);
}

const overlap = (a: OutlineChunk, b: OutlineChunk): boolean =>
  a.startLine <= b.endLine && b.startLine <= a.endLine;
