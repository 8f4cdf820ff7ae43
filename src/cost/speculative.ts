import type { Layer, ModelSpec } from "./model/spec.js";
import { linear, vector } from "./model/weights.js";

/** Decode in which a cheap draft proposes tokens and the model checks them all in one step. */
export interface Speculation {
  /** Tokens that the draft proposes a step, k. */
  readonly draftTokens: number;
  /**
   * Probability, 0 to 1, that a proposed token is accepted when those before it were, a. Not the share of all proposed
   * tokens that servers report, which is (a + a² + … + aᵏ) / k.
   */
  readonly acceptance: number;
}

/** What its parts take, of the whole batch at one context. */
export interface SpeculationTimes {
  /** Seconds in which the draft proposes one token. */
  readonly draftSeconds: number;
  /** Seconds of a step of the model over `tokens` new tokens of each sequence. */
  stepSeconds(tokens: number): number;
}

export interface SpeculationCost {
  /** Expected tokens that a sequence gains a step, 1 to k + 1. */
  readonly tokensPerStep: number;
  /** k draft tokens, and one step over k + 1 tokens. */
  readonly secondsPerStep: number;
  readonly secondsPerToken: number;
  /** Against one token a step. Below 1, speculation loses. */
  readonly speedup: number;
  /** The acceptance at which the speedup is 1; null when even all k accepted would lose. */
  readonly breakEvenAcceptance: number | null;
}

/**
 * Expected tokens a step: (1 − a^(k + 1)) / (1 − a). Those accepted before the first refusal, and one of the model
 * itself. Assumes that tokens are accepted independently. Source: arXiv:2211.17192 eq. 1.
 * Summed as 1 + a + a² + …: browsers and Node take powers with other last digits.
 */
export function expectedTokens({ draftTokens, acceptance }: Speculation): number {
  let tokens = 1;
  for (let drafted = 0; drafted < draftTokens; drafted++) tokens = 1 + acceptance * tokens;
  return tokens;
}

/**
 * Time of speculative decode. The verifying step is priced as it is, not as one plain step: with many sequences
 * or experts k + 1 tokens cost more than one. Source: arXiv:2211.17192 theorem 3.8, whose cost coefficient c is
 * draftSeconds / stepSeconds(1) and whose verifying step is stepSeconds(1).
 */
export function speculationCost(speculation: Speculation, times: SpeculationTimes): SpeculationCost {
  const { draftTokens } = speculation;
  const plain = times.stepSeconds(1);
  const tokensPerStep = expectedTokens(speculation);
  const secondsPerStep = draftTokens * times.draftSeconds + times.stepSeconds(draftTokens + 1);
  const secondsPerToken = secondsPerStep / tokensPerStep;
  return {
    tokensPerStep,
    secondsPerStep,
    secondsPerToken,
    speedup: plain / secondsPerToken,
    breakEvenAcceptance: acceptanceFor(secondsPerStep / plain, draftTokens),
  };
}

/** The number of draft tokens, from 1 to `most`, with the least seconds a token. */
export function bestDraftTokens(acceptance: number, times: SpeculationTimes, most = 16): number {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let draftTokens = 1; draftTokens <= most; draftTokens++) {
    const { secondsPerToken } = speculationCost({ draftTokens, acceptance }, times);
    if (secondsPerToken >= least) continue;
    least = secondsPerToken;
    best = draftTokens;
  }
  return best;
}

/** The acceptance that gives `tokens` expected tokens a step. */
function acceptanceFor(tokens: number, draftTokens: number): number | null {
  if (tokens <= 1) return 0;
  if (tokens > draftTokens + 1) return null;
  let low = 0;
  let high = 1;
  // Expected tokens grow with the acceptance: 50 halvings reach a double's digits.
  for (let halving = 0; halving < 50; halving++) {
    const middle = (low + high) / 2;
    if (expectedTokens({ draftTokens, acceptance: middle }) < tokens) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * A draft that is one more layer of the model: a multi-token prediction module or an EAGLE head. It joins the
 * hidden state and the embedding of the last token (2d to d), runs one layer like the model's last, and uses the
 * model's embeddings and head, which add no parameters of its own. Its decode step is one draft token. Sources:
 * arXiv:2412.19437 §2.2 eq. 21-23, arXiv:2401.15077 §4.1.
 */
export function predictionLayer(spec: ModelSpec): ModelSpec {
  const last = lastAttending(spec);
  const { hiddenSize } = spec;
  const layer: Layer = {
    ...last,
    mixer: {
      ...last.mixer,
      weights: [
        linear("eh_proj", 2 * hiddenSize, hiddenSize),
        vector("eh_proj.norms", 2 * hiddenSize),
        ...last.mixer.weights,
      ],
    },
  };
  return {
    ...spec,
    predictionLayers: 0,
    name: `prediction layer of ${spec.name}`,
    layers: [layer],
    embeddingParameters: 0,
    // Tied: its head is the model's own, read each step but not stored again.
    head: { ...spec.head, tied: true },
    otherParameters: hiddenSize,
  };
}

/** The last layer that mixes tokens: interleaved hybrids may end with one that does not. */
const lastAttending = (spec: ModelSpec): Layer =>
  spec.layers.findLast(({ mixer }) => mixer.weights.length > 0) ?? spec.layers.at(-1)!;
