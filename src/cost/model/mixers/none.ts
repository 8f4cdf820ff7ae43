import { type Mixer, noState } from "../spec.js";

/**
 * For layers that mix no tokens: feed-forward layers of interleaved hybrids (Nemotron-H), removed attention
 * blocks.
 */
export const noMixer: Mixer = {
  kind: "none",
  description: "no token mixer",
  weights: [],
  scoring: () => [],
  cacheElements: () => 0,
  cacheSplits: 1,
  stateElements: noState,
  stateSplits: 1,
  activationElements: () => 0,
};
