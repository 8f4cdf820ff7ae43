import type { MeasuredShapeName } from "./shapes.js";
import type { MeasuredOn } from "./sources.js";

/** Prefills of one prompt in eager transformers: no compiler, no CUDA graph. The cache of keys and values is kept. */
export interface MeasuredPrefills {
  readonly shape: MeasuredShapeName;
  readonly on: MeasuredOn;
  /** Kernel of attention. `default`: PyTorch's choice. `eager`: scores are stored, n × n. */
  readonly attention: "cudnn" | "flash" | "default" | "eager";
  /** `grouped_mm`: transformers 5's default. `eager`: a loop over the touched experts, as in transformers 4. */
  readonly experts?: "grouped_mm" | "eager";
  /** Whether logits are computed of the last token or of all. */
  readonly logits: "last" | "all";
  /** `host`: milliseconds until the host has queued every kernel. Near the whole time, the host is the bound. */
  readonly points: readonly (readonly [tokens: number, milliseconds: number, host?: number])[];
}

export const measuredPrefills: readonly MeasuredPrefills[] = [
  {
    shape: "llama-3.1-8b",
    on: "first",
    attention: "cudnn",
    logits: "last",
    points: [
      [1024, 38.93],
      [2048, 61.32],
      [4096, 121.9],
      [8192, 253.8],
      [16384, 578],
      [32768, 1391],
      [65536, 3722],
      [131072, 11720],
    ],
  },
  {
    shape: "llama-3.1-8b",
    on: "first",
    attention: "flash",
    logits: "last",
    points: [
      [1024, 32.62],
      [2048, 63.54],
      [4096, 130.1],
      [8192, 279.7],
      [16384, 648],
      [32768, 1738],
      [65536, 5086],
      [131072, 17340],
    ],
  },
  {
    shape: "llama-3.1-70b, 8 of 80 layers",
    on: "first",
    attention: "cudnn",
    logits: "last",
    points: [
      [1024, 26.26],
      [4096, 100.3],
      [16384, 452.3],
      [32768, 1019],
      [131072, 7233],
    ],
  },
  {
    shape: "qwen2.5-0.5b",
    on: "first",
    attention: "cudnn",
    logits: "last",
    points: [
      [1024, 24.03],
      [4096, 32.75],
      [16384, 67.32],
      [65536, 560.2],
    ],
  },
  {
    shape: "qwen2.5-0.5b",
    on: "second",
    attention: "cudnn",
    logits: "last",
    points: [
      [256, 17.59, 17.5],
      [1024, 16.27, 16.19],
      [4096, 15.97, 15.9],
    ],
  },
  {
    shape: "qwen2.5-0.5b",
    on: "second",
    attention: "cudnn",
    logits: "all",
    points: [
      [256, 16.1, 16.02],
      [1024, 16.57, 16.31],
      [4096, 18.47, 17.14],
    ],
  },
  {
    shape: "qwen2.5-0.5b",
    on: "second",
    attention: "default",
    logits: "last",
    points: [[1024, 17.22, 17.14]],
  },
  { shape: "qwen2.5-0.5b", on: "second", attention: "flash", logits: "last", points: [[1024, 15.92, 15.84]] },
  {
    shape: "llama-3.2-1b",
    on: "second",
    attention: "cudnn",
    logits: "last",
    points: [
      [256, 10.81, 10.74],
      [1024, 11.08, 11.01],
      [4096, 23.26, 10.99],
      [16384, 114.8, 12.67],
    ],
  },
  {
    shape: "llama-3.2-1b",
    on: "second",
    attention: "cudnn",
    logits: "all",
    points: [
      [256, 10.77, 10.69],
      [1024, 10.92, 10.32],
      [4096, 25.82, 10.52],
    ],
  },
  {
    shape: "llama-3.2-1b",
    on: "second",
    attention: "default",
    logits: "last",
    points: [[1024, 9.883, 9.812]],
  },
  { shape: "llama-3.2-1b", on: "second", attention: "flash", logits: "last", points: [[1024, 10.5, 10.44]] },
  {
    shape: "qwen3-4b",
    on: "second",
    attention: "cudnn",
    logits: "last",
    points: [
      [256, 28.43, 28.35],
      [1024, 30.21, 30.13],
      [4096, 90.28, 48.28],
      [16384, 439.7, 246.2],
    ],
  },
  {
    shape: "qwen3-4b",
    on: "second",
    attention: "cudnn",
    logits: "all",
    points: [
      [256, 28.8, 28.7],
      [1024, 29.65, 28.77],
      [4096, 94.8, 48.7],
    ],
  },
  { shape: "qwen3-4b", on: "second", attention: "default", logits: "last", points: [[1024, 28.5, 28.4]] },
  { shape: "qwen3-4b", on: "second", attention: "flash", logits: "last", points: [[1024, 52.44, 52.35]] },
  {
    shape: "qwen3-30b-a3b, 8 of 48 layers",
    on: "second",
    attention: "cudnn",
    experts: "grouped_mm",
    logits: "last",
    points: [
      [1024, 13.12, 12.95],
      [4096, 27.54, 16.99],
      [16384, 111.2, 14.73],
      [32768, 272, 15.29],
    ],
  },
  {
    shape: "qwen3-30b-a3b, 8 of 48 layers",
    on: "second",
    attention: "cudnn",
    experts: "eager",
    logits: "last",
    points: [
      [1024, 115, 114.9],
      [4096, 135.4, 135.3],
      [16384, 230.7, 230.5],
    ],
  },
  {
    shape: "mixtral-8x7b, 8 of 32 layers",
    on: "second",
    attention: "cudnn",
    experts: "grouped_mm",
    logits: "last",
    points: [
      [1024, 21.53, 10.91],
      [4096, 64.86, 12.33],
      [16384, 266.6, 12.61],
      [32768, 609, 13.2],
    ],
  },
  {
    shape: "mixtral-8x7b, 8 of 32 layers",
    on: "second",
    attention: "cudnn",
    experts: "eager",
    logits: "last",
    points: [
      [1024, 31.51, 31.44],
      [4096, 66.18, 66.03],
    ],
  },
  {
    shape: "gpt-oss-20b, 8 of 24 layers, bf16 experts",
    on: "second",
    attention: "eager",
    experts: "grouped_mm",
    logits: "last",
    points: [
      [1024, 26.13, 22.67],
      [4096, 204.1, 158.1],
    ],
  },
  {
    shape: "gpt-oss-20b, 8 of 24 layers, bf16 experts",
    on: "second",
    attention: "eager",
    experts: "eager",
    logits: "last",
    points: [
      [1024, 111.5, 111.3],
      [4096, 278.1, 277.9],
    ],
  },
  {
    shape: "deepseek-v2-lite",
    on: "second",
    attention: "cudnn",
    experts: "grouped_mm",
    logits: "last",
    points: [
      [1024, 46.37, 46.22],
      [4096, 88.91, 57.55],
      [16384, 350.5, 231.4],
      [32768, 811.6, 542.1],
    ],
  },
  {
    shape: "deepseek-v2-lite",
    on: "second",
    attention: "cudnn",
    experts: "eager",
    logits: "last",
    points: [
      [1024, 458.5, 458.4],
      [4096, 473.8, 473.7],
    ],
  },
  {
    shape: "olmoe, inner size 2048",
    on: "second",
    attention: "cudnn",
    experts: "grouped_mm",
    logits: "last",
    points: [
      [1024, 26.35, 25.18],
      [4096, 69.47, 28.3],
    ],
  },
  {
    shape: "olmoe, inner size 2048",
    on: "second",
    attention: "cudnn",
    experts: "eager",
    logits: "last",
    points: [[1024, 141.9, 141.9]],
  },
  {
    shape: "qwen1.5-moe-a2.7b",
    on: "second",
    attention: "cudnn",
    experts: "grouped_mm",
    logits: "last",
    points: [
      [1024, 36.82, 36.75],
      [4096, 72.58, 43.25],
      [16384, 275.8, 168.1],
    ],
  },
  {
    shape: "qwen1.5-moe-a2.7b",
    on: "second",
    attention: "cudnn",
    experts: "eager",
    logits: "last",
    points: [[1024, 255.3, 255.2]],
  },
  {
    shape: "gemma-3-4b, text",
    on: "second",
    attention: "cudnn",
    logits: "last",
    points: [
      [1024, 39.03, 38.92],
      [4096, 98.89, 97.3],
      [16384, 567.4, 552.5],
    ],
  },
  {
    shape: "qwen2.5-14b, 8 of 48 layers",
    on: "second",
    attention: "cudnn",
    logits: "last",
    points: [
      [1024, 10.38, 6.235],
      [4096, 37.52, 6.531],
      [16384, 174.4, 7.101],
    ],
  },
];

