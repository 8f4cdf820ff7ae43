/** Evaluates retrieval: cases, metrics, baselines in the same run, recall, price and net worth by budget, the knee. */

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
export {
  type BudgetCases,
  type BudgetStep,
  type BudgetWorth,
  type Knee,
  kneeOf,
  type Rival,
  worthOfBudgets,
} from "./knee.js";
export { accuracyAt, ndcgAt, recallAt, reciprocalRank } from "./metrics.js";
export { type BudgetPrice, budgetPricer } from "./price.js";
export type { PackedPiece, RankedPath, Retriever } from "./retriever.js";
export { type BudgetScores, type CaseResult, type CaseScores, type RunOptions, runCases } from "./run.js";
export {
  type BudgetSummary,
  type RankMeasure,
  type RetrieverSummary,
  rankMeasures,
  type Summary,
  summarise,
} from "./summary.js";
