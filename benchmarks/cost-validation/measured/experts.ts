/**
 * Products of experts by one grouped kernel (PyTorch's grouped_mm; fp8: _scaled_grouped_mm with a scale a row), CUDA graph, each token to `expertsPerToken` experts drawn
 * uniformly. `products`: the two products alone. `block`: with sorting, gathering, activation and the weighted
 * sum, as transformers does it, unfused.
 */
export interface MeasuredExperts {
  readonly shape: string;
  readonly format: "bf16" | "fp8";
  readonly experts: number;
  readonly hidden: number;
  readonly inner: number;
  readonly expertsPerToken: number;
  readonly points: readonly (readonly [tokens: number, distinct: number, products: number, block?: number])[];
}

/** Times in microseconds. */
export const measuredExperts: readonly MeasuredExperts[] = [
  {
    shape: "qwen3-30b-a3b",
    format: "bf16",
    experts: 128,
    hidden: 2048,
    inner: 768,
    expertsPerToken: 8,
    points: [
      [1, 8, 50.42, 84.64],
      [4, 28.88, 122.6, 161.2],
      [16, 83.5, 297.1, 341.6],
      [64, 126.1, 414.5, 478.8],
      [256, 128, 411, 495.7],
      [1024, 128, 402.2, 590.2],
      [4096, 128, 681.5, 1086],
      [16384, 128, 1920, 3280],
    ],
  },
  {
    shape: "deepseek-v3 inner 256 (one of 8, tensor parallel)",
    format: "bf16",
    experts: 256,
    hidden: 7168,
    inner: 256,
    expertsPerToken: 8,
    points: [
      [1, 8, 66.71, 102.8],
      [4, 31.12, 157.3, 194.4],
      [16, 101.8, 446.2, 500.2],
      [64, 222.1, 896.8, 984],
      [256, 256, 1026, 1132],
      [1024, 256, 1021, 1309],
      [4096, 256, 1447, 2216],
      [16384, 256, 2914, 5840],
    ],
  },
  {
    shape: "gpt-oss-120b",
    format: "bf16",
    experts: 128,
    hidden: 2880,
    inner: 2880,
    expertsPerToken: 4,
    points: [
      [1, 4, 107.4, 145.1],
      [4, 15.75, 326.9, 363.8],
      [16, 51.38, 952.2, 991.9],
      [64, 110.9, 1919, 1992],
      [256, 128, 2175, 2249],
      [1024, 128, 2108, 2254],
      [4096, 128, 2812, 3313],
      [16384, 128, 5586, 7263],
    ],
  },
  {
    shape: "deepseek-v3",
    format: "bf16",
    experts: 256,
    hidden: 7168,
    inner: 2048,
    expertsPerToken: 8,
    points: [
      [1, 8, 293.7, 322.7],
      [4, 30.62, 975.5, 1014],
      [16, 102.1, 2969, 3032],
      [64, 221.9, 6125, 6171],
      [256, 256, 6955, 7065],
      [1024, 256, 6824, 7171],
      [4096, 256, 9664, 10730],
      [16384, 256, 20960, 23890],
    ],
  },
  {
    shape: "deepseek-v3, 32 of 256 experts (one of 8, expert parallel)",
    format: "bf16",
    experts: 32,
    hidden: 7168,
    inner: 2048,
    expertsPerToken: 8,
    points: [
      [16, 31.62, 978.4, 1013],
      [64, 32, 956.2, 1033],
      [256, 32, 897.6, 1029],
      [1024, 32, 1454, 1807],
      [4096, 32, 4049, 5118],
    ],
  },
  {
    shape: "deepseek-v3 inner 256 (one of 8, tensor parallel)",
    format: "fp8",
    experts: 256,
    hidden: 7168,
    inner: 256,
    expertsPerToken: 8,
    points: [
      [1, 8, 48.42],
      [4, 30.75, 124.5],
      [16, 102.2, 344.3],
      [64, 221.2, 698.3],
      [256, 256, 821.9],
      [1024, 256, 853.2],
      [4096, 256, 1179],
    ],
  },
  {
    shape: "deepseek-v3",
    format: "fp8",
    experts: 256,
    hidden: 7168,
    inner: 2048,
    expertsPerToken: 8,
    points: [
      [1, 8, 148],
      [4, 31.38, 464],
      [16, 102.2, 1345],
      [64, 221.9, 2922],
      [256, 256, 3299],
      [1024, 256, 3384],
      [4096, 256, 4554],
    ],
  },
  {
    shape: "deepseek-v3, 32 of 256 experts (one of 8, expert parallel)",
    format: "fp8",
    experts: 32,
    hidden: 7168,
    inner: 2048,
    expertsPerToken: 8,
    points: [
      [16, 31.62, 442.6],
      [64, 32, 449.1],
      [256, 32, 444.7],
      [1024, 32, 1128],
      [4096, 32, 2758],
    ],
  },
  {
    shape: "qwen3-30b-a3b",
    format: "fp8",
    experts: 128,
    hidden: 2048,
    inner: 768,
    expertsPerToken: 8,
    points: [
      [1, 8, 35.41],
      [4, 29.25, 74.96],
      [16, 82.12, 163.6],
      [64, 126, 233.8],
      [256, 128, 244.1],
      [1024, 128, 253.6],
      [4096, 128, 482.2],
    ],
  },
];

