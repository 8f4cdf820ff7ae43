import type { ModelEntry } from "../model-entry.js";
import { mistralModels } from "./mistral.js";
import { variantOf } from "./variant.js";

const litgpt =
  "https://github.com/Lightning-AI/litgpt/blob/26857050fe3ff627cd714fe92f5838f51a3d5efa/litgpt/config.py";

/** Models with the layers of an earlier one of Mistral's; of the multi-modal ones the language model. */
export const mistralDerivedModels: readonly ModelEntry[] = [
  variantOf(mistralModels, "mistralai/Mistral-7B-v0.1", {
    id: "mistralai/Mistral-7B-Instruct-v0.2",
    aliases: ["mistral-7b-v0.2"],
    source: litgpt,
    config: { sliding_window: null },
  }),
  variantOf(mistralModels, "mistralai/Mistral-Small-24B-Instruct-2501", {
    id: "mistralai/Mistral-Small-3.1-24B-Instruct-2503",
    aliases: ["mistral-small-3.1", "mistral-small-3.1-24b"],
    contextTokens: 131_072,
    source: "https://huggingface.co/mistralai/Mistral-Small-3.1-24B-Instruct-2503/blob/main/config.json",
    config: { max_position_embeddings: 131072 },
  }),
  variantOf(mistralModels, "mistralai/Mistral-Small-24B-Instruct-2501", {
    id: "mistralai/Mistral-Small-3.2-24B-Instruct-2506",
    aliases: ["mistral-small-3.2", "mistral-small-3.2-24b"],
    contextTokens: 131_072,
    source: "https://huggingface.co/mistralai/Mistral-Small-3.2-24B-Instruct-2506/blob/main/config.json",
    config: { max_position_embeddings: 131072 },
  }),
  variantOf(mistralModels, "mistralai/Mistral-Small-24B-Instruct-2501", {
    id: "mistralai/Devstral-Small-2505",
    aliases: ["devstral-small-2505", "devstral-small-2507", "devstral-small"],
    contextTokens: 131_072,
    source: "https://huggingface.co/mistralai/Devstral-Small-2505/blob/main/config.json",
    config: { max_position_embeddings: 131072 },
  }),
  variantOf(mistralModels, "mistralai/Mistral-Small-24B-Instruct-2501", {
    id: "mistralai/Magistral-Small-2506",
    aliases: ["magistral-small-2506", "magistral-small"],
    contextTokens: 40_960,
    source: "https://huggingface.co/mistralai/Magistral-Small-2506/blob/main/config.json",
    config: { max_position_embeddings: 40960 },
  }),
  variantOf(mistralModels, "mistralai/Mistral-Small-Instruct-2409", {
    id: "mistralai/Codestral-22B-v0.1",
    aliases: ["codestral-22b-v0.1", "codestral-22b"],
    source: "https://huggingface.co/mistralai/Codestral-22B-v0.1/blob/main/config.json",
  }),
  variantOf(mistralModels, "mistralai/Mistral-Large-Instruct-2407", {
    id: "mistralai/Mistral-Large-Instruct-2411",
    aliases: ["mistral-large-2411"],
    source: litgpt,
  }),
];
