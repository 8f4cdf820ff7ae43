import type { QualityCurve } from "./quality-curve.js";

const lengths = [4096, 8192, 16384, 32768, 65536, 131072];
const source = "https://github.com/NVIDIA/RULER/blob/c3f5e3b4f87f97e048793bb510a3a6b19a46bf3a/README.md";

/**
 * RULER: retrieval, tracing, aggregation and questions in texts of growing length. Figures from its README.
 */
export const ruler: readonly QualityCurve[] = (
  [
    {
      model: "Jamba-1.5-large",
      scores: [96.7, 96.6, 96.4, 96.0, 95.4, 95.1],
      costAs: "AI21-Jamba-1.5-Large",
    },
    { model: "Gemini-1.5-pro", scores: [96.7, 95.8, 96.0, 95.9, 95.9, 94.4] },
    {
      model: "Qwen2.5-14B-Instruct-1M",
      scores: [97.5, 97.1, 94.6, 94.9, 94.9, 92.2],
      costAs: "Qwen2.5-14B-Instruct-1M",
    },
    { model: "Qwen3-235B-A22B", scores: [97.7, 97.2, 96.4, 95.1, 93.3, 90.6], costAs: "Qwen3-235B-A22B" },
    { model: "Qwen3-14B", scores: [98.0, 97.8, 96.4, 96.1, 94.0, 85.1], costAs: "Qwen3-14B" },
    { model: "Jamba-1.5-mini", scores: [95.6, 95.6, 94.8, 94.6, 92.8, 90.0], costAs: "Jamba-v0.1" },
    { model: "Qwen3-32B", scores: [98.4, 96.0, 96.2, 94.4, 91.8, 85.6], costAs: "Qwen3-32B" },
    { model: "EXAONE-4.0-32B", scores: [96.3, 94.9, 93.9, 93.6, 91.7, 88.2] },
    { model: "Qwen2.5-7B-Instruct-1M", scores: [96.8, 95.3, 93.0, 91.1, 90.4, 84.4], costAs: "Qwen2.5-7B" },
    { model: "Qwen3-30B-A3B", scores: [96.5, 97.0, 95.3, 92.4, 89.1, 79.2], costAs: "Qwen3-30B-A3B" },
    { model: "GPT-4-1106-preview", scores: [96.6, 96.3, 95.2, 93.2, 87.0, 81.2], price: "gpt-4-turbo" },
    { model: "Llama3.1 (70B)", scores: [96.5, 95.8, 95.4, 94.8, 88.4, 66.6], costAs: "Meta-Llama-3.1-70B" },
    { model: "Qwen3-8B", scores: [96.3, 96.0, 91.8, 91.2, 82.1, 77.4], costAs: "Qwen3-8B" },
    {
      model: "Mistral-Large-2411",
      scores: [96.4, 96.3, 95.3, 94.0, 85.9, 48.1],
      costAs: "Mistral-Large-Instruct-2407",
    },
    {
      model: "Command-R-plus-0824",
      scores: [96.0, 95.1, 94.0, 92.4, 85.4, 64.6],
      costAs: "c4ai-command-r-plus",
    },
    { model: "Qwen2 (72B)", scores: [96.9, 96.1, 94.9, 94.1, 79.8, 53.7], costAs: "Qwen2-72B" },
    { model: "Command-R-plus", scores: [95.6, 95.2, 94.2, 92.0, 84.3, 63.1], costAs: "c4ai-command-r-plus" },
    {
      model: "Command-R-0824",
      scores: [94.7, 93.7, 93.1, 90.8, 86.6, 74.7],
      costAs: "c4ai-command-r-08-2024",
    },
    { model: "GLM4 (9B)", scores: [94.7, 92.8, 92.1, 89.9, 86.7, 83.1] },
    { model: "Llama3.1 (8B)", scores: [95.5, 93.8, 91.6, 87.4, 84.7, 77.0], costAs: "Meta-Llama-3.1-8B" },
    { model: "ProLong (8B)", scores: [94.5, 92.5, 92.3, 89.3, 83.2, 81.6], costAs: "Meta-Llama-3-8B" },
    { model: "Command-R", scores: [93.8, 93.3, 92.4, 89.5, 84.9, 76.0], costAs: "c4ai-command-r-v01" },
    { model: "MegaBeam-Mistral", scores: [93.8, 92.5, 92.0, 89.2, 83.7, 83.7] },
    {
      model: "Mistral-Large-2407",
      scores: [96.2, 96.1, 95.1, 93.0, 78.8, 23.7],
      costAs: "Mistral-Large-Instruct-2407",
    },
    {
      model: "GradientAI/Llama3 (70B)",
      scores: [95.1, 94.4, 90.8, 85.4, 80.9, 72.1],
      costAs: "Meta-Llama-3-70B",
    },
    { model: "Mixtral-8x22B", scores: [95.6, 94.9, 93.4, 90.9, 84.7, 31.7], costAs: "Mixtral-8x22B-v0.1" },
    { model: "Yi (34B)", scores: [93.3, 92.2, 91.3, 87.5, 83.2, 77.3], costAs: "Yi-34B-200K" },
    { model: "Qwen3-4B", scores: [95.1, 93.6, 91.0, 87.8, 77.8, 66.0], costAs: "Qwen3-4B" },
    { model: "EXAONE-4.0-1.2B", scores: [87.0, 86.7, 88.8, 81.1, 77.4] },
    { model: "Phi3-mini", scores: [92.2, 91.5, 90.7, 87.5, 80.6, 66.7], costAs: "Phi-3-mini-128k-instruct" },
    {
      model: "Phi3-medium",
      scores: [93.3, 93.2, 91.1, 86.8, 78.6, 46.1],
      costAs: "Phi-3-medium-128k-instruct",
    },
    { model: "Mixtral-8x7B", scores: [94.9, 92.1, 92.5, 85.9, 72.4, 44.5], costAs: "Mixtral-8x7B-v0.1" },
    {
      model: "GradientAI/Llama3 (8B)",
      scores: [92.8, 90.3, 85.7, 79.9, 76.3, 69.5],
      costAs: "Meta-Llama-3-8B",
    },
    { model: "FILM-7B", scores: [92.8, 88.2, 88.1, 86.9, 70.1, 27.1] },
    { model: "InternLM2.5 (7B)", scores: [88.1, 85.5, 84.5, 82.7, 75.5, 68.9] },
    {
      model: "Mistral (7B)",
      scores: [93.6, 91.2, 87.2, 75.4, 49.0, 13.8],
      costAs: "Mistral-7B-Instruct-v0.3",
    },
    {
      model: "Mistral-Nemo",
      scores: [87.8, 87.2, 87.7, 69.0, 46.8, 19.0],
      costAs: "Mistral-Nemo-Instruct-2407",
    },
    { model: "GLM3 (6B)", scores: [87.8, 83.4, 78.6, 69.9, 56.0, 42.0] },
    { model: "LWM (7B)", scores: [82.3, 78.4, 73.7, 69.1, 68.1, 65.0] },
    { model: "DBRX (36B/132B)", scores: [95.1, 93.8, 83.6, 63.1, 2.4, 0.0] },
    { model: "Qwen1.5 (72B)", scores: [94.9, 93.8, 78.0, 67.8, 0.0, 0.0] },
    { model: "Together (7B)", scores: [88.2, 81.1, 69.4, 63.0, 0.0, 0.0], costAs: "Llama-2-7b-hf" },
    { model: "LongChat (7B)", scores: [84.7, 79.9, 70.8, 59.3, 0.0, 0.0], costAs: "llama-7b" },
    { model: "LongAlpaca (13B)", scores: [60.6, 57.0, 56.6, 43.6, 0.0, 0.0], costAs: "Llama-2-13b-hf" },
  ] as const
).map(({ scores, ...row }) => ({
  benchmark: "RULER",
  metric: "accuracy over 13 tasks, %",
  points: scores.map((score, index) => ({ tokens: lengths[index]!, score })),
  source,
  ...row,
}));
