import { hosted } from "./hosted.js";

/** Groq, US dollars per million tokens, read on 2 July 2026. */
export const groq = hosted("Groq", "groq", [
  ["gpt-oss-120b", "gpt-oss-120b", "openai/gpt-oss-120b", { input: 0.15, cachedInput: 0.075, output: 0.6 }],
  ["gpt-oss-20b", "gpt-oss-20b", "openai/gpt-oss-20b", { input: 0.075, cachedInput: 0.0375, output: 0.3 }],
  ["llama-3.3-70b", "Llama 3.3 70B", "llama-3.3-70b-versatile", { input: 0.59, output: 0.79 }],
  ["llama-3.1-8b", "Llama 3.1 8B", "llama-3.1-8b-instant", { input: 0.05, output: 0.08 }],
  [
    "llama-4-scout",
    "Llama 4 Scout",
    "meta-llama/llama-4-scout-17b-16e-instruct",
    { input: 0.11, output: 0.34 },
  ],
  ["qwen3-32b", "Qwen3 32B", "qwen/qwen3-32b", { input: 0.29, output: 0.59 }],
]);
