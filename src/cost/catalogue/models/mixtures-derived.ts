import type { ModelEntry } from "../model-entry.js";
import { deepseekModels } from "./deepseek.js";
import { minimaxModels } from "./minimax.js";
import { moonshotModels } from "./moonshot.js";
import { variantOf } from "./variant.js";
import { zhipuModels } from "./zhipu.js";
import { zhipu5Models } from "./zhipu-5.js";

const aiconfigurator =
  "https://github.com/ai-dynamo/aiconfigurator/blob/095f58a51c4ca8e61b66ec108d86f223f8d559ce/aic-core/src/aiconfigurator_core/model_configs/";

/** As Kimi-K2.5's: 4-bit integers in groups of 32 for the routed experts, 16 bits elsewhere. */
const kimiInt4 = {
  quant_method: "compressed-tensors",
  format: "pack-quantized",
  config_groups: {
    group_0: {
      targets: ["Linear"],
      weights: { num_bits: 4, type: "int", strategy: "group", group_size: 32, symmetric: true },
    },
  },
  ignore: [
    "lm_head",
    "re:.*self_attn.*",
    "re:.*shared_experts.*",
    "re:.*mlp\\.(gate|up|gate_up|down)_proj.*",
  ],
};

/** Updates of DeepSeek, Kimi, MiniMax and GLM with the layers of an earlier version. */
export const mixturesDerivedModels: readonly ModelEntry[] = [
  variantOf(deepseekModels, "deepseek-ai/DeepSeek-R1", {
    id: "deepseek-ai/DeepSeek-R1-0528",
    aliases: ["deepseek-r1-0528"],
    source: "https://huggingface.co/deepseek-ai/DeepSeek-R1-0528/blob/main/config.json",
  }),
  variantOf(moonshotModels, "moonshotai/Kimi-K2-Instruct", {
    id: "moonshotai/Kimi-K2-Instruct-0905",
    aliases: ["kimi-k2-0905"],
    contextTokens: 262_144,
    source: "https://huggingface.co/moonshotai/Kimi-K2-Instruct-0905/blob/main/config.json",
    config: { max_position_embeddings: 262144 },
  }),
  variantOf(moonshotModels, "moonshotai/Kimi-K2-Instruct", {
    id: "moonshotai/Kimi-K2-Thinking",
    aliases: ["kimi-k2-thinking"],
    contextTokens: 262_144,
    source: "https://huggingface.co/moonshotai/Kimi-K2-Thinking/blob/main/config.json",
    config: { max_position_embeddings: 262144, quantization_config: kimiInt4 },
  }),
  variantOf(moonshotModels, "moonshotai/Kimi-K2.5", {
    id: "moonshotai/Kimi-K2.6",
    aliases: ["kimi-k2.6"],
    source: `${aiconfigurator}nvidia--Kimi-K2.6-NVFP4_config.json`,
  }),
  variantOf(moonshotModels, "moonshotai/Kimi-K2.5", {
    id: "moonshotai/Kimi-K2.7-Code",
    aliases: ["kimi-k2.7-code"],
    source: `${aiconfigurator}nvidia--Kimi-K2.7-Code-NVFP4_config.json`,
  }),
  variantOf(minimaxModels, "MiniMaxAI/MiniMax-M2.5", {
    id: "MiniMaxAI/MiniMax-M2.7",
    aliases: ["minimax-m2.7"],
    contextTokens: 204_800,
    source: `${aiconfigurator}MiniMaxAI--MiniMax-M2.7_config.json`,
    config: { max_position_embeddings: 204800 },
  }),
  variantOf(zhipuModels, "zai-org/GLM-4.5", {
    id: "zai-org/GLM-4.6",
    aliases: ["glm-4.6"],
    contextTokens: 202_752,
    source: "https://huggingface.co/zai-org/GLM-4.6/blob/main/config.json",
    config: { max_position_embeddings: 202752 },
  }),
  variantOf(zhipuModels, "zai-org/GLM-4.5", {
    id: "zai-org/GLM-4.7",
    aliases: ["glm-4.7"],
    contextTokens: 202_752,
    source: "https://huggingface.co/zai-org/GLM-4.7/blob/main/config.json",
    config: { max_position_embeddings: 202752 },
  }),
  variantOf(zhipu5Models, "zai-org/GLM-5", {
    id: "zai-org/GLM-5.1",
    aliases: ["glm-5.1"],
    source: `${aiconfigurator}zai-org--GLM-5.1_config.json`,
  }),
];
