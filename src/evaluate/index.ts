/** Evaluates retrieval: cases, metrics, baselines in the same run, recall and price by budget, the knee. */

export { baselines } from "./baselines/index.js";
export { type Estimate, estimate, estimateDifference } from "./bootstrap.js";
export type { EditedLines, EvaluationCase, Target } from "./cases/case.js";
export { casesFromFile } from "./cases/from-file.js";
export { casesFromGit, type GitCaseOptions, type GitCases } from "./cases/from-git.js";
export {
  defaultBudgets,
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  locateRepositories,
} from "./evaluate.js";
export { foveaRetriever } from "./fovea.js";
export { accuracyAt, ndcgAt, recallAt, reciprocalRank } from "./metrics.js";
export { type BudgetPrice, budgetPricer } from "./price.js";
export type { PackedPiece, RankedPath, Retriever } from "./retriever.js";
export { type BudgetScores, type CaseResult, type CaseScores, type RunOptions, runCases } from "./run.js";
export {
  type BudgetSummary,
  kneeOf,
  type RankMeasure,
  type RetrieverSummary,
  rankMeasures,
  type Summary,
  summarise,
} from "./summary.js";
