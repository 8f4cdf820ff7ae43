import { flopOf } from "../flops.js";
import type { MixerContext, ModelSpec } from "../model/spec.js";
import type { Deployment } from "./deployment.js";
import { hostStepSeconds } from "./engine.js";
import { passTime } from "./pass.js";
import type { PhaseTime } from "./phase.js";

/**
 * Up to this many decode steps are timed one by one. More are sampled at the midpoints of equal runs, because
 * the time of a step is nearly linear in its position.
 */
const TIMED_STEPS = 32;

/** One decode step of the batch: a token for each sequence after `past` tokens. */
export const decodeStep = (
  spec: ModelSpec,
  past: number,
  deployment: Deployment,
  context: MixerContext,
): PhaseTime => passTime(spec, { past, tokens: 1 }, deployment.batch, deployment, context);

/**
 * FLOP of one sequence and seconds of the batch, of generating `output` tokens, one per step, after a context.
 * The first token belongs to the prefill, so there are `output` − 1 steps.
 */
export function decodeCost(
  spec: ModelSpec,
  contextTokens: number,
  output: number,
  deployment: Deployment,
  context: MixerContext,
): { readonly flop: number; readonly seconds: number } {
  const steps = Math.max(0, output - 1);
  if (steps === 0) return { flop: 0, seconds: 0 };
  const timed = Math.min(steps, TIMED_STEPS);
  let seconds = 0;
  for (let sample = 0; sample < timed; sample++)
    seconds += decodeStep(
      spec,
      contextTokens + ((sample + 0.5) * steps) / timed - 0.5,
      deployment,
      context,
    ).seconds;
  return {
    // Pairs of a span are counted exactly, so the steps are one span with logits for every token.
    flop: flopOf(spec, { past: contextTokens, tokens: steps }, context, steps).total,
    seconds: (seconds * steps) / timed + steps * hostStepSeconds(deployment.engine, deployment.batch),
  };
}
