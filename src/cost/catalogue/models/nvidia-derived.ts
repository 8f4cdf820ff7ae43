import type { ModelEntry } from "../model-entry.js";
import { metaLlama3Models } from "./meta-llama-3.js";
import { nvidiaNemotron3Models } from "./nvidia-nemotron-3.js";
import { variantOf } from "./variant.js";

const aiconfigurator =
  "https://github.com/ai-dynamo/aiconfigurator/blob/095f58a51c4ca8e61b66ec108d86f223f8d559ce/aic-core/src/aiconfigurator_core/model_configs/";

const block = (attention: object, factor: number) => ({ attention, ffn: { ffn_mult: factor, no_op: false } });
/** Blocks of Llama 3.3 70B as they were, and without attention by the width of their feed-forward part. */
const whole = (count: number) =>
  Array.from({ length: count }, () => block({ n_heads_in_group: 8, no_op: false }, 5.25));
const narrow = (...factors: number[]) =>
  factors.map((factor) => block({ n_heads_in_group: null, no_op: true }, factor));

/** Llama and Nemotron as NVIDIA trained or pruned them further. */
export const nvidiaDerivedModels: readonly ModelEntry[] = [
  variantOf(metaLlama3Models, "meta-llama/Meta-Llama-3.1-8B", {
    id: "nvidia/Llama-3.1-Nemotron-Nano-8B-v1",
    aliases: ["llama-3.1-nemotron-nano-8b"],
    source: "https://huggingface.co/nvidia/Llama-3.1-Nemotron-Nano-8B-v1/blob/main/config.json",
  }),
  variantOf(nvidiaNemotron3Models, "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16", {
    id: "nvidia/NVIDIA-Nemotron-3.5-Lightning-30B-A3B-BF16",
    aliases: ["nemotron-3.5-lightning"],
    contextTokens: 1_048_576,
    source: `${aiconfigurator}nvidia--NVIDIA-Nemotron-3.5-Lightning-30B-A3B-NVFP4_config.json`,
    config: { max_position_embeddings: 1048576 },
  }),
  {
    id: "nvidia/Llama-3_3-Nemotron-Super-49B-v1",
    aliases: ["llama-3.3-nemotron-super-49b-v1", "llama-3.3-nemotron-super-49b"],
    publishedParameters: 49_867_145_216,
    contextTokens: 131_072,
    source: `${aiconfigurator}nvidia--Llama-3_3-Nemotron-Super-49B-v1_config.json`,
    config: {
      model_type: "nemotron-nas",
      attention_bias: false,
      mlp_bias: false,
      hidden_size: 8192,
      num_attention_heads: 64,
      num_hidden_layers: 80,
      vocab_size: 128256,
      max_position_embeddings: 131072,
      tie_word_embeddings: false,
      block_configs: [
        block({ n_heads_in_group: 8, no_op: false }, 2.625),
        ...whole(5),
        ...narrow(2.625, 2.625),
        ...whole(3),
        ...narrow(3.28125),
        ...whole(30),
        ...narrow(1.3125, 2.625, 2.625, 1.3125, 5.25, 1.3125, 2.625, 1.3125, 1.3125, 1.3125),
        ...whole(1),
        ...narrow(1.3125, 1, 1, 1.3125, 1, 1, 1, 1.3125, 1.3125, 0.5, 0.5, 1, 1, 0.5, 0.5, 1, 0.5, 0.5),
        ...whole(9),
      ],
    },
  },
];
