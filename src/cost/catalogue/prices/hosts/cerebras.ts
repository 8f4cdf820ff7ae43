import { hosted } from "./hosted.js";

/** Cerebras, US dollars per million tokens, read on 2 July 2026. */
export const cerebras = hosted("Cerebras", "cerebras", [
  ["gpt-oss-120b", "gpt-oss-120b", "gpt-oss-120b", { input: 0.35, output: 0.75 }],
  ["glm-4.7", "GLM-4.7", "zai-glm-4.7", { input: 2.25, output: 2.75 }],
]);
