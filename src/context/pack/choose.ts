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

export interface ChooseParameters {
  /** Score difference that changes the likelihood of a file by a factor of e. */
  readonly temperature: number;
  /**
   * Added to every chunk's match (the best chunk's is 1): a chunk without the task's words may be the one to
   * change.
   */
  readonly floor: number;
  /** Exponent of a chunk's score relative to the best chunk of its file. */
  readonly sharpness: number;
  /** Exponent of a chunk's size in its prior: longer definitions hold more of what gets changed. */
  readonly sizePrior: number;
}

export const defaultChoice: ChooseParameters = {
  temperature: 0.22,
  floor: 0.12,
  sharpness: 1.5,
  sizePrior: 0.35,
};

/** How likely the task needs a file, and each chunk of it. The parts of a pack are chosen by this alone. */
export interface FileNeed {
  readonly file: number;
  /** Probability that the task needs the file. */
  readonly needed: number;
  /** Probability that the task needs each chunk, given that it needs the file. */
  readonly chunks: readonly number[];
}

/** Files that a task needs, on average. */
const FILES_NEEDED = 1.5;
/** Share of the likelihood that goes by rank alone: scores say too little about the files that matter besides the best. */
const BY_RANK = 0.05;

/**
 * Turns scores into probabilities: a softmax over files, shared among a file's chunks by their scores.
 * @param files best first.
 */
export function needsOf(files: readonly FileScore[], parameters: ChooseParameters): FileNeed[] {
  const top = files[0]?.score ?? 0;
  const weights = files.map((file) => Math.exp((file.score - top) / parameters.temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const harmonic = files.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  return files.map((file, index) => {
    const best = Math.max(...file.chunkScores, 1e-9);
    const priors = file.chunks.map((chunk, which) => {
      if (chunk.ownTokens === 0) return 0;
      const match = (file.chunkScores[which]! / best) ** parameters.sharpness;
      return (match + parameters.floor) * chunk.ownTokens ** parameters.sizePrior;
    });
    const sum = priors.reduce((a, b) => a + b, 0) || 1;
    return {
      file: file.file,
      needed: Math.min(
        1,
        FILES_NEEDED * (((1 - BY_RANK) * weights[index]!) / total + BY_RANK / ((index + 1) * harmonic)),
      ),
      chunks: priors.map((prior) => prior / sum),
    };
  });
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
