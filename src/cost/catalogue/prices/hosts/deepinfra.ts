import { hosted } from "./hosted.js";

/** DeepInfra, US dollars per million tokens, read on 2 July 2026. */
export const deepinfra = hosted("DeepInfra", "deepinfra", [
  ["gpt-oss-120b", "gpt-oss-120b", "openai/gpt-oss-120b", { input: 0.039, output: 0.19 }],
  ["gpt-oss-20b", "gpt-oss-20b", "openai/gpt-oss-20b", { input: 0.03, output: 0.14 }],
  [
    "llama-3.3-70b",
    "Llama 3.3 70B Turbo",
    "meta-llama/Llama-3.3-70B-Instruct-Turbo",
    { input: 0.1, output: 0.32 },
  ],
  [
    "llama-4-maverick",
    "Llama 4 Maverick",
    "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8",
    { input: 0.15, output: 0.6 },
  ],
  [
    "llama-4-scout",
    "Llama 4 Scout",
    "meta-llama/Llama-4-Scout-17B-16E-Instruct",
    { input: 0.1, output: 0.3 },
  ],
  [
    "qwen3-coder-480b",
    "Qwen3 Coder 480B A35B Turbo",
    "Qwen/Qwen3-Coder-480B-A35B-Instruct-Turbo",
    { input: 0.3, output: 1 },
  ],
  ["qwen3.6-35b-a3b", "Qwen3.6 35B A3B", "Qwen/Qwen3.6-35B-A3B", { input: 0.15, output: 0.95 }],
  [
    "qwen3.5-397b-a17b",
    "Qwen3.5 397B A17B",
    "Qwen/Qwen3.5-397B-A17B",
    { input: 0.45, cachedInput: 0.22, output: 3 },
  ],
  [
    "qwen3.5-35b-a3b",
    "Qwen3.5 35B A3B",
    "Qwen/Qwen3.5-35B-A3B",
    { input: 0.14, cachedInput: 0.05, output: 1 },
  ],
  [
    "deepseek-v4-pro",
    "DeepSeek V4 Pro",
    "deepseek-ai/DeepSeek-V4-Pro",
    { input: 1.3, cachedInput: 0.1, output: 2.6 },
  ],
  [
    "deepseek-v4-flash",
    "DeepSeek V4 Flash",
    "deepseek-ai/DeepSeek-V4-Flash",
    { input: 0.1, cachedInput: 0.02, output: 0.2 },
  ],
  [
    "deepseek-v3.2",
    "DeepSeek V3.2",
    "deepseek-ai/DeepSeek-V3.2",
    { input: 0.26, cachedInput: 0.13, output: 0.38 },
  ],
  [
    "deepseek-r1",
    "DeepSeek R1 0528",
    "deepseek-ai/DeepSeek-R1-0528",
    { input: 0.5, cachedInput: 0.35, output: 2.15 },
  ],
  [
    "kimi-k2.7-code",
    "Kimi K2.7 Code",
    "moonshotai/Kimi-K2.7-Code",
    { input: 0.74, cachedInput: 0.15, output: 3.5 },
  ],
  ["kimi-k2.6", "Kimi K2.6", "moonshotai/Kimi-K2.6", { input: 0.75, cachedInput: 0.15, output: 3.5 }],
  ["glm-5.2", "GLM-5.2", "zai-org/GLM-5.2", { input: 0.95, cachedInput: 0.18, output: 3 }],
  ["glm-5.1", "GLM-5.1", "zai-org/GLM-5.1", { input: 1.05, cachedInput: 0.205, output: 3.5 }],
  ["glm-4.7", "GLM-4.7", "zai-org/GLM-4.7", { input: 0.4, cachedInput: 0.08, output: 1.75 }],
  ["gemma-4-31b", "Gemma 4 31B", "google/gemma-4-31B-it", { input: 0.13, output: 0.38 }],
  ["gemma-4-26b-a4b", "Gemma 4 26B A4B", "google/gemma-4-26B-A4B-it", { input: 0.07, output: 0.34 }],
]);
