import type { Mixer } from "../spec.js";

const NOTHING = { projections: 0, scores: 0, values: 0, softmax: 0, state: 0 };

/**
 * For layers that mix no tokens: feed-forward layers of interleaved hybrids (Nemotron-H), removed attention
 * blocks.
 */
export const noMixer: Mixer = {
  kind: "none",
  description: "no token mixer",
  parameters: 0,
  flop: () => NOTHING,
  cacheElements: () => 0,
  stateElements: 0,
  activationElements: () => 0,
};