/** Bytes beyond the weights at the highest point of a prefill: [shape, tokens, bytes], logits of the last token. */
export const measuredPrefillBytes: readonly (readonly [MeasuredShapeName, number, number])[] = [
  ["llama-3.1-8b", 4096, 1025540096],
  ["llama-3.1-8b", 8192, 2051080192],
  ["llama-3.1-8b", 16384, 4102160384],
  ["llama-3.1-8b", 32768, 8204320768],
  ["llama-3.1-8b", 65536, 16408641536],
  ["llama-3.1-8b", 131072, 32817283072],
  ["llama-3.1-70b, 8 of 80 layers", 4096, 1109426176],
  ["llama-3.1-70b, 8 of 80 layers", 16384, 4437704704],
  ["llama-3.1-70b, 8 of 80 layers", 32768, 8875409408],
  ["llama-3.1-70b, 8 of 80 layers", 131072, 35501637632],
  ["qwen2.5-0.5b", 4096, 200310784],
  ["qwen2.5-0.5b", 16384, 801243136],
  ["qwen2.5-0.5b", 65536, 3204972544],
  ["llama-3.2-1b", 4096, 403734528],
  ["llama-3.2-1b", 16384, 1614938112],
  ["qwen3-4b", 4096, 929071104],
  ["qwen3-4b", 16384, 3716284416],
  ["qwen3-30b-a3b, 8 of 48 layers", 4096, 675611648],
  ["qwen3-30b-a3b, 8 of 48 layers", 16384, 2702443520],
  ["qwen3-30b-a3b, 8 of 48 layers", 32768, 5404886016],
  ["mixtral-8x7b, 8 of 32 layers", 4096, 1277568000],
  ["mixtral-8x7b, 8 of 32 layers", 16384, 5110268928],
  ["mixtral-8x7b, 8 of 32 layers", 32768, 10220536832],
  ["gpt-oss-20b, 8 of 24 layers, bf16 experts", 4096, 6751291392],
  ["deepseek-v2-lite", 4096, 801727488],
  ["deepseek-v2-lite", 16384, 3206906880],
  ["deepseek-v2-lite", 32768, 6414861312],
  ["olmoe, inner size 2048", 4096, 1278804992],
  ["qwen1.5-moe-a2.7b", 4096, 1177699328],
  ["qwen1.5-moe-a2.7b", 16384, 4912120832],
  ["gemma-3-4b, text", 4096, 931183104],
  ["gemma-3-4b, text", 16384, 3926014464],
  ["qwen2.5-14b, 8 of 48 layers", 4096, 643858432],
  ["qwen2.5-14b, 8 of 48 layers", 16384, 2575433728],
];

