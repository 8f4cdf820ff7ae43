import { fits, memoryPerAccelerator } from "../memory/per-accelerator.js";
import type { MixerContext, ModelSpec } from "../model/spec.js";
import type { Deployment } from "../time/deployment.js";

/** Lengths of a request. */
export interface RequestLengths {
  readonly inputTokens: number;
  /** Of these already in a prefix cache. */
  readonly cachedTokens: number;
  readonly outputTokens: number;
}

/**
 * The most requests of these lengths whose caches fit beside the weights, activations and reserve. 0 when not
 * even one does; `Infinity` when a request keeps nothing.
 */
export function largestConcurrency(
  spec: ModelSpec,
  { inputTokens, cachedTokens, outputTokens }: RequestLengths,
  deployment: Deployment & { readonly reserve?: number },
  context: MixerContext,
): number {
  const tokens = inputTokens + Math.max(0, outputTokens - 1);
  const holds = (sequences: number) =>
    memoryPerAccelerator(
      spec,
      { sequences, tokens, newTokens: inputTokens - cachedTokens },
      deployment,
      context,
    );
  const one = holds(1);
  if (!fits(one)) return 0;
  if (one.kvCache === 0) return Number.POSITIVE_INFINITY;
  // The cache is linear in the requests. Activations grow with them to the engine's chunk, so what the activations of
  // too many requests leave is the answer as soon as those of fewer are the same.
  const among = deployment.plan.dataAttention ? deployment.plan.tensor : 1;
  const beside = (activations: number): number =>
    among * Math.floor((one.capacity - one.weights - one.reserve - activations) / one.kvCache);
  let tooMany = beside(0) + among;
  const { activations } = holds(tooMany);
  let most = Math.max(1, beside(activations));
  if (holds(most).activations === activations) return most;
  while (tooMany - most > among) {
    const middle = most + among * Math.floor((tooMany - most) / among / 2);
    if (fits(holds(middle))) most = middle;
    else tooMany = middle;
  }
  return most;
}
