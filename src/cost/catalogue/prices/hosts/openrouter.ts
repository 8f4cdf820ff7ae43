import { hosted } from "./hosted.js";

/** OpenRouter, which routes to other hosts and lists the lowest of their rates, US dollars per million tokens, read on 2 July 2026. */
export const openrouter = hosted("OpenRouter", "openrouter", [
  ["gpt-oss-120b", "gpt-oss-120b", "openai/gpt-oss-120b", { input: 0.03, output: 0.15 }],
  ["gpt-oss-20b", "gpt-oss-20b", "openai/gpt-oss-20b", { input: 0.029, output: 0.14 }],
  ["llama-3.3-70b", "Llama 3.3 70B", "meta-llama/llama-3.3-70b-instruct", { input: 0.1, output: 0.32 }],
  ["qwen3-coder-480b", "Qwen3 Coder 480B A35B", "qwen/qwen3-coder", { input: 0.22, output: 1.8 }],
  ["qwen3-235b-a22b-2507", "Qwen3 235B A22B 2507", "qwen/qwen3-235b-a22b-2507", { input: 0.09, output: 0.1 }],
  ["qwen3-30b-a3b", "Qwen3 30B A3B", "qwen/qwen3-30b-a3b", { input: 0.12, output: 0.5 }],
  [
    "deepseek-v4-pro",
    "DeepSeek V4 Pro",
    "deepseek/deepseek-v4-pro",
    { input: 0.435, cachedInput: 0.003625, output: 0.87 },
  ],
  [
    "deepseek-v4-flash",
    "DeepSeek V4 Flash",
    "deepseek/deepseek-v4-flash",
    { input: 0.098, cachedInput: 0.02, output: 0.196 },
  ],
  [
    "deepseek-v3.2",
    "DeepSeek V3.2",
    "deepseek/deepseek-v3.2",
    { input: 0.2288, cachedInput: 0.02288, output: 0.3432 },
  ],
  ["kimi-k2.6", "Kimi K2.6", "moonshotai/kimi-k2.6", { input: 0.55, cachedInput: 0.11, output: 3.2 }],
  ["glm-5.2", "GLM-5.2", "z-ai/glm-5.2", { input: 0.93, cachedInput: 0.18, output: 3 }],
  ["glm-4.7", "GLM-4.7", "z-ai/glm-4.7", { input: 0.4, cachedInput: 0.08, output: 1.75 }],
  ["minimax-m3", "MiniMax M3", "minimax/minimax-m3", { input: 0.3, cachedInput: 0.06, output: 1.2 }],
]);