/** Kernels of one forward of 1,024 tokens and of one decode step, and the sum of their times in milliseconds. */
export const measuredKernelCounts = [
  { shape: "qwen2.5-0.5b", pass: "prefill", kernels: 1006, milliseconds: 4.47 },
  { shape: "qwen2.5-0.5b", pass: "decode", kernels: 1030, milliseconds: 2.144 },
  { shape: "llama-3.1-8b, 8 of 32 layers", pass: "prefill", kernels: 366, milliseconds: 7.166 },
  { shape: "llama-3.1-8b, 8 of 32 layers", pass: "decode", kernels: 390, milliseconds: 1.805 },
  { shape: "qwen3-4b", pass: "prefill", kernels: 2074, milliseconds: 22.57 },
  { shape: "qwen3-4b", pass: "decode", kernels: 2146, milliseconds: 6.466 },
  { shape: "qwen3-30b-a3b, 8 of 48 layers", pass: "prefill", kernels: 886, milliseconds: 8.449 },
  { shape: "qwen3-30b-a3b, 8 of 48 layers", pass: "decode", kernels: 590, milliseconds: 1.766 },
  { shape: "deepseek-v2-lite", pass: "prefill", kernels: 2824, milliseconds: 29.98 },
  { shape: "deepseek-v2-lite", pass: "decode", kernels: 1834, milliseconds: 6.435 },
  { shape: "mixtral-8x7b, 8 of 32 layers", pass: "prefill", kernels: 629, milliseconds: 19.51 },
  { shape: "mixtral-8x7b, 8 of 32 layers", pass: "decode", kernels: 493, milliseconds: 5.263 },
  { shape: "gpt-oss-20b, 8 of 24 layers, bf16 experts", pass: "prefill", kernels: 810, milliseconds: 23.45 },
  { shape: "gpt-oss-20b, 8 of 24 layers, bf16 experts", pass: "decode", kernels: 654, milliseconds: 2.989 },
] as const;
