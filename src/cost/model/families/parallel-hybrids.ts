import type { Config } from "../config.js";
import { dense, noFeedForward } from "../feed-forward/dense.js";
import { attention } from "../mixers/attention.js";
import { parallel } from "../mixers/parallel.js";
import { mamba2 } from "../mixers/state-space.js";
import type { FeedForward, Mixer } from "../spec.js";
import { linear, totalParameters, vector, type Weight } from "../weights.js";
import { assemble, type Family, withWeights } from "./family.js";
import { type ImpliedType, layerTypes } from "./layer-types.js";
import { wholeAttention } from "./softmax.js";

/** Falcon-H1: attention and Mamba-2 side by side in every layer. Source: arXiv:2507.22448. */
export const falconH1Family: Family = {
  modelTypes: ["falcon_h1"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const innerSize = config.size("mamba_d_ssm") ?? hiddenSize * (config.size("mamba_expand") ?? 2);
    const heads = config.number("mamba_n_heads");
    const scan = mamba2({
      hiddenSize,
      heads,
      headDim: config.quotient(["mamba_d_ssm", innerSize], ["mamba_n_heads", heads]),
      stateSize: config.number("mamba_d_state"),
      groups: config.size("mamba_n_groups") ?? 1,
      convolution: config.size("mamba_d_conv") ?? 4,
      convolutionBias: config.flag("mamba_conv_bias", true),
      projectionBias: config.flag("mamba_proj_bias", false),
      outputNorm: config.flag("mamba_rms_norm", false),
    });
    const both = parallel(wholeAttention(config), scan);
    const feedForward = dense({
      hiddenSize,
      innerSize: config.number("intermediate_size"),
      gated: true,
      bias: config.flag("mlp_bias", false),
    });
    return assemble(config, name, { mixer: () => both, feedForward: () => feedForward });
  },
};

/** Weights of a low-rank adapter. */
const adapter = (name: string, inputs: number, outputs: number, rank: number): readonly Weight[] => [
  linear(`${name}.0`, inputs, rank),
  linear(`${name}.1`, rank, outputs),
];

/**
 * Zamba2: Mamba-2 in every layer; `hybrid` layers first pass one of a few transformer blocks that they share,
 * on the hidden state beside the embedding. Each use of a block has adapters of its own. Source:
 * arXiv:2411.15242 and modeling_zamba2.py of huggingface/transformers 5.18.
 */
export const zamba2Family: Family = {
  modelTypes: ["zamba2"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const types = layerTypes(config, ["linear_attention", "hybrid"], hybridsOfClass);
    const scan = mamba2({
      hiddenSize,
      ...zambaHeads(config, hiddenSize),
      stateSize: config.size("mamba_d_state") ?? 64,
      groups: config.size("mamba_ngroups") ?? 1,
      convolution: config.size("mamba_d_conv") ?? 4,
      convolutionBias: config.flag("use_conv_bias", true),
      projectionBias: config.flag("add_bias_linear", false),
    });
    const { block, feedForward } = sharedBlock(config, hiddenSize);
    const blocks = config.size("num_mem_blocks") ?? 1;
    const hybrid = parallel(block, scan);
    const uses = types.filter((type) => type === "hybrid").length;
    const rank = config.size("adapter_rank") ?? 128;
    const innerSize = config.size("intermediate_size") ?? 4 * hiddenSize;
    const inHybrid = withWeights(feedForward, [
      linear("linear", hiddenSize, hiddenSize),
      ...adapter("shared_transformer.gate_up_adapter", hiddenSize, 2 * innerSize, rank),
      ...(config.flag("use_shared_attention_adapter", false)
        ? ["q", "k", "v"].flatMap((part) =>
            adapter(`shared_transformer.${part}_adapter`, 2 * hiddenSize, 2 * hiddenSize, rank),
          )
        : []),
    ]);
    const shared = totalParameters(block.weights) + totalParameters(feedForward.weights);
    return assemble(config, name, {
      mixer: (layer) => (types[layer] === "hybrid" ? hybrid : scan),
      feedForward: (layer) => (types[layer] === "hybrid" ? inHybrid : noFeedForward),
      normParameters: hiddenSize,
      // The shared blocks count in every layer that passes them, but are stored once.
      otherParameters: hiddenSize - Math.max(0, uses - blocks) * shared,
      tied: true,
    });
  },
};

/** The hybrid layers of Zamba2-2.7B, which its class lists for 54 layers. */
const HYBRID_OF_54: ReadonlySet<number> = new Set([6, 12, 18, 24, 30, 36, 42, 47, 51]);

const hybridsOfClass: ImpliedType = (config, layer, layers) => {
  const indices =
    config.layerNumbers("hybrid_layer_ids", layers) ?? (layers === 54 ? HYBRID_OF_54 : undefined);
  if (!indices) throw config.missing(["layers_block_type"], "which layers pass the shared blocks");
  return indices.has(layer) ? "hybrid" : "linear_attention";
};

function zambaHeads(config: Config, hiddenSize: number): { heads: number; headDim: number } {
  const heads = config.size("n_mamba_heads") ?? 8;
  const innerSize = (config.size("mamba_expand") ?? 2) * hiddenSize;
  return {
    heads,
    headDim: config.quotient(["mamba_expand × hidden_size", innerSize], ["n_mamba_heads", heads]),
  };
}

/** The transformer block that hybrid layers share: attention over twice the width, a gated feed-forward. */
function sharedBlock(config: Config, hiddenSize: number): { block: Mixer; feedForward: FeedForward } {
  const heads = config.number("num_attention_heads");
  const wide = 2 * hiddenSize;
  const headDim = config.quotient(["2 × hidden_size", wide], ["num_attention_heads", heads]);
  const base = attention({
    hiddenSize: wide,
    heads,
    kvHeads: config.size("num_key_value_heads") ?? heads,
    headDim,
    mask: { kind: "causal" },
  });
  // The way out returns to the width of the model.
  const weights = base.weights.map((weight) =>
    weight.name === "self_attn.o_proj" ? { ...weight, outputs: hiddenSize } : weight,
  );
  const feedForward = dense({
    hiddenSize,
    innerSize: config.size("intermediate_size") ?? 4 * hiddenSize,
    gated: true,
    bias: config.flag("add_bias_linear", false),
  });
  return {
    block: { ...base, weights },
    feedForward: withWeights(feedForward, [vector("shared_transformer.norms", wide + hiddenSize)]),
  };
}
