import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** mlx-lm's own table. */
export const mlxLm: readonly PublishedRow[] = table(
  {
    hardware: "m4-max",
    accelerators: 1,
    engine: "mlx-lm",
    version: "0.28.2, mlx 0.29.2.dev20251008",
    contextTokens: 2048,
    concurrency: 1,
    date: "2025-10-08",
    use: "held back",
    source:
      "https://github.com/ml-explore/mlx-lm/blob/d78bf58e217c904ec282ed8da9b947491f78c022/mlx_lm/BENCHMARKS.md",
  },
  `
model              | format | cachedTokens | outputTokens | measure             |    value
Qwen/Qwen3-4B      | bf16   |            0 |              | prefill tok/s       |  1780.63
Qwen/Qwen3-4B      | bf16   |              |          128 | decode tok/s a user |    52.47
Qwen/Qwen3-4B      | mlx-q8 |            0 |              | prefill tok/s       | 1606.573
Qwen/Qwen3-4B      | mlx-q8 |              |          128 | decode tok/s a user |   86.907
Qwen/Qwen3-4B      | mlx-q6 |            0 |              | prefill tok/s       |  1576.73
Qwen/Qwen3-4B      | mlx-q6 |              |          128 | decode tok/s a user |   104.68
Qwen/Qwen3-4B      | mlx-q4 |            0 |              | prefill tok/s       |  1622.27
Qwen/Qwen3-4B      | mlx-q4 |              |          128 | decode tok/s a user |   134.52
Qwen/Qwen3-30B-A3B | mlx-q8 |            0 |              | prefill tok/s       |  1719.47
Qwen/Qwen3-30B-A3B | mlx-q8 |              |          128 | decode tok/s a user |    83.16
Qwen/Qwen3-30B-A3B | mlx-q6 |            0 |              | prefill tok/s       |  1667.45
Qwen/Qwen3-30B-A3B | mlx-q6 |              |          128 | decode tok/s a user |    94.14
Qwen/Qwen3-30B-A3B | mlx-q5 |            0 |              | prefill tok/s       |  1664.24
Qwen/Qwen3-30B-A3B | mlx-q5 |              |          128 | decode tok/s a user |      101
Qwen/Qwen3-30B-A3B | mlx-q4 |            0 |              | prefill tok/s       |   1753.9
Qwen/Qwen3-30B-A3B | mlx-q4 |              |          128 | decode tok/s a user |   113.33
`,
);

/** M5 Max. */
export const m5Max: readonly PublishedRow[] = [
  ...table(
    {
      hardware: "m5-max",
      accelerators: 1,
      engine: "mlx-lm",
      concurrency: 1,
      date: "2026-03",
      use: "held back",
      source: "https://www.banandre.com/blog/m5-max-local-ai-performance-reality-check",
    },
    `
model                  | format | contextTokens | cachedTokens | measure             |  value | note
Qwen/Qwen3.5-122B-A10B | mlx-q4 |          4096 |            0 | prefill tok/s       |  881.5 |
Qwen/Qwen3.5-122B-A10B | mlx-q4 |          4096 |              | decode tok/s a user |   65.9 |
Qwen/Qwen3.5-122B-A10B | mlx-q4 |         16384 |            0 | prefill tok/s       | 1239.7 |
Qwen/Qwen3.5-122B-A10B | mlx-q4 |         16384 |              | decode tok/s a user |   60.6 |
Qwen/Qwen3.5-122B-A10B | mlx-q4 |         32768 |            0 | prefill tok/s       | 1067.8 |
Qwen/Qwen3.5-122B-A10B | mlx-q4 |         32768 |              | decode tok/s a user |   54.9 |
Qwen/Qwen3-Coder-Next  | mlx-q8 |          4096 |            0 | prefill tok/s       |  754.9 | Qwen3-Coder-Next
Qwen/Qwen3-Coder-Next  | mlx-q8 |          4096 |              | decode tok/s a user |   79.3 | Qwen3-Coder-Next
Qwen/Qwen3-Coder-Next  | mlx-q8 |         16384 |            0 | prefill tok/s       | 1802.1 | Qwen3-Coder-Next
Qwen/Qwen3-Coder-Next  | mlx-q8 |         16384 |              | decode tok/s a user |   74.3 | Qwen3-Coder-Next
Qwen/Qwen3-Coder-Next  | mlx-q8 |         32768 |            0 | prefill tok/s       | 1887.2 | Qwen3-Coder-Next
Qwen/Qwen3-Coder-Next  | mlx-q8 |         32768 |              | decode tok/s a user |   68.6 | Qwen3-Coder-Next
Qwen/Qwen3-Coder-Next  | mlx-q8 |         65536 |            0 | prefill tok/s       | 1432.7 | Qwen3-Coder-Next
Qwen/Qwen3-Coder-Next  | mlx-q8 |         65536 |              | decode tok/s a user |   48.2 | Qwen3-Coder-Next
`,
  ),
  ...table(
    {
      model: "Qwen/Qwen3-30B-A3B",
      hardware: "m5-max",
      accelerators: 1,
      engine: "mlx-lm",
      version: "0.31.1, mlx 0.31.1",
      format: "mlx-q4",
      contextTokens: 0,
      outputTokens: 200,
      concurrency: 1,
      measure: "decode tok/s a user",
      date: "2026-03",
      use: "held back",
      source: "https://eval-apple-models.vercel.app/benchmarks/m5-max-ai-models/pro/",
      note: "16.1 GB of memory",
    },
    `
value
127.4
`,
  ),
];

