import type { OutlineChunk } from "../indexing/outline.js";

/** A chunk that could be packed, with its value (`relevance`) and its cost (`tokens`). */
export interface Candidate {
  readonly file: number;
  readonly chunk: number;
  /** Estimated probability that the task needs this chunk. */
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

/**
 * Turns scores into relevances: a softmax over files, shared among a file's chunks by their scores. The sum
 * over all candidates is 1, so the sum over a pack estimates the probability that it holds the chunk that the
 * task needs.
 */
export function candidatesOf(files: readonly FileScore[], parameters: ChooseParameters): Candidate[] {
  const top = files[0]?.score ?? 0;
  const weights = files.map((file) => Math.exp((file.score - top) / parameters.temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return files.flatMap((file, index) => {
    const best = Math.max(...file.chunkScores, 1e-9);
    const priors = file.chunks.map((chunk, which) => {
      if (chunk.ownTokens === 0) return 0;
      const match = (file.chunkScores[which]! / best) ** parameters.sharpness;
      return (match + parameters.floor) * chunk.ownTokens ** parameters.sizePrior;
    });
    const sum = priors.reduce((a, b) => a + b, 0) || 1;
    return file.chunks.map((chunk, which) => ({
      file: file.file,
      chunk: which,
      relevance: ((weights[index]! / total) * priors[which]!) / sum,
      tokens: chunk.ownTokens,
    }));
  });
}

/**
 * Sorts candidates by relevance per token, best first. Taking them in this order until the budget is full is
 * within one candidate of the best choice (greedy knapsack, Dantzig 1957). Where they then stand in the pack
 * is decided in `order.ts`. `overhead` is added to the tokens of each.
 */
export function byValue(candidates: readonly Candidate[], overhead: number): Candidate[] {
  const value = (candidate: Candidate): number => candidate.relevance / (candidate.tokens + overhead);
  return candidates
    .filter((candidate) => candidate.relevance > 0)
    .sort((a, b) => value(b) - value(a) || a.file - b.file || a.chunk - b.chunk);
}
