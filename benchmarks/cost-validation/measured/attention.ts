/** Attention alone, one sequence, heads of 128 without grouping. Milliseconds. */
export interface MeasuredAttention {
  readonly kernel: "flash" | "cudnn" | "math";
  readonly heads: number;
  readonly causal: boolean;
  readonly points: readonly (readonly [tokens: number, milliseconds: number])[];
}

export const measuredAttention: readonly MeasuredAttention[] = [
  {
    kernel: "flash",
    heads: 64,
    causal: false,
    points: [
      [1000, 0.1448],
      [4096, 1.566],
      [32768, 97.86],
      [128000, 1524],
      [200000, 3819],
    ],
  },
  {
    kernel: "flash",
    heads: 64,
    causal: true,
    points: [
      [1000, 0.1161],
      [4096, 0.9209],
      [32768, 50.17],
      [128000, 828.6],
      [200000, 2004],
    ],
  },
  {
    kernel: "cudnn",
    heads: 64,
    causal: false,
    points: [
      [1000, 0.1327],
      [4096, 0.9246],
      [32768, 56.84],
      [128000, 897.3],
      [200000, 2463],
    ],
  },
  {
    kernel: "cudnn",
    heads: 64,
    causal: true,
    points: [
      [1000, 0.1058],
      [4096, 0.5689],
      [32768, 29.57],
      [128000, 479],
      [200000, 1238],
    ],
  },
  {
    kernel: "math",
    heads: 64,
    causal: false,
    points: [
      [1000, 1.585],
      [4096, 21.89],
    ],
  },
  {
    kernel: "math",
    heads: 64,
    causal: true,
    points: [
      [1000, 1.888],
      [4096, 26.21],
    ],
  },
  { kernel: "flash", heads: 8, causal: true, points: [[1000000, 6550]] },
  { kernel: "cudnn", heads: 8, causal: false, points: [[1000000, 8160]] },
  { kernel: "cudnn", heads: 8, causal: true, points: [[1000000, 4285]] },
];

/** Linear attention in chunks of 128, 64 heads of 128: [tokens, milliseconds]. */
export const measuredLinearAttention = [
  [1024, 0.5251],
  [4096, 0.9373],
  [32768, 6.104],
  [131072, 24.23],
] as const;

/**
 * Attention of one new token of each sequence, 32 query and 8 KV heads of 128, CUDA graph: [sequences, context,
 * microseconds]. cuDNN divides the keys among multiprocessors; PyTorch's flash kernel does so only in part.
 */
export const measuredDecodeAttention = {
  cudnn: [
    [1, 1024, 7.888],
    [1, 8192, 15.62],
    [1, 32768, 38.74],
    [8, 8192, 68.37],
    [32, 1024, 35.5],
    [32, 8192, 242.7],
    [128, 1024, 128.3],
    [128, 8192, 936.8],
    [32, 32768, 934.5],
  ],
  flash: [
    [1, 1024, 11.28],
    [1, 8192, 22.96],
    [1, 32768, 48.33],
    [8, 8192, 71.62],
    [32, 1024, 56.9],
    [32, 8192, 397.6],
    [128, 1024, 212.9],
    [128, 8192, 1542],
    [32, 32768, 1539],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly [number, number, number])[]>>;