/** DeepSeek-V4-Flash in an engine made for it. */
export const ds4: readonly PublishedRow[] = table(
  {
    model: "deepseek-ai/DeepSeek-V4-Flash",
    accelerators: 1,
    engine: "ds4",
    version: "2026-05-21",
    format: "ds4-q2",
    concurrency: 1,
    date: "2026-05-21",
    use: "calibration",
    source: "https://github.com/antirez/ds4/tree/8d576642c39b9a2d782a80159ba84ef5a81c0b81/speed-bench",
    note: "routed experts IQ2_XXS and Q2_K, attention, shared experts and output Q8_0",
  },
  `
hardware | contextTokens | cachedTokens | outputTokens | measure             |  value
m2-ultra |          2048 |            0 |              | prefill tok/s       | 410.62
m2-ultra |          2048 |              |          128 | decode tok/s a user |  23.22
m2-ultra |         16384 |        14336 |              | prefill tok/s       | 362.43
m2-ultra |         16384 |              |          128 | decode tok/s a user |  22.72
m2-ultra |         32768 |        30720 |              | prefill tok/s       | 325.77
m2-ultra |         32768 |              |          128 | decode tok/s a user |  21.92
m2-ultra |         65536 |        63488 |              | prefill tok/s       | 269.75
m2-ultra |         65536 |              |          128 | decode tok/s a user |  20.43
m4-max   |          2048 |            0 |              | prefill tok/s       | 343.76
m4-max   |          2048 |              |          128 | decode tok/s a user |  26.76
m4-max   |         16384 |        14336 |              | prefill tok/s       | 277.04
m4-max   |         16384 |              |          128 | decode tok/s a user |  25.57
m4-max   |         32768 |        30720 |              | prefill tok/s       | 247.91
m4-max   |         32768 |              |          128 | decode tok/s a user |  24.52
m4-max   |         65536 |        63488 |              | prefill tok/s       | 204.96
m4-max   |         65536 |              |          128 | decode tok/s a user |  22.92
`,
);

/** DeepSeek-R1 over one to four M3 Ultras. */
export const m3UltraCluster: readonly PublishedRow[] = table(
  {
    model: "deepseek-ai/DeepSeek-R1",
    hardware: "m3-ultra",
    accelerators: 1,
    engine: "llama.cpp",
    version: "b7315 (4d3726278)",
    backend: "Metal",
    format: "q4_k_m",
    fileGiB: 376.65,
    concurrency: 1,
    date: "2025-12-10",
    use: "calibration",
    source: "https://github.com/geerlingguy/beowulf-ai-cluster/issues/17",
  },
  `
contextTokens | cachedTokens | outputTokens | measure             |  value
          512 |            0 |              | prefill tok/s       |  168.9
         4096 |            0 |              | prefill tok/s       | 159.64
            0 |              |          128 | decode tok/s a user |  20.21
`,
);
