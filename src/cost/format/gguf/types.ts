/** A storage type of llama.cpp: elements of a block, and its bytes. */
interface BlockType {
  readonly block: number;
  readonly bytes: number;
}

/**
 * Every type that a mixture uses: quants, scales and minima of one block. Source: ggml-org/llama.cpp
 * ggml/src/ggml-common.h, the sizes that its static assertions state.
 */
export const ggufTypes = {
  F32: { block: 1, bytes: 4 },
  F16: { block: 1, bytes: 2 },
  BF16: { block: 1, bytes: 2 },
  Q4_0: { block: 32, bytes: 18 },
  Q4_1: { block: 32, bytes: 20 },
  Q5_0: { block: 32, bytes: 22 },
  Q5_1: { block: 32, bytes: 24 },
  Q8_0: { block: 32, bytes: 34 },
  Q2_K: { block: 256, bytes: 84 },
  Q3_K: { block: 256, bytes: 110 },
  Q4_K: { block: 256, bytes: 144 },
  Q5_K: { block: 256, bytes: 176 },
  Q6_K: { block: 256, bytes: 210 },
  IQ1_S: { block: 256, bytes: 50 },
  IQ1_M: { block: 256, bytes: 56 },
  IQ2_XXS: { block: 256, bytes: 66 },
  IQ2_XS: { block: 256, bytes: 74 },
  IQ2_S: { block: 256, bytes: 82 },
  IQ3_XXS: { block: 256, bytes: 98 },
  IQ3_S: { block: 256, bytes: 110 },
  IQ4_XS: { block: 256, bytes: 136 },
  IQ4_NL: { block: 32, bytes: 18 },
  TQ1_0: { block: 256, bytes: 54 },
  TQ2_0: { block: 256, bytes: 66 },
  MXFP4: { block: 32, bytes: 17 },
} as const satisfies Readonly<Record<string, BlockType>>;

export type GgufType = keyof typeof ggufTypes;

/** Bits of one element with its share of scales. */
export const bitsOf = (type: GgufType): number => (8 * ggufTypes[type].bytes) / ggufTypes[type].block;

/** What a type becomes when rows are no whole number of its blocks. */
const FALLBACK: Readonly<Partial<Record<GgufType, GgufType>>> = {
  IQ1_S: "IQ4_NL",
  IQ1_M: "IQ4_NL",
  IQ2_XXS: "IQ4_NL",
  IQ2_XS: "IQ4_NL",
  IQ2_S: "IQ4_NL",
  IQ3_XXS: "IQ4_NL",
  IQ3_S: "IQ4_NL",
  IQ4_XS: "IQ4_NL",
  Q2_K: "Q4_0",
  Q3_K: "Q4_0",
  TQ1_0: "Q4_0",
  TQ2_0: "Q4_0",
  Q4_K: "Q5_0",
  Q5_K: "Q5_1",
  Q6_K: "Q8_0",
};

/** The type of rows of `columns` elements. Source: llama-quant.cpp `tensor_type_fallback`. */
export function fitting(type: GgufType, columns: number): GgufType {
  if (columns % ggufTypes[type].block === 0) return type;
  const smaller = FALLBACK[type] ?? type;
  return columns % ggufTypes[smaller].block === 0 ? smaller : "F16";
}
