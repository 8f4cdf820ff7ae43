import type { DatedPrice } from "../hardware-entry.js";

/** A provider's on-demand price list, as read on one day. Dollars per accelerator and hour. */
const listOf =
  (source: string, date: string) =>
  (value: number): DatedPrice => ({ value, source, date });

/** Starting price of a market of providers: what a consumer card rents for. */
export const akash = listOf("https://akash.network/pricing/gpus/", "2026-09-20");

/** Whole instances, divided by their accelerators. */
export const coreweave = listOf("https://www.coreweave.com/pricing", "2026-09-20");

export const hyperstack = listOf("https://www.hyperstack.cloud/gpu-pricing", "2026-08-26");

export const runpod = listOf("https://www.runpod.io/pricing", "2026-10-07");

/** RunPod's Secure Cloud a month later; what the earlier reading lacks. */
export const runpodSecure = listOf("https://www.runpod.io/pricing", "2026-11-09");

export const vultr = listOf("https://www.vultr.com/pricing/#cloud-gpu", "2026-07-31");

/** Google's TPU prices of February 2025, as the book on scaling that cites them gives them. */
export const googleTpu = listOf("https://jax-ml.github.io/scaling-book/applied-inference/", "2025-02-01");
