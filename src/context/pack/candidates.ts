import type { OutlineChunk } from "../indexing/outline.js";

/** A chunk that could be packed, with its value (`relevance`) and its cost (`tokens`). */
export interface Candidate {
  readonly file: number;
  readonly chunk: number;
  /** Probability that the task needs this chunk, as a share of that of all candidates. */
  readonly relevance: number;
  /** Tokens of its own lines, without headings and enclosing heads. */
  readonly tokens: number;
}

export interface FileScore {
  readonly file: number;
  readonly score: number;
  readonly chunks: readonly OutlineChunk[];
  /** Scores of its chunks for the query, in the order of `chunks`. */
  readonly chunkScores: readonly number[];
}

/** How likely the task needs a file, and each chunk of it. The parts of a pack are chosen by this alone. */
export interface FileNeed {
  readonly file: number;
  /** Probability that the task needs the file. */
  readonly needed: number;
  /** Probability that the task needs each chunk, given that it needs the file. */
  readonly chunks: readonly number[];
}

/** Every chunk that may be needed, best first. The relevances of all have the sum 1. */
export function candidatesOf(files: readonly FileScore[], needs: readonly FileNeed[]): Candidate[] {
  const all = needs.flatMap(({ file, needed, chunks }, index) =>
    chunks.map((chance, chunk) => ({
      file,
      chunk,
      relevance: needed * chance,
      tokens: files[index]!.chunks[chunk]!.ownTokens,
    })),
  );
  const total = all.reduce((sum, { relevance }) => sum + relevance, 0) || 1;
  return all
    .filter(({ relevance }) => relevance > 0)
    .map((candidate) => ({ ...candidate, relevance: candidate.relevance / total }))
    .sort((a, b) => b.relevance - a.relevance || a.file - b.file || a.chunk - b.chunk);
}
