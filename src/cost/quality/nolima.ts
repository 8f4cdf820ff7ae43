import type { QualityCurve } from "./quality-curve.js";

const lengths = [1000, 2000, 4000, 8000, 16000, 32000];
const source =
  "https://github.com/adobe-research/NoLiMa/blob/7532e4eebf095c5540dc256900a63968da58a9d0/README.md";

/** NoLiMa: questions that share no words with the sentence that answers them. Figures from its README. */
export const nolima: readonly QualityCurve[] = (
  [
    { model: "GPT-4o", scores: [98.1, 98.0, 95.7, 89.2, 81.6, 69.7], price: "gpt-4o" },
    {
      model: "Llama 3.3 70B",
      scores: [94.2, 87.4, 81.5, 72.1, 59.5, 42.7],
      costAs: "Llama-3.3-70B-Instruct",
    },
    { model: "Llama 3.1 405B", scores: [89.0, 85.0, 74.5, 60.1, 48.4, 38.0], costAs: "Meta-Llama-3.1-405B" },
    { model: "Llama 3.1 70B", scores: [91.0, 81.8, 71.2, 62.7, 51.8, 43.2], costAs: "Meta-Llama-3.1-70B" },
    { model: "Gemini 1.5 Pro", scores: [86.4, 82.7, 75.4, 63.9, 55.5, 48.2] },
    { model: "Jamba 1.5 Mini", scores: [76.3, 74.1, 70.8, 62.2, 52.7, 43.6], costAs: "Jamba-v0.1" },
    { model: "Command R+", scores: [77.0, 73.5, 66.3, 39.5, 21.3, 7.4], costAs: "c4ai-command-r-plus" },
    { model: "Llama 4 Maverick", scores: [81.6, 78.3, 68.8], costAs: "Llama-4-Maverick-17B-128E-Instruct" },
    { model: "Gemini Flash 2.0", scores: [87.7, 87.5, 77.9, 64.7, 48.2, 41.0] },
    { model: "Gemma 3 27B", scores: [73.3, 65.6, 48.1, 32.7, 20.2, 9.5], costAs: "gemma-3-27b-it" },
    {
      model: "Mistral Large 2",
      scores: [86.1, 85.5, 73.3, 51.5, 32.6, 18.7],
      costAs: "Mistral-Large-Instruct-2407",
    },
    { model: "Claude 3.5 Sonnet", scores: [85.4, 84.0, 77.6, 61.7, 45.7, 29.8] },
    { model: "Gemma 3 12B", scores: [74.7, 61.8, 39.9, 27.4, 16.8, 7.3], costAs: "gemma-3-12b-it" },
    { model: "Gemini 1.5 Flash", scores: [68.6, 61.6, 51.0, 44.4, 35.5, 28.6] },
    { model: "GPT-4o mini", scores: [67.7, 58.2, 44.1, 32.6, 20.6, 13.7], price: "gpt-4o-mini" },
    {
      model: "Llama 4 Scout",
      scores: [72.3, 61.8, 50.8, 35.5, 26.9, 21.6],
      costAs: "Llama-4-Scout-17B-16E-Instruct",
    },
    { model: "Llama 3.1 8B", scores: [65.7, 54.4, 44.1, 31.9, 22.6, 14.2], costAs: "Meta-Llama-3.1-8B" },
    { model: "Gemma 3 4B", scores: [50.3, 35.3, 16.4, 7.5, 2.3, 0.9], costAs: "gemma-3-4b-it" },
  ] as const
).map(({ scores, ...row }) => ({
  benchmark: "NoLiMa",
  metric: "accuracy, %",
  points: scores.map((score, index) => ({ tokens: lengths[index]!, score })),
  source,
  ...row,
}));
