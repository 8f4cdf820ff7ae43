import type { FeedForward, Mixer } from "../model/spec.js";

/** Kernels of one layer, as engines fuse them. */
export interface Launches {
  /** Matrix products of weights: q, k and v are one, gate and up are one. */
  readonly products: number;
  /** Norms, rotations, activations, cache writes. */
  readonly small: number;
  /** Attention over the cache, or an update of recurrent state. */
  readonly attention: number;
  /** Routed feed-forward blocks. */
  readonly routed: number;
}

/**
 * Fixed seconds of one kernel in a recorded graph, on top of its bytes and FLOP: medians over three engines on
 * Hopper and Blackwell of products of less than 4 MB, of attention over short caches and of element-wise
 * kernels. Source: docs/cost-validation.md, "Calibration: kernels".
 */
export const PRODUCT_SECONDS = { 16: 4.2e-6, 8: 6.5e-6, 4: 8e-6 } as const;
export const SMALL_SECONDS = 2.5e-6;
export const ATTENTION_SECONDS = 10e-6;

/** Kernels of a routed block when nothing fuses them. */
export const ROUTED_KERNELS = 8;

/** Launches of a mixer by its kind. */
export function mixerLaunches({ kind, weights }: Mixer): Omit<Launches, "routed"> {
  if (weights.length === 0) return { products: 0, small: 0, attention: 0 };
  if (kind === "MLA") return { products: 5, small: 4, attention: 1.3 };
  if (kind === "MLA sparse") return { products: 7, small: 8, attention: 2.5 };
  if (kind === "compressed attention") return { products: 7, small: 8, attention: 3 };
  if (/block-sparse/.test(kind)) return { products: 3, small: 6, attention: 2.5 };
  if (/linear attention|Mamba|RWKV/.test(kind)) return { products: 3, small: 6, attention: 1 };
  return { products: 2, small: 3, attention: 1 };
}

/** Launches of a feed-forward. Shared experts are a block of their own. */
export function feedForwardLaunches({ routing, weights }: FeedForward): Launches {
  if (weights.length === 0) return { products: 0, small: 0, attention: 0, routed: 0 };
  if (routing === undefined) return { products: 2, small: 2, attention: 0, routed: 0 };
  const shared = weights.some(({ name }) => name.startsWith("mlp.shared_experts"));
  return { products: 1 + (shared ? 2 : 0), small: 2 + (shared ? 2 : 0), attention: 0, routed: 1 };
}
