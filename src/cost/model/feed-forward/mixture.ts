import type { FeedForward } from "../spec.js";
import { denseParameters } from "./dense.js";

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
 * FLOP are those of the experts that a token uses. Weights read are those that a batch touches: an expert is
 * not touched with probability (1 − k/E)^tokens. Sources: arXiv:2101.03961 §2, shared experts
 * arXiv:2401.06066.
 */
export function mixture(shape: MixtureShape): FeedForward {
  const { hiddenSize, experts, expertsPerToken, expertSize, sharedSize, gated } = shape;
  const bias = shape.bias ?? false;
  const width = shape.latentSize ?? hiddenSize;
  const expert = denseParameters({ hiddenSize: width, innerSize: expertSize, gated, bias });
  const expertWeights = (gated ? 3 : 2) * width * expertSize;
  const shared = sharedSize > 0 ? denseParameters({ hiddenSize, innerSize: sharedSize, gated }) : 0;
  const gate = shape.sharedGate ? hiddenSize : 0;
  const latent = shape.latentSize ? 2 * hiddenSize * shape.latentSize : 0;
  const router = hiddenSize * experts;
  const always = shared + gate + latent + router + (shape.routerBias ? experts : 0);
  return {
    kind: "mixture of experts",
    description: `${expertsPerToken} of ${experts} experts ${width} → ${expertSize}${
      sharedSize > 0 ? `, shared ${sharedSize}` : ""
    }${shape.latentSize ? `, latent ${shape.latentSize}` : ""}`,
    parameters: always + experts * expert,
    activeParameters: always + expertsPerToken * expert,
    flop: (tokens) => ({
      experts: 2 * (expertsPerToken * expertWeights + shared + gate + latent) * tokens,
      router: 2 * router * tokens,
    }),
    parametersRead: (tokens) =>
      always + experts * expert * (1 - (1 - expertsPerToken / experts) ** Math.max(tokens, 1)),
    expertShareOfTokens: expertsPerToken / experts,
    activationElementsPerToken: (gated ? 2 : 1) * (expertsPerToken * expertSize + sharedSize),
  };
}
