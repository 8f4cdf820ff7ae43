import { type Accelerator, densePeak } from "./accelerator.js";
import { bytesPerElement, type Dtype } from "./format/dtype.js";

/** Shares of peak that real kernels reach. Their sources: docs/cost-validation.md. */
export interface Efficiency {
  /** Model FLOP utilisation of weight products, as a share of the dense peak. */
  readonly linearMfu: number;
  /**
   * Share of `linearMfu` that routed experts reach at most. At `expertHalfTokens` tokens per expert they
   * reach half.
   */
  readonly expertShare: number;
  readonly expertHalfTokens: number;
  /**
   * Highest utilisation of attention's products, of the dense peak in the KV cache's format. Half at
   * `attentionHalfTokens`.
   */
  readonly attentionMfu: number;
  readonly attentionHalfTokens: number;
  /** Memory bandwidth utilisation. */
  readonly mbu: number;
  /** Share of the interconnect's rate that an all-reduce reaches, and the fixed seconds that each one adds. */
  readonly linkShare: number;
  readonly reduceSeconds: number;
  /** Kernel launches and gaps between them, per layer in prefill. */
  readonly layerSeconds: number;
  /** The same in decode; shorter, because engines replay a recorded graph. */
  readonly decodeLayerSeconds: number;
}

/** A saturating utilisation: utilisation(n) = most·n / (n + half). */
interface Saturating {
  readonly most: number;
  readonly half: number;
}

interface Measured {
  /** Key: width of the number format in bits. */
  readonly linear: Readonly<Partial<Record<16 | 8 | 4, number>>>;
  readonly attention: Readonly<Partial<Record<16 | 8, Saturating>>>;
  readonly linkShare?: number;
}

/**
 * Fitted to kernel timings that NVIDIA published (medians over TensorRT-LLM, vLLM and SGLang): products of
 * 1,024 to 32,768 tokens by 4,096 to 16,384 channels; causal attention of one sequence of 1,024 to 16,384
 * tokens, heads of 128. benchmarks/cost-validation.ts prints the rows and the fits.
 */
export const measuredEfficiency: Readonly<Record<string, Measured>> = {
  ampere: { linear: { 16: 0.84 }, attention: { 16: { most: 0.55, half: 950 } }, linkShare: 0.75 },
  ada: {
    linear: { 16: 0.6, 8: 0.49 },
    attention: { 16: { most: 0.48, half: 700 }, 8: { most: 0.4, half: 1000 } },
  },
  hopper: {
    linear: { 16: 0.76, 8: 0.55 },
    attention: { 16: { most: 0.64, half: 1650 }, 8: { most: 0.42, half: 2100 } },
    linkShare: 0.85,
  },
  blackwell: {
    linear: { 16: 0.67, 8: 0.47, 4: 0.39 },
    attention: { 16: { most: 0.76, half: 5000 }, 8: { most: 0.48, half: 7050 } },
    linkShare: 0.8,
  },
};

/** For architectures without measurements: the middle of the measured ones. */
const elsewhere: Measured = {
  linear: { 16: 0.7, 8: 0.5, 4: 0.39 },
  attention: { 16: { most: 0.6, half: 1200 }, 8: { most: 0.43, half: 2400 } },
};

const widthOf = (unit: Dtype): 16 | 8 | 4 => {
  const bits = 8 * bytesPerElement[unit];
  return bits >= 16 ? 16 : bits === 8 ? 8 : 4;
};

/** Shares of peak for an accelerator, weights in `dtype` and a KV cache in `kvDtype`. @throws FoveaError `no-peak`. */
export function efficiencyOf(accelerator: Accelerator, dtype: Dtype, kvDtype: Dtype = dtype): Efficiency {
  const known = measuredEfficiency[accelerator.architecture ?? ""];
  const width = widthOf(densePeak(accelerator, dtype).unit);
  const attentionWidth = widthOf(attentionPeak(accelerator, kvDtype).unit) === 16 ? 16 : 8;
  const { most, half } = known?.attention[attentionWidth] ?? elsewhere.attention[attentionWidth]!;
  return {
    linearMfu: known?.linear[width] ?? elsewhere.linear[width]!,
    expertShare: 0.65,
    expertHalfTokens: 128,
    attentionMfu: most,
    attentionHalfTokens: half,
    mbu: 0.75,
    linkShare: known?.linkShare ?? 0.7,
    reduceSeconds: 8e-6,
    layerSeconds: 120e-6,
    decodeLayerSeconds: 30e-6,
  };
}

/** The peak of attention's products. They run in the format of the KV cache, but in at least 8 bits. */
export const attentionPeak = (accelerator: Accelerator, kvDtype: Dtype) =>
  densePeak(accelerator, bytesPerElement[kvDtype] < 1 ? "fp8" : kvDtype);

/** `--mfu`: one flat share for every product. */
export const flatEfficiency = (efficiency: Efficiency, mfu: number): Efficiency => ({
  ...efficiency,
  linearMfu: mfu,
  expertShare: 1,
  expertHalfTokens: 0,
  attentionMfu: mfu,
  attentionHalfTokens: 0,
});
