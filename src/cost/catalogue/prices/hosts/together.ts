import { hosted } from "./hosted.js";

/** Together AI, US dollars per million tokens, read on 2 July 2026. */
export const together = hosted("Together AI", "togetherai", [
  ["gpt-oss-120b", "gpt-oss-120b", "openai/gpt-oss-120b", { input: 0.15, output: 0.6 }],
  ["gpt-oss-20b", "gpt-oss-20b", "openai/gpt-oss-20b", { input: 0.05, output: 0.2 }],
  [
    "llama-3.3-70b",
    "Llama 3.3 70B Turbo",
    "meta-llama/Llama-3.3-70B-Instruct-Turbo",
    { input: 0.88, output: 0.88 },
  ],
  [
    "qwen3-235b-a22b-2507",
    "Qwen3 235B A22B 2507",
    "Qwen/Qwen3-235B-A22B-Instruct-2507-tput",
    { input: 0.2, output: 0.6 },
  ],
  [
    "qwen3-coder-480b",
    "Qwen3 Coder 480B A35B",
    "Qwen/Qwen3-Coder-480B-A35B-Instruct-FP8",
    { input: 2, output: 2 },
  ],
  [
    "qwen3.5-397b-a17b",
    "Qwen3.5 397B A17B",
    "Qwen/Qwen3.5-397B-A17B",
    { input: 0.6, cachedInput: 0.35, output: 3.6 },
  ],
  [
    "deepseek-v4-pro",
    "DeepSeek V4 Pro",
    "deepseek-ai/DeepSeek-V4-Pro",
    { input: 1.74, cachedInput: 0.2, output: 3.48 },
  ],
  ["deepseek-v3.1", "DeepSeek V3.1", "deepseek-ai/DeepSeek-V3-1", { input: 0.6, output: 1.7 }],
  ["deepseek-r1", "DeepSeek R1", "deepseek-ai/DeepSeek-R1", { input: 3, output: 7 }],
  ["kimi-k2.6", "Kimi K2.6", "moonshotai/Kimi-K2.6", { input: 1.2, cachedInput: 0.2, output: 4.5 }],
  [
    "kimi-k2.7-code",
    "Kimi K2.7 Code",
    "moonshotai/Kimi-K2.7-Code",
    { input: 0.95, cachedInput: 0.19, output: 4 },
  ],
  ["glm-5.2", "GLM-5.2", "zai-org/GLM-5.2", { input: 1.4, cachedInput: 0.26, output: 4.4 }],
  ["glm-5.1", "GLM-5.1", "zai-org/GLM-5.1", { input: 1.4, output: 4.4 }],
  ["minimax-m3", "MiniMax M3", "MiniMaxAI/MiniMax-M3", { input: 0.3, cachedInput: 0.06, output: 1.2 }],
  ["gemma-4-31b", "Gemma 4 31B", "google/gemma-4-31B-it", { input: 0.39, output: 0.97 }],
  [
    "nemotron-3-ultra",
    "Nemotron 3 Ultra 550B A55B",
    "nvidia/nemotron-3-ultra-550b-a55b",
    { input: 0.6, cachedInput: 0.2, output: 3.6 },
  ],
]);
