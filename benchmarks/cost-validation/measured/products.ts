/** Products of activations by one weight matrix of k × n in bf16 or fp8, CUDA graph, weights not in cache. */
export interface MeasuredProducts {
  readonly k: number;
  readonly n: number;
  readonly format: "bf16" | "fp8";
  readonly points: readonly (readonly [tokens: number, microseconds: number])[];
}

export const measuredProducts: readonly MeasuredProducts[] = [
  {
    k: 8192,
    n: 28672,
    format: "bf16",
    points: [
      [1, 108.1],
      [2, 107.3],
      [4, 108],
      [8, 106.9],
      [16, 107.3],
      [32, 108.9],
      [64, 115.3],
      [128, 124.1],
      [256, 175.3],
      [512, 316.4],
      [1024, 702.1],
      [4096, 2771],
    ],
  },
  {
    k: 8192,
    n: 28672,
    format: "fp8",
    points: [
      [16, 56.88],
      [32, 57.89],
      [64, 61.6],
      [128, 64.36],
      [256, 99.92],
      [512, 191.2],
      [1024, 376.5],
      [4096, 1538],
    ],
  },
  {
    k: 4096,
    n: 4096,
    format: "bf16",
    points: [
      [1, 13.54],
      [4, 13.31],
      [16, 13.54],
      [64, 11.82],
      [128, 14.07],
      [256, 16.49],
    ],
  },
  {
    k: 2048,
    n: 2048,
    format: "bf16",
    points: [
      [1, 6.213],
      [4, 6.268],
      [16, 6.18],
      [64, 6.382],
      [128, 6.694],
      [256, 6.677],
    ],
  },
  {
    k: 1024,
    n: 1024,
    format: "bf16",
    points: [
      [1, 7.644],
      [4, 7.666],
      [16, 4.567],
      [64, 4.571],
      [128, 4.676],
      [256, 4.911],
    ],
  },
  {
    k: 7168,
    n: 2112,
    format: "bf16",
    points: [
      [1, 13.95],
      [4, 13.93],
      [16, 14.3],
      [64, 13.66],
      [128, 14.71],
      [256, 17.35],
    ],
  },
  {
    k: 4096,
    n: 1024,
    format: "bf16",
    points: [
      [1, 7.779],
      [4, 7.903],
      [16, 8.013],
      [64, 8.319],
      [128, 8.788],
      [256, 9.778],
    ],
  },
  {
    k: 8192,
    n: 1280,
    format: "bf16",
    points: [
      [1, 10.97],
      [4, 10.88],
      [16, 10.94],
      [64, 11.49],
      [128, 11.75],
      [256, 15.65],
    ],
  },
  {
    k: 896,
    n: 4864,
    format: "bf16",
    points: [
      [1, 5.261],
      [4, 5.292],
      [16, 5.308],
      [64, 5.47],
      [128, 5.539],
      [256, 7.093],
    ],
  },
  {
    k: 2048,
    n: 8192,
    format: "bf16",
    points: [
      [1, 11.29],
      [4, 11],
      [16, 11.1],
      [64, 11.87],
      [128, 12],
      [256, 14.93],
    ],
  },
  {
    k: 4096,
    n: 14336,
    format: "bf16",
    points: [
      [1, 32.71],
      [4, 32.28],
      [16, 32.46],
      [64, 34.84],
      [128, 34.28],
      [256, 44.55],
    ],
  },
  {
    k: 8192,
    n: 8192,
    format: "bf16",
    points: [
      [2048, 384.3],
      [8192, 1417],
    ],
  },
];

/** A copy within the memory of the device: bytes read and written, and seconds. */
export const measuredCopy = { bytes: 2147483648, seconds: 0.0005065 } as const;

/**
 * Microseconds from one kernel to the next: `eager` as the host launches them, `graph` replayed by a CUDA
 * graph. The product is one of 1 × 1,024 by 1,024 × 1,024, two kernels.
 */
export const measuredLaunches = {
  elementwise: { eager: 6.551, graph: 0.847 },
  product: { eager: 12.01, graph: 7.248 },
} as const;
