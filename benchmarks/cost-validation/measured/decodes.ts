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
  readonly points: readonly (readonly [sequences: number, context: number, milliseconds: number])[];
}

/**
 * Eager steps are of lengths that the process had seen before, or attention by the flash kernel. The first time at each length costs 35 to 40 ms
 * more, whatever the model: cuDNN plans its kernel for the new shape.
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
];
