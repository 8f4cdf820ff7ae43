import type { ModelEntry } from "../model-entry.js";
import { microsoftModels } from "./microsoft.js";
import { variantOf } from "./variant.js";

const litgpt =
  "https://github.com/Lightning-AI/litgpt/blob/26857050fe3ff627cd714fe92f5838f51a3d5efa/litgpt/config.py";

/** Microsoft Phi with the layers of an earlier one. */
export const microsoftDerivedModels: readonly ModelEntry[] = [
  variantOf(microsoftModels, "microsoft/Phi-3-mini-128k-instruct", {
    id: "microsoft/Phi-3-mini-4k-instruct",
    aliases: ["phi-3-mini-4k"],
    contextTokens: 4_096,
    source: litgpt,
    config: { max_position_embeddings: 4096, sliding_window: 2047 },
  }),
  variantOf(microsoftModels, "microsoft/Phi-3-mini-128k-instruct", {
    id: "microsoft/Phi-3.5-mini-instruct",
    aliases: ["phi-3.5-mini"],
    source: "https://huggingface.co/microsoft/Phi-3.5-mini-instruct/blob/main/config.json",
  }),
  variantOf(microsoftModels, "microsoft/phi-4", {
    id: "microsoft/Phi-4-reasoning",
    aliases: ["phi-4-reasoning", "phi-4-reasoning-plus"],
    contextTokens: 32_768,
    source: litgpt,
    config: { max_position_embeddings: 32768 },
  }),
  variantOf(microsoftModels, "microsoft/Phi-4-mini-instruct", {
    id: "microsoft/Phi-4-mini-reasoning",
    aliases: ["phi-4-mini-reasoning"],
    source: litgpt,
  }),
];
