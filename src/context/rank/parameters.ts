import type { MatchParameters } from "../retrieve/match.js";

/** All tuned parameters of ranking in one value, so that a tuner can try others. */
export interface RankParameters extends MatchParameters {
  /** Match parameters for a report or a change, long or short. */
  readonly reportMatch: MatchParameters;
  /** Weight of each signal by name. A signal that is not listed is not computed. */
  readonly signals: Readonly<Record<string, number>>;
  /** Weights for a report or a change (`describesChange`): its place is mostly in the main code. */
  readonly reportSignals: Readonly<Record<string, number>>;
  /** Factor on the score of a file's second chunk; its square for the third, and so on. */
  readonly repeatDecay: number;
}

/**
 * Tuned on the training repositories only; `vector` with word vectors trained on prose, see
 * docs/embeddings.md.
 */
export const defaultParameters: RankParameters = {
  //                                body name sig  doc  scope path
  chunk: { k1: 1.2, b: 0.5, proseB: 0.75, weights: [1, 4, 1.5, 1.5, 1, 2] },
  file: { k1: 1.2, b: 0.6, proseB: 0.75, weights: [1, 2, 0.5, 1, 0, 4] },
  // A report names many things in passing: in a chunk a name counts like the other words of its body, and
  // words saturate later.
  reportMatch: {
    chunk: { k1: 2, b: 0.7, proseB: 0.75, weights: [1, 0, 0, 0, 0, 0] },
    file: { k1: 2, b: 0.6, proseB: 0.75, weights: [1, 1, 0, 0.5, 0, 4] },
  },
  signals: {
    content: 0.33,
    "best-chunk": 0.45,
    "chunk-sum": 0.85,
    definition: 0.5,
    symbol: 1,
    mention: 1.35,
    "file-name": 0.57,
    "whole-name": 0.55,
    folder: 0.45,
    depth: -0.79,
    size: 0.23,
    imported: 0.66,
    title: 0.22,
    vector: 0.4,
    test: -0.84,
    vendored: -0.82,
    generated: -0.3,
    example: -0.36,
    documentation: -0.87,
    "change-log": -0.5,
    area: 0.6,
    "asked-for": 1,
    "tests-of-likely": 1,
    literal: 1.6,
    message: 1.5,
  },
  reportSignals: {
    content: 0.45,
    "best-chunk": 0.56,
    "chunk-sum": 0.64,
    definition: 0.45,
    mention: 0.33,
    trace: 0.32,
    "file-name": 0.3,
    "rare-name": 0.81,
    folder: 0.74,
    depth: -0.32,
    imported: 0.27,
    title: 0.88,
    vector: 0.4,
    test: -0.67,
    vendored: -0.82,
    generated: -0.3,
    example: -0.43,
    documentation: -0.76,
    "change-log": -0.5,
    data: -0.41,
    "main-code": 1.19,
    area: 0.6,
    literal: 0.6,
    message: 1,
    "imported-by-likely": 0.83,
  },
  repeatDecay: 0.5,
};
