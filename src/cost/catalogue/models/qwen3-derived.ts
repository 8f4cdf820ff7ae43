import type { ModelEntry } from "../model-entry.js";
import { qwenHybridsModels } from "./qwen-hybrids.js";
import { qwenMixturesModels } from "./qwen-mixtures.js";
import { qwen3Models } from "./qwen3.js";
import { variantOf } from "./variant.js";

const litgpt =
  "https://github.com/Lightning-AI/litgpt/blob/26857050fe3ff627cd714fe92f5838f51a3d5efa/litgpt/config.py";
const aiconfigurator =
  "https://github.com/ai-dynamo/aiconfigurator/blob/095f58a51c4ca8e61b66ec108d86f223f8d559ce/aic-core/src/aiconfigurator_core/model_configs/";

/**
 * Models with the layers of Qwen3, Qwen3-Next and Qwen3.5: the updates of July 2025, Coder, Qwen3.6, and the
 * language models of Qwen3-VL (the vision tower is not counted).
 */
export const qwen3DerivedModels: readonly ModelEntry[] = [
  variantOf(qwen3Models, "Qwen/Qwen3-4B", {
    id: "Qwen/Qwen3-4B-Instruct-2507",
    aliases: ["qwen3-4b-2507", "qwen3-4b-thinking-2507"],
    contextTokens: 262_144,
    source: litgpt,
    config: { max_position_embeddings: 262144 },
  }),
  variantOf(qwenMixturesModels, "Qwen/Qwen3-30B-A3B", {
    id: "Qwen/Qwen3-30B-A3B-Instruct-2507",
    aliases: ["qwen3-30b-a3b-2507", "qwen3-30b-a3b-thinking-2507"],
    contextTokens: 262_144,
    source: litgpt,
    config: { max_position_embeddings: 262144 },
  }),
  variantOf(qwenMixturesModels, "Qwen/Qwen3-30B-A3B", {
    id: "Qwen/Qwen3-Coder-30B-A3B-Instruct",
    aliases: ["qwen3-coder-30b-a3b", "qwen3-coder-30b"],
    contextTokens: 262_144,
    source: "https://huggingface.co/Qwen/Qwen3-Coder-30B-A3B-Instruct/blob/main/config.json",
    config: { max_position_embeddings: 262144 },
  }),
  variantOf(qwenMixturesModels, "Qwen/Qwen3-235B-A22B", {
    id: "Qwen/Qwen3-235B-A22B-Instruct-2507",
    aliases: ["qwen3-235b-a22b-2507", "qwen3-235b-a22b-thinking-2507"],
    contextTokens: 262_144,
    source: litgpt,
    config: { max_position_embeddings: 262144 },
  }),
  variantOf(qwenHybridsModels, "Qwen/Qwen3-Next-80B-A3B-Instruct", {
    id: "Qwen/Qwen3-Coder-Next",
    aliases: ["qwen3-coder-next"],
    source: "https://huggingface.co/Qwen/Qwen3-Coder-Next/blob/main/config.json",
  }),
  variantOf(qwen3Models, "Qwen/Qwen3.5-27B", {
    id: "Qwen/Qwen3.6-27B",
    aliases: ["qwen3.6-27b"],
    source: `${aiconfigurator}nvidia--Qwen3.6-27B-NVFP4_config.json`,
  }),
  variantOf(qwenHybridsModels, "Qwen/Qwen3.5-35B-A3B", {
    id: "Qwen/Qwen3.6-35B-A3B",
    aliases: ["qwen3.6-35b-a3b"],
    source: `${aiconfigurator}nvidia--Qwen3.6-35B-A3B-NVFP4_config.json`,
  }),
  variantOf(qwen3Models, "Qwen/Qwen3-8B", {
    id: "deepseek-ai/DeepSeek-R1-0528-Qwen3-8B",
    aliases: ["deepseek-r1-0528-qwen3-8b"],
    source: "https://huggingface.co/deepseek-ai/DeepSeek-R1-0528-Qwen3-8B/blob/main/config.json",
    config: { max_position_embeddings: 131072 },
  }),
  variantOf(qwen3Models, "Qwen/Qwen3-1.7B", {
    id: "Qwen/Qwen3-VL-2B-Instruct",
    aliases: ["qwen3-vl-2b", "qwen3-vl-2b-thinking"],
    contextTokens: 262_144,
    source: `${aiconfigurator}Qwen--Qwen3-VL-2B-Instruct_config.json`,
    config: { model_type: "qwen3_vl_text", max_position_embeddings: 262144 },
    vision: {
      model_type: "qwen3_vl",
      vision_config: {
        depth: 24,
        hidden_size: 1024,
        intermediate_size: 4096,
        out_hidden_size: 2048,
        patch_size: 16,
        deepstack_visual_indexes: [5, 11, 17],
      },
    },
  }),
  variantOf(qwen3Models, "Qwen/Qwen3-4B", {
    id: "Qwen/Qwen3-VL-4B-Instruct",
    aliases: ["qwen3-vl-4b", "qwen3-vl-4b-thinking"],
    contextTokens: 262_144,
    source: `${aiconfigurator}Qwen--Qwen3-VL-4B-Instruct_config.json`,
    config: { model_type: "qwen3_vl_text", max_position_embeddings: 262144 },
    vision: {
      model_type: "qwen3_vl",
      vision_config: {
        depth: 24,
        hidden_size: 1024,
        intermediate_size: 4096,
        out_hidden_size: 2560,
        patch_size: 16,
        deepstack_visual_indexes: [5, 11, 17],
      },
    },
  }),
  variantOf(qwen3Models, "Qwen/Qwen3-8B", {
    id: "Qwen/Qwen3-VL-8B-Instruct",
    aliases: ["qwen3-vl-8b", "qwen3-vl-8b-thinking"],
    contextTokens: 262_144,
    source: `${aiconfigurator}Qwen--Qwen3-VL-8B-Instruct_config.json`,
    config: { model_type: "qwen3_vl_text", max_position_embeddings: 262144 },
    vision: {
      model_type: "qwen3_vl",
      vision_config: {
        depth: 27,
        hidden_size: 1152,
        intermediate_size: 4304,
        out_hidden_size: 4096,
        patch_size: 16,
        deepstack_visual_indexes: [8, 16, 24],
      },
    },
  }),
  variantOf(qwen3Models, "Qwen/Qwen3-32B", {
    id: "Qwen/Qwen3-VL-32B-Instruct",
    aliases: ["qwen3-vl-32b", "qwen3-vl-32b-thinking"],
    contextTokens: 262_144,
    source: `${aiconfigurator}Qwen--Qwen3-VL-32B-Instruct_config.json`,
    config: { model_type: "qwen3_vl_text", max_position_embeddings: 262144 },
    vision: {
      model_type: "qwen3_vl",
      vision_config: {
        depth: 27,
        hidden_size: 1152,
        intermediate_size: 4304,
        out_hidden_size: 5120,
        patch_size: 16,
        deepstack_visual_indexes: [8, 16, 24],
      },
    },
  }),
  variantOf(qwenMixturesModels, "Qwen/Qwen3-235B-A22B", {
    id: "Qwen/Qwen3-VL-235B-A22B-Instruct",
    aliases: ["qwen3-vl-235b-a22b", "qwen3-vl-235b-a22b-thinking"],
    contextTokens: 262_144,
    source: `${aiconfigurator}Qwen--Qwen3-VL-235B-A22B-Instruct_config.json`,
    config: { model_type: "qwen3_vl_moe_text", max_position_embeddings: 262144 },
    vision: {
      model_type: "qwen3_vl_moe",
      vision_config: {
        depth: 27,
        hidden_size: 1152,
        intermediate_size: 4304,
        out_hidden_size: 4096,
        patch_size: 16,
        deepstack_visual_indexes: [8, 16, 24],
      },
    },
  }),
];
