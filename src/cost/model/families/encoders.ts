import type { Mask } from "../../pairs.js";
import type { Config } from "../config.js";
import { dense } from "../feed-forward/dense.js";
import { attention } from "../mixers/attention.js";
import { assemble, type Family, once } from "./family.js";

const FULL: Mask = { kind: "full" };

function encoder(
  config: Config,
  name: string,
  options: { bias: boolean; gated: boolean; mask: (layer: number) => Mask },
) {
  const hiddenSize = config.number("hidden_size", "dim");
  const heads = config.number("num_attention_heads", "n_heads");
  const mixerOf = once((mask: string) =>
    attention({
      hiddenSize,
      heads,
      kvHeads: heads,
      headDim: hiddenSize / heads,
      mask: JSON.parse(mask) as Mask,
      qkvBias: options.bias,
      outputBias: options.bias,
    }),
  );
  const feedForward = dense({
    hiddenSize,
    innerSize: config.number("intermediate_size", "hidden_dim"),
    gated: options.gated,
    bias: options.bias,
  });
  const learned = options.bias
    ? config.number("max_position_embeddings") + (config.optional("type_vocab_size") ?? 0)
    : 0;
  return assemble(config, name, {
    mixer: (layer) => mixerOf(JSON.stringify(options.mask(layer))),
    feedForward: () => feedForward,
    normParameters: (options.bias ? 4 : 2) * hiddenSize,
    extraEmbeddingParameters: learned * hiddenSize,
    // The norm after the embeddings; BERT and RoBERTa checkpoints add a pooler.
    otherParameters: options.bias ? 2 * hiddenSize + (hiddenSize + 1) * hiddenSize : 2 * hiddenSize,
    causal: false,
    head: false,
  });
}

/** BERT and models derived from it: every token sees every token. Source: arXiv:1810.04805. */
export const bertFamily: Family = {
  modelTypes: ["bert", "roberta", "xlm-roberta", "camembert", "electra", "distilbert"],
  read: (config, name) => encoder(config, name, { bias: true, gated: false, mask: () => FULL }),
};

/**
 * ModernBERT: full attention in every third layer, a window in both directions elsewhere. Source:
 * arXiv:2412.13663.
 */
export const modernBertFamily: Family = {
  modelTypes: ["modernbert"],
  read(config, name) {
    const every = config.optional("global_attn_every_n_layers") ?? 3;
    const window = config.optional("local_attention") ?? 128;
    return encoder(config, name, {
      bias: false,
      gated: true,
      mask: (layer) => (layer % every === 0 ? FULL : { kind: "band", window }),
    });
  },
};
