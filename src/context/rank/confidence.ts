import type { Evidence, EvidenceName } from "./evidence.js";

/**
 * How likely a repository holds the answer to a task: a logistic model of the evidence. Every weight but that of the length
 * is 0 or more, so more of the task found never lowers the confidence. Made by `benchmarks/confidence.ts --fit` from
 * questions, reports and commits of the training repositories, each asked of its own repository and of others of the same
 * language or field, from questions about what a repository lacks, and from faults of dependencies. Both classes weigh the
 * same, so 0.5 means "as likely here as not" to someone who expects that of half of the tasks. See docs/evaluation.md.
 */
export interface ConfidenceModel {
  readonly weights: Readonly<Record<EvidenceName, number>>;
  readonly intercept: number;
}

export const questionModel: ConfidenceModel = {
  weights: {
    file: 3.36,
    chunk: 7.87,
    known: 2.23,
    path: 4.95,
    joined: 1.22,
    defined: 2.77,
    own: 0.27,
    placed: 0,
    length: 3.1,
  },
  intercept: -12.52,
};

export const reportModel: ConfidenceModel = {
  weights: {
    file: 6.08,
    chunk: 13.68,
    known: 10.19,
    path: 46.97,
    joined: 11.72,
    defined: 5.97,
    own: 2.62,
    placed: 1.16,
    length: 1.2,
  },
  intercept: -14.53,
};

/**
 * A task with less confidence than this is not answered. In training 1.4 % of the tasks that have an answer are below it (3 %
 * of the commits), and 67 % of those that have none.
 */
export const ANSWERED_FROM = 0.08;

/** Likelihood, 0 to 1, that the answer is in the repository. */
export function confidenceOf(evidence: Evidence, describesChange: boolean): number {
  return likelihood(describesChange ? reportModel : questionModel, evidence);
}

export function likelihood({ weights, intercept }: ConfidenceModel, evidence: Evidence): number {
  const names = Object.keys(weights) as EvidenceName[];
  const sum = names.reduce((total, name) => total + weights[name] * evidence[name], intercept);
  return 1 / (1 + Math.exp(-sum));
}
