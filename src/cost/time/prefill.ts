import type { MixerContext, ModelSpec } from "../model/spec.js";
import type { Deployment } from "./deployment.js";
import { passTime } from "./pass.js";
import { addPhases, type PhaseTime, scalePhase } from "./phase.js";

/** At most this many passes of a chunked prefill are timed; more are sampled at the midpoints of equal runs. */
const TIMED_PASSES = 2;

/**
 * Prefill of `tokens` tokens after `cached` ones of a prefix-cache hit, in equal passes of at most the engine's
 * chunk. The time of a pass is nearly linear in the tokens before it, so midpoints stand for their runs.
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
  const timed = Math.min(passes, TIMED_PASSES);
  const samples: PhaseTime[] = [];
  for (let sample = 0; sample < timed; sample++) {
    const past = cached + (((sample + 0.5) * passes) / timed - 0.5) * chunk;
    samples.push(passTime(spec, { past, tokens: chunk }, deployment.batch, deployment, context));
  }
  return scalePhase(addPhases(samples), passes / timed);
}
