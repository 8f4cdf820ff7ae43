/**
 * One NVIDIA H200 (141 GB, 132 multiprocessors), PyTorch 2.11 with CUDA 13.0, transformers 5.17, bf16 unless said.
 * Random weights and tokens. Medians; wall time with the device idle before and after, or device time of a CUDA
 * graph where said. Made for this project.
 */
export const h200Sources = {
  first: "measured for this project: one NVIDIA H200, PyTorch 2.11, 2026-11-26",
  second: "measured for this project: one NVIDIA H200, PyTorch 2.11, transformers 5.17, 2026-11-27",
  third:
    "measured for this project: one NVIDIA H200, PyTorch 2.11, transformers 5.17, 2026-11-27, second machine",
} as const;

export type MeasuredOn = keyof typeof h200Sources;
