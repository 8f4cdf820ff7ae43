import type { ClassDefaults } from "./class-defaults.js";
import { decoderDefaults } from "./decoder.js";
import { earlyDefaults } from "./early.js";
import { encoderDefaults } from "./encoder.js";
import { latentDefaults } from "./latent.js";
import { mixtureDefaults } from "./mixture.js";
import { recurrentDefaults } from "./recurrent.js";

/**
 * What the class of a model type assumes for fields that a config omits. Source: the declared defaults of
 * huggingface/transformers 5.18.0, src/transformers/models/<model>/configuration_<model>.py. Defaults that a
 * class computes from other fields (layer patterns, head sizes) are in the family that reads them; a flag
 * that is false by default is left out.
 */
const classDefaults: ClassDefaults = {
  ...decoderDefaults,
  ...mixtureDefaults,
  ...latentDefaults,
  ...recurrentDefaults,
  ...earlyDefaults,
  ...encoderDefaults,
};

/** Sizes that every published config.json of its own states: without one the file is not whole. */
const STATED = new Set([
  ...["hidden_size", "n_embd", "d_model", "dim"],
  ...["num_hidden_layers", "n_layer", "n_layers"],
  ...["num_attention_heads", "n_head", "n_heads"],
  ...["intermediate_size", "ffn_dim", "hidden_dim", "moe_intermediate_size"],
  ...["num_experts", "num_local_experts", "n_routed_experts", "moe_num_experts"],
  ...["num_experts_per_tok", "num_experts_per_token", "moe_k"],
  ...["vocab_size", "max_position_embeddings", "n_positions"],
  ...["q_lora_rank", "kv_lora_rank", "index_topk"],
  // Only the small Gemma 4 have these inputs; a larger one states 0.
  "hidden_size_per_layer_input",
]);

/** All defaults of a class: a config that is nested in another one states only what differs from them. */
export const nestedDefaults = (modelType: string): Readonly<Record<string, unknown>> =>
  classDefaults[modelType] ?? {};

/**
 * The defaults that apply to a config of its own: all but the sizes, so that a missing size stays an error.
 */
export const ownDefaults = (modelType: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(nestedDefaults(modelType)).filter(([name]) => !STATED.has(name)));