/**
 * Experts that one forward of random weights touched, by layer. Far from uniform: a few experts of the later
 * layers take nearly every token, so measured prefills of these shapes are of skewed routing.
 */
export const measuredRouting = [
  {
    shape: "qwen3-30b-a3b, 8 of 48 layers",
    tokens: 1024,
    distinct: [127, 77, 57, 41, 27, 36, 33, 31],
    busiest: [519, 913, 990, 983, 1014, 1022, 1017, 1018],
  },
  {
    shape: "qwen3-30b-a3b, 8 of 48 layers",
    tokens: 16,
    distinct: [46, 32, 24, 27, 25, 19, 17, 24],
    busiest: [8, 10, 16, 14, 14, 16, 16, 16],
  },
  {
    shape: "mixtral-8x7b, 8 of 32 layers",
    tokens: 1024,
    distinct: [8, 8, 8, 8, 8, 8, 8, 8],
    busiest: [407, 341, 298, 316, 286, 308, 292, 288],
  },
  {
    shape: "mixtral-8x7b, 8 of 32 layers",
    tokens: 16,
    distinct: [8, 8, 8, 6, 6, 8, 7, 8],
    busiest: [6, 8, 7, 8, 10, 7, 8, 8],
  },
  {
    shape: "gpt-oss-20b, 8 of 24 layers, bf16 experts",
    tokens: 1024,
    distinct: [32, 32, 32, 32, 32, 32, 32, 31],
    busiest: [181, 205, 242, 357, 334, 422, 498, 624],
  },
  {
    shape: "gpt-oss-20b, 8 of 24 layers, bf16 experts",
    tokens: 16,
    distinct: [26, 19, 16, 19, 17, 17, 13, 17],
    busiest: [7, 9, 9, 10, 14, 12, 12, 12],
  },
  {
    shape: "deepseek-v2-lite",
    tokens: 1024,
    distinct: [
      64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
    ],
    busiest: [
      350, 322, 300, 253, 247, 249, 247, 311, 313, 320, 214, 405, 288, 363, 389, 257, 277, 247, 247, 241, 426,
      288, 233, 245, 232, 258,
    ],
  },
  {
    shape: "deepseek-v2-lite",
    tokens: 16,
    distinct: [
      33, 37, 38, 41, 39, 38, 37, 38, 40, 38, 42, 45, 37, 37, 38, 37, 41, 38, 37, 37, 35, 42, 41, 43, 42, 44,
    ],
    busiest: [9, 9, 8, 6, 7, 12, 8, 8, 10, 10, 9, 7, 7, 6, 10, 7, 9, 7, 12, 9, 7, 6, 6, 7, 7, 7],
  },
  {
    shape: "olmoe, inner size 2048",
    tokens: 1024,
    distinct: [64, 49, 32, 34, 30, 34, 28, 27, 23, 27, 25, 24, 23, 27, 25, 28],
    busiest: [498, 997, 985, 1015, 1024, 1010, 1021, 1018, 1021, 928, 1022, 1024, 1024, 1015, 1024, 1024],
  },
  {
    shape: "olmoe, inner size 2048",
    tokens: 16,
    distinct: [38, 25, 24, 18, 19, 20, 18, 14, 13, 14, 16, 19, 16, 15, 18, 15],
    busiest: [13, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16],
  },
  {
    shape: "qwen1.5-moe-a2.7b",
    tokens: 1024,
    distinct: [
      59, 59, 45, 45, 46, 40, 44, 39, 29, 38, 38, 32, 42, 30, 29, 28, 36, 30, 23, 30, 32, 27, 31, 32,
    ],
    busiest: [
      282, 407, 530, 583, 973, 949, 958, 720, 958, 925, 1004, 759, 509, 963, 919, 1024, 875, 931, 738, 997,
      777, 912, 595, 806,
    ],
  },
  {
    shape: "qwen1.5-moe-a2.7b",
    tokens: 16,
    distinct: [27, 20, 19, 16, 16, 17, 18, 12, 12, 11, 13, 8, 9, 11, 13, 13, 10, 18, 10, 8, 8, 13, 7, 11],
    busiest: [9, 15, 13, 13, 13, 10, 10, 16, 11, 15, 13, 16, 15, 14, 16, 13, 16, 16, 15, 16, 16, 16, 16, 15],
  },
  {
    shape: "qwen3-30b-a3b, 8 of 48 layers",
    tokens: 1024,
    distinct: [128, 128, 128, 128, 128, 128, 128, 128],
    busiest: [87, 79, 90, 88, 79, 83, 84, 79],
  },
  {
    shape: "olmoe, inner size 2048",
    tokens: 1024,
    distinct: [64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64],
    busiest: [148, 159, 154, 158, 150, 157, 157, 161, 161, 164, 149, 155, 150, 151, 149, 161],
  },
] as const;
