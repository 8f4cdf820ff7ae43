import type { OutlineChunk } from "../indexing/outline.js";

/** A chunk that could go into the pack, with what it is worth and what it costs. */
export interface Candidate {
  readonly file: number;
  readonly chunk: number;
  /** Estimated probability that the task needs this chunk. */
  readonly relevance: number;
  /** Tokens of its own lines, before headings and enclosing heads. */
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
  /** Scores this far apart differ by a factor e in how likely the file is needed. */
  readonly temperature: number;
  /** Even a chunk without a word of the task may be the one to change: its share beside the best chunk's. */
  readonly floor: number;
  /** How strongly chunks of one file are told apart by their scores. */
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
 * Turns scores into relevances: a softmax over files, shared among a file's chunks by their scores. The sum over all
 * candidates is 1, so that a pack's covered relevance reads as the chance that it holds the chunk the task needs.
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
 * Order in which to take candidates: relevance per token, best first. Taking them in this order until the budget is
 * full is within one candidate of the best choice for a fractional budget (Dantzig 1957, the greedy knapsack).
 */
export function byValue(candidates: readonly Candidate[], overhead: number): Candidate[] {
  const value = (candidate: Candidate): number => candidate.relevance / (candidate.tokens + overhead);
  return candidates
    .filter((candidate) => candidate.relevance > 0)
    .sort((a, b) => value(b) - value(a) || a.file - b.file || a.chunk - b.chunk);
}
