/**
 * The reference article's two tables: the printed figures, those its listing computes, and the errors in
 * them.
 */

/**
 * The article's model: `attention_flops(n, d_model=8192, n_heads=64, n_layers=80)` on an H100 at its dense
 * FP16 peak.
 */
export const articleModel = { hiddenSize: 8192, heads: 64, layers: 80, peakFlopPerSecond: 990e12 } as const;

export interface ArticleRow {
  readonly context: number;
  /** TFLOP, seconds and ratio to the first row, as the article prints them. */
  readonly printedTflop: number;
  readonly printedSeconds: number;
  readonly printedRelative: number;
  /** The same as its listing computes them: 4·n²·d_k·heads·layers, no causal mask. */
  readonly codeTflop: number;
  readonly codeSeconds: number;
  readonly codeRelative: number;
  /** printed / code − 1. */
  readonly printedError: number;
  /** Bytes of the FP16 matrix of one head and layer, and the size that the article prints for it. */
  readonly matrixBytes: number;
  readonly printedMatrix?: string;
}

const PRINTED: readonly (readonly [number, number, number, number, string?])[] = [
  [1_000, 2.6, 0.003, 1, "2 MB"],
  [4_096, 43.8, 0.044, 17, "32 MB"],
  [32_768, 2_802.8, 2.831, 1_074, "2 GB"],
  [128_000, 42_762.8, 43.195, 16_384, "30.5 GB"],
  [200_000, 104_448, 105.504, 40_000],
  [1_000_000, 2_611_200, 2_637.576, 1_000_000, "1,862 GB"],
];

/** FLOP of the article's listing: 4·n²·d_k·heads·layers, every pair counted. */
export function articleAttentionFlop(n: number): number {
  const { hiddenSize, heads, layers } = articleModel;
  return 4 * n * n * (hiddenSize / heads) * heads * layers;
}

export function articleTable(): ArticleRow[] {
  const base = articleAttentionFlop(PRINTED[0]![0]);
  return PRINTED.map(([context, printedTflop, printedSeconds, printedRelative, printedMatrix]) => {
    const flop = articleAttentionFlop(context);
    return {
      context,
      printedTflop,
      printedSeconds,
      printedRelative,
      codeTflop: flop / 1e12,
      codeSeconds: flop / articleModel.peakFlopPerSecond,
      codeRelative: flop / base,
      printedError: printedTflop / (flop / 1e12) - 1,
      matrixBytes: context * context * 2,
      ...(printedMatrix === undefined ? {} : { printedMatrix }),
    };
  });
}

/** The article's errors and omissions, each with the figure that shows it. */
export const articleErrata: readonly string[] = [
  "The printed TFLOP are not what the listing computes: from 32,768 tokens on they are 0.39 % to 0.44 % low (2,814.75 computed, 2,802.8 printed; the last two rows are exactly 255/256), and no single d_model gives them all.",
  "The docstring says L·n²·d·2·3, the code computes 4·n²·d·L. The code is right: each pair and head costs 2·d_k for Q·Kᵀ and 2·d_v for A·V.",
  "The article's “FLOPS” are operations (FLOP), not operations per second (FLOP/s).",
  "The matrix table counts 2²⁰ and 2³⁰ bytes under the names MB and GB: 2 MB is 1.91 MiB, 30.5 GB is 30.5 GiB = 32.8 GB, and “1.86 TB” is 2.00 TB = 1.82 TiB = 1,862.6 GiB.",
  "It ignores the causal mask: a decoder scores n(n + 1)/2 pairs, half of the pairs counted.",
  "It leaves out projections and feed-forward: in a 70B model they cost more than attention below about 100,000 tokens.",
  "Times assume 100 % of peak on one accelerator.",
  "“Doubling quadruples” holds for attention alone; for the whole model a doubling costs less, as `--explain` works out.",
];
