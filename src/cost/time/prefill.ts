import type { MixerContext, ModelSpec } from "../model/spec.js";
import type { Deployment } from "./deployment.js";
import { addPhases, type PhaseTime, passTime, scalePhase } from "./pass.js";

/** At most this many passes of a chunked prefill are timed; more are sampled at the midpoints of equal runs. */
const TIMED_PASSES = 8;

/**
 * Prefill of `tokens` tokens after `cached` ones of a prefix-cache hit, in passes of at most the engine's
 * chunk. The time of a pass is nearly linear in the tokens before it, so midpoints stand for their runs.
 */
export function prefillTime(
  spec: ModelSpec,
  tokens: number,
  deployment: Deployment,
  context: MixerContext,
  cached = 0,
): PhaseTime {
  const chunk = Math.max(1, deployment.engine.chunkTokens);
  const whole = Math.floor(tokens / chunk);
  const timed = Math.min(whole, TIMED_PASSES);
  const pass = (past: number, length: number): PhaseTime =>
    passTime(spec, { past, tokens: length }, deployment.batch, deployment, context);
  const passes: PhaseTime[] = [];
  for (let sample = 0; sample < timed; sample++)
    passes.push(
      scalePhase(pass(cached + (((sample + 0.5) * whole) / timed - 0.5) * chunk, chunk), whole / timed),
    );
  const rest = tokens - whole * chunk;
  if (rest > 0) passes.push(pass(cached + whole * chunk, rest));
  return addPhases(passes);
}
