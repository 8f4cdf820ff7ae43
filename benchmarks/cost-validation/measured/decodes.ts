import type { MeasuredShapeName } from "./shapes.js";
import type { MeasuredOn } from "./sources.js";

/** One step that generates one token of each sequence. */
export interface MeasuredDecode {
  readonly shape: MeasuredShapeName;
  readonly on: MeasuredOn;
  /**
   * `eager`: transformers, kernels launched one by one, keys and values appended (`dynamic` cache). `graph`: a
   * CUDA graph; on the first day own kernels without a head, on the second transformers with a `static` cache
   * whose whole length is attended under a mask.
   */
  readonly mode: "eager" | "graph";
  readonly experts?: "batched_mm" | "grouped_mm" | "eager";
  readonly head: boolean;
  readonly attention?: "default" | "flash";
  readonly points: readonly (readonly [sequences: number, context: number, milliseconds: number])[];
}

/**
 * Eager steps with `default` attention are of lengths that the process had seen before: see
 * `measuredFirstAtALength`.
 */
export const measuredDecodes: readonly MeasuredDecode[] = [
  {
    shape: "llama-3.1-8b, 8 of 32 layers",
    on: "first",
    mode: "graph",
    head: false,
    points: [
      [1, 1024, 1.198],
      [1, 8192, 1.848],
      [1, 32768, 4.079],
      [1, 131072, 13],
      [8, 1024, 1.264],
      [8, 8192, 1.909],
      [8, 32768, 4.13],
      [32, 1024, 1.453],
      [32, 8192, 3.089],
      [128, 1024, 2.344],
      [128, 4096, 5.262],
    ],
  },
  {
    shape: "llama-3.1-8b, 8 of 32 layers",
    on: "second",
    mode: "graph",
    head: true,
    points: [
      [1, 1024, 2.295],
      [16, 1024, 5.291],
      [1, 8192, 3.48],
    ],
  },
  {
    shape: "qwen2.5-0.5b",
    on: "second",
    mode: "graph",
    head: true,
    points: [
      [1, 1024, 2.982],
      [16, 1024, 5.114],
      [1, 8192, 3.873],
    ],
  },
  {
    shape: "qwen3-30b-a3b, 8 of 48 layers",
    on: "second",
    mode: "graph",
    experts: "batched_mm",
    head: true,
    points: [
      [1, 1024, 2.293],
      [16, 1024, 11.25],
      [1, 8192, 3.474],
    ],
  },
  {
    shape: "qwen3-30b-a3b, 8 of 48 layers",
    on: "second",
    mode: "graph",
    experts: "grouped_mm",
    head: true,
    points: [
      [1, 1024, 2.482],
      [16, 1024, 7.457],
      [1, 8192, 3.619],
    ],
  },
  {
    shape: "llama-3.1-8b, 8 of 32 layers",
    on: "third",
    mode: "eager",
    head: true,
    attention: "default",
    points: [
      [1, 1024, 7.586],
      [16, 1024, 5.559],
      [1, 8192, 9.782],
    ],
  },
  {
    shape: "llama-3.1-8b, 8 of 32 layers",
    on: "third",
    mode: "eager",
    head: true,
    attention: "flash",
    points: [
      [1, 1024, 9.662],
      [16, 1024, 5.451],
      [1, 8192, 7.706],
    ],
  },
  {
    shape: "llama-3.1-8b, 2 of 32 layers",
    on: "third",
    mode: "eager",
    head: true,
    attention: "default",
    points: [
      [1, 1024, 2.59],
      [16, 1024, 3.245],
    ],
  },
  {
    shape: "llama-3.1-8b, 2 of 32 layers",
    on: "third",
    mode: "eager",
    head: true,
    attention: "flash",
    points: [
      [1, 1024, 3.207],
      [16, 1024, 2.209],
    ],
  },
  {
    shape: "qwen2.5-0.5b",
    on: "third",
    mode: "eager",
    head: true,
    attention: "default",
    points: [
      [1, 1024, 20.69],
      [16, 1024, 21.51],
      [1, 8192, 28.98],
    ],
  },
  {
    shape: "qwen2.5-0.5b",
    on: "third",
    mode: "eager",
    head: true,
    attention: "flash",
    points: [
      [1, 1024, 14.51],
      [16, 1024, 15.99],
      [1, 8192, 27.92],
    ],
  },
  {
    shape: "llama-3.2-1b",
    on: "third",
    mode: "eager",
    head: true,
    attention: "default",
    points: [
      [1, 1024, 10.38],
      [16, 1024, 18.53],
    ],
  },
  {
    shape: "llama-3.2-1b",
    on: "third",
    mode: "eager",
    head: true,
    attention: "flash",
    points: [
      [1, 1024, 10.32],
      [16, 1024, 18.97],
    ],
  },
  {
    shape: "qwen3-4b",
    on: "third",
    mode: "eager",
    head: true,
    attention: "default",
    points: [
      [1, 1024, 26.27],
      [16, 1024, 27.78],
    ],
  },
  {
    shape: "qwen3-4b",
    on: "third",
    mode: "eager",
    head: true,
    attention: "flash",
    points: [
      [1, 1024, 26.25],
      [16, 1024, 26.72],
    ],
  },
  {
    shape: "gemma-3-4b, text",
    on: "third",
    mode: "eager",
    head: true,
    attention: "default",
    points: [
      [1, 1024, 59.74],
      [16, 1024, 47.99],
    ],
  },
  {
    shape: "qwen2.5-14b, 8 of 48 layers",
    on: "third",
    mode: "eager",
    head: true,
    attention: "default",
    points: [
      [1, 1024, 5.53],
      [16, 1024, 5.63],
    ],
  },
  {
    shape: "qwen2.5-14b, 8 of 48 layers",
    on: "third",
    mode: "eager",
    head: true,
    attention: "flash",
    points: [
      [1, 1024, 5.805],
      [16, 1024, 5.658],
    ],
  },
  {
    shape: "qwen3-30b-a3b, 8 of 48 layers",
    on: "third",
    mode: "eager",
    experts: "batched_mm",
    head: true,
    attention: "default",
    points: [[1, 1024, 8.84]],
  },
  {
    shape: "qwen3-30b-a3b, 8 of 48 layers",
    on: "third",
    mode: "eager",
    experts: "batched_mm",
    head: true,
    attention: "flash",
    points: [[1, 1024, 8.263]],
  },
  {
    shape: "qwen3-30b-a3b, 8 of 48 layers",
    on: "third",
    mode: "eager",
    experts: "grouped_mm",
    head: true,
    attention: "default",
    points: [
      [1, 1024, 11.11],
      [16, 1024, 11.25],
    ],
  },
  {
    shape: "qwen3-30b-a3b, 8 of 48 layers",
    on: "third",
    mode: "eager",
    experts: "grouped_mm",
    head: true,
    attention: "flash",
    points: [
      [1, 1024, 11.49],
      [16, 1024, 11.55],
    ],
  },
  {
    shape: "deepseek-v2-lite",
    on: "third",
    mode: "eager",
    experts: "batched_mm",
    head: true,
    attention: "default",
    points: [[1, 1024, 27.44]],
  },
  {
    shape: "deepseek-v2-lite",
    on: "third",
    mode: "eager",
    experts: "grouped_mm",
    head: true,
    attention: "default",
    points: [
      [1, 1024, 38.49],
      [16, 1024, 37.67],
    ],
  },
  {
    shape: "mixtral-8x7b, 8 of 32 layers",
    on: "third",
    mode: "eager",
    experts: "batched_mm",
    head: true,
    attention: "default",
    points: [[1, 1024, 7.601]],
  },
  {
    shape: "mixtral-8x7b, 8 of 32 layers",
    on: "third",
    mode: "eager",
    experts: "batched_mm",
    head: true,
    attention: "flash",
    points: [[1, 1024, 7.119]],
  },
  {
    shape: "mixtral-8x7b, 8 of 32 layers",
    on: "third",
    mode: "eager",
    experts: "grouped_mm",
    head: true,
    attention: "default",
    points: [
      [1, 1024, 9.841],
      [16, 1024, 12.06],
    ],
  },
  {
    shape: "mixtral-8x7b, 8 of 32 layers",
    on: "third",
    mode: "eager",
    experts: "grouped_mm",
    head: true,
    attention: "flash",
    points: [
      [1, 1024, 9.291],
      [16, 1024, 12.25],
    ],
  },
  {
    shape: "llama-3.1-8b",
    on: "third",
    mode: "eager",
    head: true,
    attention: "default",
    points: [[1, 1024, 20.59]],
  },
  {
    shape: "llama-3.1-8b",
    on: "third",
    mode: "eager",
    head: true,
    attention: "flash",
    points: [[1, 1024, 18.29]],
  },
  {
    shape: "qwen2.5-7b",
    on: "third",
    mode: "eager",
    head: true,
    attention: "default",
    points: [[1, 1024, 25.61]],
  },
  {
    shape: "qwen2.5-7b",
    on: "third",
    mode: "eager",
    head: true,
    attention: "flash",
    points: [[1, 1024, 25.22]],
  },
];

