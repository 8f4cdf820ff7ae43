import type { MixerContext, ModelSpec } from "../model/spec.js";
import type { Deployment } from "./deployment.js";
import { passTime } from "./pass.js";
import { addPhases, type PhaseTime, scalePhase } from "./phase.js";

/**
 * Prefill of `tokens` tokens after `cached` ones of a prefix-cache hit, in equal passes of at most the engine's
 * chunk. The time of a pass is nearly linear in the tokens before it, so one at a quarter and one at three
 * quarters stand for all.
 */
export function prefillTime(
  spec: ModelSpec,
  tokens: number,
  deployment: Deployment,
  context: MixerContext,
  cached = 0,
): PhaseTime {
  const passes = Math.ceil(tokens / Math.max(1, deployment.engine.chunkTokens));
  const chunk = tokens / passes;
  const at = (share: number): PhaseTime => {
    const past = cached + (share * passes - 0.5) * chunk;
    return passTime(spec, { past, tokens: chunk }, deployment.batch, deployment, context);
  };
  return passes === 1 ? at(0.5) : scalePhase(addPhases(at(0.25), at(0.75)), passes / 2);
}
