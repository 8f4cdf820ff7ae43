import type { ModelEntry } from "../model-entry.js";
import { qwen2Models } from "./qwen2.js";
import { variantOf } from "./variant.js";

const litgpt =
  "https://github.com/Lightning-AI/litgpt/blob/26857050fe3ff627cd714fe92f5838f51a3d5efa/litgpt/config.py";

/**
 * Models with the layers of Qwen2.5: long contexts, DeepSeek-R1's distilled ones, and the language models of
 * Qwen2.5-VL (the vision tower is not counted).
 */
export const qwen2DerivedModels: readonly ModelEntry[] = [
  variantOf(qwen2Models, "Qwen/Qwen2.5-7B", {
    id: "Qwen/Qwen2.5-7B-Instruct-1M",
    aliases: ["qwen2.5-7b-1m"],
    contextTokens: 1_010_000,
    source: litgpt,
    config: { max_position_embeddings: 1010000 },
  }),
  variantOf(qwen2Models, "Qwen/Qwen2.5-1.5B", {
    id: "deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B",
    aliases: ["deepseek-r1-distill-qwen-1.5b"],
    publishedParameters: 1_777_088_000,
    contextTokens: 131_072,
    source: "https://huggingface.co/deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B/blob/main/config.json",
    config: { max_position_embeddings: 131072, tie_word_embeddings: false },
  }),
  variantOf(qwen2Models, "Qwen/Qwen2.5-7B", {
    id: "deepseek-ai/DeepSeek-R1-Distill-Qwen-7B",
    aliases: ["deepseek-r1-distill-qwen-7b"],
    source: "https://huggingface.co/deepseek-ai/DeepSeek-R1-Distill-Qwen-7B/blob/main/config.json",
  }),
  variantOf(qwen2Models, "Qwen/Qwen2.5-14B", {
    id: "deepseek-ai/DeepSeek-R1-Distill-Qwen-14B",
    aliases: ["deepseek-r1-distill-qwen-14b"],
    source: "https://huggingface.co/deepseek-ai/DeepSeek-R1-Distill-Qwen-14B/blob/main/config.json",
  }),
  variantOf(qwen2Models, "Qwen/Qwen2.5-32B", {
    id: "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B",
    aliases: ["deepseek-r1-distill-qwen-32b"],
    source: "https://huggingface.co/deepseek-ai/DeepSeek-R1-Distill-Qwen-32B/blob/main/config.json",
  }),
  variantOf(qwen2Models, "Qwen/Qwen2.5-3B", {
    id: "Qwen/Qwen2.5-VL-3B-Instruct",
    aliases: ["qwen2.5-vl-3b"],
    contextTokens: 128_000,
    source: "https://huggingface.co/Qwen/Qwen2.5-VL-3B-Instruct/blob/main/config.json",
    config: { model_type: "qwen2_5_vl", max_position_embeddings: 128000 },
    vision: {
      model_type: "qwen2_5_vl",
      vision_config: {
        depth: 32,
        hidden_size: 1280,
        intermediate_size: 3420,
        out_hidden_size: 2048,
        patch_size: 14,
        window_size: 112,
        fullatt_block_indexes: [7, 15, 23, 31],
      },
    },
  }),
  variantOf(qwen2Models, "Qwen/Qwen2.5-7B", {
    id: "Qwen/Qwen2.5-VL-7B-Instruct",
    aliases: ["qwen2.5-vl-7b", "olmocr-2-7b-1025"],
    contextTokens: 128_000,
    source:
      "https://github.com/sgl-project/ome/blob/17b77edad23bae262e0c9adb7f12039397a5d33d/pkg/hfutil/modelconfig/testdata/qwen2.5_vl_7b.json",
    config: { model_type: "qwen2_5_vl", max_position_embeddings: 128000 },
    vision: {
      model_type: "qwen2_5_vl",
      vision_config: {
        depth: 32,
        hidden_size: 1280,
        intermediate_size: 3420,
        out_hidden_size: 3584,
        patch_size: 14,
        window_size: 112,
        fullatt_block_indexes: [7, 15, 23, 31],
      },
    },
  }),
  variantOf(qwen2Models, "Qwen/Qwen2.5-32B", {
    id: "Qwen/Qwen2.5-VL-32B-Instruct",
    aliases: ["qwen2.5-vl-32b"],
    contextTokens: 128_000,
    source: "https://huggingface.co/Qwen/Qwen2.5-VL-32B-Instruct/blob/main/config.json",
    config: { model_type: "qwen2_5_vl", max_position_embeddings: 128000 },
    vision: {
      model_type: "qwen2_5_vl",
      vision_config: {
        depth: 32,
        hidden_size: 1280,
        intermediate_size: 3456,
        out_hidden_size: 5120,
        patch_size: 14,
        window_size: 112,
        fullatt_block_indexes: [7, 15, 23, 31],
      },
    },
  }),
  variantOf(qwen2Models, "Qwen/Qwen2.5-72B", {
    id: "Qwen/Qwen2.5-VL-72B-Instruct",
    aliases: ["qwen2.5-vl-72b"],
    contextTokens: 128_000,
    source: "https://huggingface.co/Qwen/Qwen2.5-VL-72B-Instruct/blob/main/config.json",
    config: { model_type: "qwen2_5_vl", max_position_embeddings: 128000 },
    vision: {
      model_type: "qwen2_5_vl",
      vision_config: {
        depth: 32,
        hidden_size: 1280,
        intermediate_size: 3456,
        out_hidden_size: 8192,
        patch_size: 14,
        window_size: 112,
        fullatt_block_indexes: [7, 15, 23, 31],
      },
    },
  }),
];