/**
 * Milliseconds of an eager decode step the first time that a process sees each length, and again: cuDNN plans its
 * kernel for every new length, which costs the same whatever the model.
 */
export const measuredFirstAtALength: readonly (readonly [MeasuredShapeName, number, number])[] = [
  ["llama-3.1-8b, 8 of 32 layers", 48.88, 7.586],
  ["llama-3.1-8b, 8 of 32 layers", 48.32, 5.559],
  ["llama-3.1-8b, 8 of 32 layers", 43.82, 9.782],
  ["qwen2.5-0.5b", 56.69, 20.69],
  ["qwen2.5-0.5b", 59.95, 21.51],
  ["qwen2.5-0.5b", 89.35, 28.98],
  ["llama-3.2-1b", 53.35, 10.38],
  ["llama-3.2-1b", 77.11, 18.53],
  ["gemma-3-4b, text", 78.99, 59.74],
  ["gemma-3-4b, text", 71.96, 47.99],
  ["qwen2.5-14b, 8 of 48 layers", 41.25, 5.53],
  ["qwen2.5-14b, 8 of 48 layers", 41.65, 5.63],
  ["qwen3-30b-a3b, 8 of 48 layers", 42.38, 8.84],
  ["qwen3-30b-a3b, 8 of 48 layers", 46.71, 11.25],
  ["deepseek-v2-lite", 61.84, 27.44],
  ["deepseek-v2-lite", 73.1, 37.67],
  ["llama-3.1-8b", 54.42, 20.59],
  ["qwen2.5-7b", 80.63, 25.61],
];
