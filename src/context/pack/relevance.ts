import type { FileNeed, FileScore } from "./candidates.js";

/**
 * How scores become probabilities. A file's weight is exp(score / temperature). A chunk's weight, within its file, is
 *
 *   (1 + rank)^rank · exp(match · score / best chunk of all files) · tokens^size · exp(parent · parent's score / best
 *   chunk of the file)
 *
 * where its rank is the number of chunks of the file with a better score. Fitted by likelihood on the changed chunks of
 * 478 files of 376 fixes (docs/evaluation.md). With five folds by repository, the mean log likelihood of a changed chunk is
 * −1.52; of the best of the older formulas, by the score's share of the file's best alone, −1.76.
 */
export interface RelevanceParameters {
  /** Score difference that changes the likelihood of a file by a factor of e. */
  readonly temperature: number;
  readonly rank: number;
  readonly match: number;
  /** Longer definitions hold more of what gets changed. */
  readonly size: number;
  readonly parent: number;
}

export const defaultRelevance: RelevanceParameters = {
  temperature: 0.3,
  rank: -0.62,
  match: 1.75,
  size: 0.52,
  parent: 1.28,
};

/** Files that a task needs, on average. */
const FILES_NEEDED = 1.5;
/** Share of the likelihood that goes by rank alone: scores say too little about the files that matter besides the best. */
const BY_RANK = 0.05;

/**
 * How likely the task needs each file, and each chunk of it.
 * @param files best first.
 */
export function needsOf(files: readonly FileScore[], parameters: RelevanceParameters): FileNeed[] {
  const top = files[0]?.score ?? 0;
  const weights = files.map((file) => Math.exp((file.score - top) / parameters.temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const harmonic = files.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  const bestOfAll = files.reduce((most, { chunkScores }) => Math.max(most, bestOf(chunkScores)), 0);
  return files.map((file, index) => {
    const chances = chunkWeights(file, bestOfAll, parameters);
    const sum = chances.reduce((a, b) => a + b, 0) || 1;
    const likelihood = (1 - BY_RANK) * (weights[index]! / total) + BY_RANK / ((index + 1) * harmonic);
    return {
      file: file.file,
      needed: Math.min(1, FILES_NEEDED * likelihood),
      chunks: chances.map((chance) => chance / sum),
    };
  });
}

function chunkWeights(
  { chunks, chunkScores }: FileScore,
  bestOfAll: number,
  { rank, match, size, parent }: RelevanceParameters,
): number[] {
  const best = bestOf(chunkScores) || 1;
  const better = ranksOf(chunkScores);
  return chunks.map((chunk, index) => {
    if (chunk.ownTokens === 0) return 0;
    const own = bestOfAll === 0 ? 0 : chunkScores[index]! / bestOfAll;
    const parents = chunk.parent < 0 ? 0 : chunkScores[chunk.parent]! / best;
    return (1 + better[index]!) ** rank * chunk.ownTokens ** size * Math.exp(match * own + parent * parents);
  });
}

/** For each score the number of greater ones. */
function ranksOf(scores: readonly number[]): number[] {
  const sorted = [...scores].sort((a, b) => b - a);
  const first = new Map<number, number>();
  for (const [index, score] of sorted.entries()) if (!first.has(score)) first.set(score, index);
  return scores.map((score) => first.get(score)!);
}

const bestOf = (scores: readonly number[]): number =>
  scores.reduce((most, score) => Math.max(most, score), 0);
