import type { QualityRange } from "./quality-curve.js";

const lostPositions = ["1st of 20", "5th of 20", "10th of 20", "15th of 20", "20th of 20"];

/** Lost in the Middle: 20 documents, of which one answers the question, by the position of that one. */
export const lostInTheMiddle: readonly QualityRange[] = (
  [
    { model: "GPT-3.5-Turbo", scores: [75.8, 57.2, 53.8, 55.4, 63.2] },
    { model: "Claude-1.3", scores: [59.9, 55.9, 56.8, 57.2, 60.1] },
    { model: "MPT-30B-Instruct", scores: [53.7, 51.8, 52.2, 52.7, 56.3] },
    { model: "LongChat-13B (16K)", scores: [68.6, 57.4, 55.3, 52.5, 55.0] },
  ] as const
).map(({ model, scores }) => ({
  benchmark: "Lost in the Middle",
  model,
  metric: "accuracy by the place of the answering document, %",
  points: scores.map((score, index) => ({ where: lostPositions[index]!, score })),
  source: "https://arxiv.org/abs/2307.03172",
}));

const bins = ["under 32k words", "32k to 128k words", "over 128k words"];

/** LongBench v2: multiple-choice questions on real texts, without reasoning first, by the length of the text. */
export const longBench2: readonly QualityRange[] = (
  [
    { model: "MiniMax-Text-01", scores: [58.9, 52.6, 43.5] },
    { model: "GPT-4o (2024-08)", scores: [53.3, 52.4, 40.2] },
    { model: "Gemini-2.0-Flash", scores: [48.9, 47.7, 44.4] },
    { model: "Qwen3-235B-A22B-Instruct-2507", scores: [52.2, 44.2, 42.6] },
    { model: "GPT-4o (2024-11)", scores: [47.5, 47.9, 39.8] },
    { model: "Kimi-K2-Instruct", scores: [51.7, 39.1, 45.4] },
    { model: "GLM-4-Plus", scores: [50.0, 46.5, 30.6] },
    { model: "Qwen2.5-72B", scores: [45.6, 38.1, 44.4] },
    { model: "Claude 3.5 Sonnet", scores: [46.1, 38.6, 37.0] },
    { model: "Qwen3-32B", scores: [40.6, 38.1, 37.0] },
    { model: "o1-mini", scores: [48.6, 33.3, 28.6] },
  ] as const
).map(({ model, scores }) => ({
  benchmark: "LongBench v2",
  model,
  metric: "accuracy, %",
  points: scores.map((score, index) => ({ where: bins[index]!, score })),
  source: "https://longbench2.github.io",
}));

/**
 * Studies that publish charts without figures. They are cited only. Chroma's report tested 18 models on tasks
 * of constant difficulty and found each of them worse on longer input.
 */
export const chartsOnly = [
  {
    study: "Context Rot: How Increasing Input Tokens Impacts LLM Performance (Chroma, 2025-07-14)",
    finding: "each of 18 models gets worse on longer input, for tasks of constant difficulty",
    source: "https://research.trychroma.com/context-rot",
  },
] as const;
