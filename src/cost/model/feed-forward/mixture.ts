import type { FeedForward } from "../spec.js";
import { linear, present, vector } from "../weights.js";
import { blockWeights } from "./dense.js";

export interface MixtureShape {
  readonly hiddenSize: number;
  readonly experts: number;
  readonly expertsPerToken: number;
  readonly expertSize: number;
  /** Inner size of all shared experts together; 0 when there are none. */
  readonly sharedSize: number;
  readonly gated: boolean;
  readonly bias?: boolean;
  /** A scalar gate on the shared expert (Qwen2-MoE, Qwen3-Next). */
  readonly sharedGate?: boolean;
  /** A bias per expert in the router (gpt-oss), or its load-balancing correction (DeepSeek-V3). */
  readonly routerBias?: boolean;
  /**
   * Channels of the experts when they differ from the model's: adds a projection down and one up (Nemotron
   * 3).
   */
  readonly latentSize?: number;
}

/**
 * Mixture of experts: every token is routed to `expertsPerToken` of `experts` and passes the shared ones.
 * Every accelerator holds the whole router. Sources: arXiv:2101.03961 §2, shared experts arXiv:2401.06066.
 */
export function mixture(shape: MixtureShape): FeedForward {
  const { hiddenSize, experts, expertsPerToken, expertSize, sharedSize, gated, latentSize } = shape;
  const width = latentSize ?? hiddenSize;
  return {
    kind: "mixture of experts",
    description: `${expertsPerToken} of ${experts} experts ${width} → ${expertSize}${
      sharedSize > 0 ? `, shared ${sharedSize}` : ""
    }${latentSize ? `, latent ${latentSize}` : ""}`,
    weights: present([
      linear("mlp.gate", hiddenSize, experts, { splits: 1 }),
      vector("mlp.gate.bias", shape.routerBias ? experts : 0),
      ...blockWeights(
        "mlp.experts",
        { hiddenSize: width, innerSize: expertSize, gated, bias: shape.bias ?? false },
        { copies: experts, routed: true },
      ),
      ...blockWeights("mlp.shared_experts", { hiddenSize, innerSize: sharedSize, gated }),
      linear("mlp.shared_expert_gate", shape.sharedGate ? hiddenSize : 0, 1),
      linear("mlp.latent_down", hiddenSize, latentSize ?? 0),
      linear("mlp.latent_up", latentSize ?? 0, hiddenSize),
    ]),
    routing: { experts, expertsPerToken },
    activationElementsPerToken: (gated ? 2 : 1) * (expertsPerToken * expertSize + sharedSize),
  };
}
