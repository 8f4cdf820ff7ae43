import type { Config } from "../config.js";
import { dense, noFeedForward } from "../feed-forward/dense.js";
import { attention } from "../mixers/attention.js";
import { noMixer } from "../mixers/none.js";
import type { FeedForward, Mixer } from "../spec.js";
import { assemble, type Family, once } from "./family.js";
import { layerCount } from "./layer-types.js";

/** Inner sizes are two thirds of the hidden size times a factor, rounded up to a multiple of this. */
const INNER_MULTIPLE = 256;

function factorOf(shape: Config): number {
  const factor = shape.factor("ffn_mult");
  if (factor === undefined) throw shape.missing(["ffn_mult"], "inner size as a multiple of the hidden size");
  return factor;
}

/**
 * Nemotron by architecture search: each layer has its own inner size and may lack attention. Source:
 * arXiv:2411.19146.
 */
export const nemotronNasFamily: Family = {
  modelTypes: ["nemotron-nas"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const heads = config.number("num_attention_heads");
    const blocks = config.objects("block_configs");
    if (!blocks) throw config.missing(["block_configs"], "attention and inner size, layer by layer");
    config.perLayer("block_configs", layerCount(config));
    const mixerOf = once((headsInGroup: number) =>
      attention({
        hiddenSize,
        heads,
        kvHeads: config.quotient(["num_attention_heads", heads], ["n_heads_in_group", headsInGroup]),
        headDim:
          config.size("head_dim") ??
          config.quotient(["hidden_size", hiddenSize], ["num_attention_heads", heads]),
        mask: { kind: "causal" },
      }),
    );
    const feedForwardOf = once((factor: number) =>
      dense({
        hiddenSize,
        innerSize: Math.ceil(Math.floor((2 * hiddenSize * factor) / 3) / INNER_MULTIPLE) * INNER_MULTIPLE,
        gated: true,
      }),
    );
    const mixer = (block: Config): Mixer => {
      const shape = block.nested("attention");
      return !shape || shape.flag("no_op", false) ? noMixer : mixerOf(shape.number("n_heads_in_group"));
    };
    const feedForward = (block: Config): FeedForward => {
      const shape = block.nested("ffn");
      return !shape || shape.flag("no_op", false) ? noFeedForward : feedForwardOf(factorOf(shape));
    };
    return assemble(config, name, {
      mixer: (layer) => mixer(blocks[layer]!),
      feedForward: (layer) => feedForward(blocks[layer]!),
    });
  },
};
