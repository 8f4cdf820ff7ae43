import type { Config } from "../config.js";
import { dense } from "../feed-forward/dense.js";
import { attention } from "../mixers/attention.js";
import { totalParameters } from "../weights.js";
import { assemble, type Family } from "./family.js";
import { layerCount } from "./layer-types.js";
import { headsOf, wholeAttention } from "./softmax.js";

/** Rows of the input embedding beyond the vocabulary: the image token and padding. */
const EXTRA_ROWS = 8;

/**
 * The text model of Llama 3.2 Vision: Llama with cross-attention layers, which a text without an image skips.
 * So they count as parameters, and not as layers that tokens pass. Source: modeling_mllama.py of
 * huggingface/transformers 5.18.
 */
export const mllamaFamily: Family = {
  modelTypes: ["mllama_text_model"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const feedForward = dense({ hiddenSize, innerSize: config.number("intermediate_size"), gated: true });
    const own = wholeAttention(config);
    const cross = attention({
      hiddenSize,
      ...headsOf(config, hiddenSize),
      mask: { kind: "full" },
      qkNorm: true,
      extraParameters: 2, // the gates of attention and feed-forward
    });
    const crossing = crossLayers(config);
    const crossLayer = totalParameters(cross.weights) + totalParameters(feedForward.weights) + 2 * hiddenSize;
    return assemble(config, name, {
      layers: layerCount(config) - crossing,
      mixer: () => own,
      feedForward: () => feedForward,
      extraEmbeddingParameters: EXTRA_ROWS * hiddenSize,
      otherParameters: hiddenSize + crossing * crossLayer,
    });
  },
};

/** Number of cross-attention layers. */
function crossLayers(config: Config): number {
  const crossing = config.layerNumbers("cross_attention_layers", layerCount(config));
  if (!crossing) throw config.missing(["cross_attention_layers"], "which layers attend to the image");
  return crossing.size;
}
