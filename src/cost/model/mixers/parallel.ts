import type { Mixer } from "../spec.js";

/**
 * Two mixers in one layer: both see the same tokens, and what each computes, caches and keeps adds up. At most
 * one of them may score pairs and at most one may keep recurrent state (attention beside a state space).
 */
export function parallel(scored: Mixer, recurrent: Mixer): Mixer {
  return {
    kind: `${scored.kind} + ${recurrent.kind}`,
    description: `${scored.description}, beside ${recurrent.description}`,
    weights: [...scored.weights, ...recurrent.weights],
    scoring: scored.scoring,
    ...(recurrent.state === undefined ? {} : { state: recurrent.state }),
    cacheElements: scored.cacheElements,
    cacheSplits: scored.cacheSplits,
    stateElements: recurrent.stateElements,
    stateSplits: recurrent.stateSplits,
    activationElements: (tokens) => scored.activationElements(tokens) + recurrent.activationElements(tokens),
  };
}
