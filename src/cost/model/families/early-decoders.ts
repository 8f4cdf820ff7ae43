import type { Config } from "../config.js";
import { dense } from "../feed-forward/dense.js";
import { attention } from "../mixers/attention.js";
import { assemble, type Family } from "./family.js";

interface EarlyTraits {
  readonly kvHeads?: (config: Config, heads: number) => number;
  readonly attentionBias: boolean;
  readonly feedForwardBias: boolean;
  readonly tied: boolean;
  /** Rows of learned positions. */
  readonly positions?: (config: Config) => number;
  readonly gated?: boolean;
}

const BIASED = { attentionBias: true, feedForwardBias: true } as const;

/**
 * Decoders older than Llama: LayerNorm, an ungated feed-forward of four times the width, learned or ALiBi
 * positions.
 */
const traitsOf: Readonly<Record<string, EarlyTraits>> = {
  gpt2: { ...BIASED, tied: true, positions: (config) => config.number("n_positions") },
  gpt_bigcode: {
    ...BIASED,
    tied: true,
    positions: (config) => config.number("n_positions"),
    kvHeads: (config, heads) => (config.flag("multi_query", true) ? 1 : heads),
  },
  gpt_neox: { ...BIASED, tied: false },
  gptj: { attentionBias: false, feedForwardBias: true, tied: false },
  opt: { ...BIASED, tied: true, positions: (config) => config.number("max_position_embeddings") + 2 },
  bloom: { ...BIASED, tied: true },
  mpt: { attentionBias: false, feedForwardBias: false, tied: true },
  phi: { ...BIASED, tied: false },
  falcon: {
    attentionBias: false,
    feedForwardBias: false,
    tied: true,
    kvHeads: (config, heads) =>
      config.flag("new_decoder_architecture", false)
        ? config.number("num_kv_heads")
        : config.flag("multi_query", true)
          ? 1
          : heads,
  },
};

export const earlyDecoderFamily: Family = {
  modelTypes: Object.keys(traitsOf),
  read(config, name) {
    const traits = traitsOf[config.text("model_type")!]!;
    const hiddenSize = config.number("hidden_size", "n_embd", "d_model");
    const heads = config.number("num_attention_heads", "n_head", "n_heads");
    const mixer = attention({
      hiddenSize,
      heads,
      kvHeads: traits.kvHeads?.(config, heads) ?? heads,
      headDim: hiddenSize / heads,
      mask: { kind: "causal" },
      qkvBias: traits.attentionBias,
      outputBias: traits.attentionBias,
    });
    const feedForward = dense({
      hiddenSize,
      innerSize:
        config.optional("intermediate_size", "ffn_dim", "n_inner", "ffn_hidden_size") ?? 4 * hiddenSize,
      gated: traits.gated ?? false,
      bias: traits.feedForwardBias,
    });
    return assemble(config, name, {
      mixer: () => mixer,
      feedForward: () => feedForward,
      normParameters: 4 * hiddenSize,
      otherParameters: 2 * hiddenSize,
      tied: traits.tied,
      extraEmbeddingParameters: (traits.positions?.(config) ?? 0) * hiddenSize,
    });
  },
};
