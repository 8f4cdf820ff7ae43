import type { Config } from "../config.js";
import { dense, noFeedForward } from "../feed-forward/dense.js";
import { attention } from "../mixers/attention.js";
import { noMixer } from "../mixers/none.js";
import type { FeedForward, Mixer } from "../spec.js";
import { assemble, type Family, once } from "./family.js";

/** Inner sizes are two thirds of the hidden size times a factor, rounded up to a multiple of this. */
const INNER_MULTIPLE = 256;

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
    const mixerOf = once((headsInGroup: number) =>
      attention({
        hiddenSize,
        heads,
        kvHeads: heads / headsInGroup,
        headDim: config.optional("head_dim") ?? hiddenSize / heads,
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
      return !shape || shape.flag("no_op", false) ? noFeedForward : feedForwardOf(shape.number("ffn_mult"));
    };
    return assemble(config, name, {
      mixer: (layer) => mixer(blocks[layer]!),
      feedForward: (layer) => feedForward(blocks[layer]!),
    });
  },
};
