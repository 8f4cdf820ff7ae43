import { hosted } from "./hosted.js";

/** Fireworks AI, US dollars per million tokens, read on 2 July 2026. */
export const fireworks = hosted("Fireworks AI", "fireworks-ai", [
  [
    "deepseek-v4-pro",
    "DeepSeek V4 Pro",
    "accounts/fireworks/models/deepseek-v4-pro",
    { input: 1.74, cachedInput: 0.145, output: 3.48 },
  ],
  [
    "deepseek-v4-flash",
    "DeepSeek V4 Flash",
    "accounts/fireworks/models/deepseek-v4-flash",
    { input: 0.14, cachedInput: 0.028, output: 0.28 },
  ],
  ["glm-5.2", "GLM-5.2", "accounts/fireworks/models/glm-5p2", { input: 1.4, cachedInput: 0.26, output: 4.4 }],
  ["glm-5.1", "GLM-5.1", "accounts/fireworks/models/glm-5p1", { input: 1.4, cachedInput: 0.26, output: 4.4 }],
  [
    "gpt-oss-120b",
    "gpt-oss-120b",
    "accounts/fireworks/models/gpt-oss-120b",
    { input: 0.15, cachedInput: 0.015, output: 0.6 },
  ],
  [
    "gpt-oss-20b",
    "gpt-oss-20b",
    "accounts/fireworks/models/gpt-oss-20b",
    { input: 0.07, cachedInput: 0.035, output: 0.3 },
  ],
  [
    "kimi-k2.7-code",
    "Kimi K2.7 Code",
    "accounts/fireworks/models/kimi-k2p7-code",
    { input: 0.95, cachedInput: 0.19, output: 4 },
  ],
  [
    "kimi-k2.6",
    "Kimi K2.6",
    "accounts/fireworks/models/kimi-k2p6",
    { input: 0.95, cachedInput: 0.16, output: 4 },
  ],
  [
    "minimax-m3",
    "MiniMax M3",
    "accounts/fireworks/models/minimax-m3",
    { input: 0.3, cachedInput: 0.06, output: 1.2 },
  ],
  [
    "minimax-m2.7",
    "MiniMax M2.7",
    "accounts/fireworks/models/minimax-m2p7",
    { input: 0.3, cachedInput: 0.06, output: 1.2 },
  ],
  [
    "qwen3.7-plus",
    "Qwen3.7 Plus",
    "accounts/fireworks/models/qwen3p7-plus",
    { input: 0.4, cachedInput: 0.08, output: 1.6 },
  ],
]);
