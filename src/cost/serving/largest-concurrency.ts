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
  // The cache is linear in the requests, and activations stop growing at the engine's chunk.
  const among = deployment.plan.dataAttention ? deployment.plan.tensor : 1;
  let most = among * Math.floor((one.capacity - one.weights - one.reserve) / one.kvCache);
  while (most > 1) {
    const { total, capacity } = holds(most);
    if (total <= capacity) return most;
    most -= among * Math.ceil((total - capacity) / one.kvCache);
  }
  return 1;
}
