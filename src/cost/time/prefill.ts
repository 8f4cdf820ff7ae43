import { densePeak } from "../accelerator.js";
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
  const text = passes === 1 ? at(0.5) : scalePhase(addPhases(at(0.25), at(0.75)), passes / 2);
  const images = imageSeconds(deployment);
  return images === 0
    ? text
    : { ...text, seconds: text.seconds + images, computeSeconds: text.computeSeconds + images };
}

/**
 * Seconds of the batch's images in the vision tower. Its products are wide, so they are taken to reach the share of
 * the peak of linear layers in 16 bits; tensor parallelism divides them, or the images.
 */
function imageSeconds({ imageFlop = 0, batch, accelerator, plan, shares }: Deployment): number {
  if (imageFlop === 0) return 0;
  const { flopPerSecond } = densePeak(accelerator, "bf16");
  return (batch * imageFlop) / (flopPerSecond * shares.linear[16] * plan.tensor);
}
