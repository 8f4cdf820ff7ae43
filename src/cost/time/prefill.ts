import { densePeak } from "../accelerator.js";
import type { MixerContext, ModelSpec } from "../model/spec.js";
import type { Deployment } from "./deployment.js";
import { passTime } from "./pass.js";
import { addPhases, type PhaseTime, scalePhase } from "./phase.js";

/**
 * Prefill of `tokens` tokens after `cached` ones of a prefix-cache hit, in equal passes of at most the engine's
 * chunk, of all sequences together. The time of a pass is nearly linear in the tokens before it, so one at a quarter
 * and one at three quarters stand for all.
 */
export function prefillTime(
  spec: ModelSpec,
  tokens: number,
  deployment: Deployment,
  context: MixerContext,
  cached = 0,
): PhaseTime {
  const { batch, engine, plan } = deployment;
  const most = Math.max(1, engine.chunkTokens);
  const passes = Math.ceil(tokens / most);
  const chunk = tokens / passes;
  // Pipeline stages and ranks that attend by requests each have sequences of their own.
  const ranks = plan.pipeline * (plan.dataAttention ? plan.tensor : 1);
  const together = Math.min(batch, ranks * Math.max(1, most / tokens));
  const at = (share: number): PhaseTime => {
    const past = cached + (share * passes - 0.5) * chunk;
    return passTime(spec, { past, tokens: chunk }, together, deployment, context);
  };
  const turns = batch / together;
  const text =
    passes === 1
      ? scalePhase(at(0.5), turns)
      : scalePhase(addPhases(at(0.25), at(0.75)), (turns * passes) / 2);
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
