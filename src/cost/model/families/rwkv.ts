import { usageError } from "../../../shared/errors.js";
import { dense } from "../feed-forward/dense.js";
import { rwkv } from "../mixers/rwkv.js";
import { assemble, type Family } from "./family.js";

const VERSIONS: Readonly<Record<string, number>> = { rwkv: 4, rwkv5: 5, rwkv6: 6, rwkv7: 7 };

/** RWKV: time mixing and channel mixing. */
export const rwkvFamily: Family = {
  modelTypes: Object.keys(VERSIONS),
  read(config, name) {
    const version = VERSIONS[config.text("model_type")!]!;
    const hiddenSize = config.number("hidden_size");
    const headDim = version === 4 ? 1 : (config.size("head_size", "head_dim") ?? 64);
    if (hiddenSize % headDim !== 0)
      throw usageError(
        "bad-field",
        `${config.origin}: hidden_size ${hiddenSize} is not a multiple of head size ${headDim}`,
        "Correct the fields.",
      );
    const rank = (field: string, fallback: number): number => config.size(field) ?? fallback;
    const lowRankWeights =
      version === 7
        ? 2 *
          hiddenSize *
          (rank("decay_low_rank_dim", 64) +
            rank("a_low_rank_dim", 64) +
            rank("v_low_rank_dim", 32) +
            rank("gate_low_rank_dim", 128))
        : version === 6
          ? // In the training code the ranks of decay and of the five mixes double from 4,096 channels on.
            (hiddenSize >= 4096 ? 2 : 1) * 2 * hiddenSize * (64 + 5 * 32)
          : 0;
    const mixer = rwkv({
      hiddenSize,
      products: version === 4 || version === 7 ? 4 : 5,
      headDim,
      stateProducts: version === 7 ? 3 : 2,
      lowRankWeights,
      channelReceptance: version < 7,
      extraParameters: (version === 4 ? 7 : 10) * hiddenSize,
      version,
    });
    const innerSize =
      config.size("intermediate_size") ??
      (version === 4 || version === 7 ? 4 * hiddenSize : Math.floor((hiddenSize * 3.5) / 32) * 32);
    const feedForward = dense({ hiddenSize, innerSize, gated: false });
    return assemble(config, name, {
      mixer: () => mixer,
      feedForward: () => feedForward,
      normParameters: 4 * hiddenSize,
      otherParameters: 4 * hiddenSize,
    });
  },
};
