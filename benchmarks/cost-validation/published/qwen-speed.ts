import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/**
 * Qwen's own tables, one request at a time: 2,048 tokens after prompts of several lengths. `int4` and `int8` are
 * GPTQ. Runs without CUDA graphs are left out, and so is 72B in 4 bits on one card, three times slower than on two.
 */
export const qwen25Speed: readonly PublishedRow[] = table(
  {
    hardware: "a100-sxm",
    engine: "vllm",
    version: "0.6.3",
    outputTokens: 2048,
    concurrency: 1,
    date: "2024-11-06",
    use: "calibration",
    source: "https://github.com/QwenLM/Qwen3/blob/a912d23/docs/source/benchmark/speed_benchmark.rst",
  },
  `
model             | accelerators | format | parallelism | contextTokens | measure              |  value | note
Qwen/Qwen2.5-1.5B |            1 | bf16   |             |             0 | decode tok/s a user  | 183.33 |
Qwen/Qwen2.5-1.5B |            1 | int8   |             |             0 | decode tok/s a user  | 201.67 |
Qwen/Qwen2.5-1.5B |            1 | int4   |             |             0 | decode tok/s a user  | 217.03 |
Qwen/Qwen2.5-1.5B |            1 | bf16   |             |          6144 | output tok/s machine | 176.68 | the time of the prompt included
Qwen/Qwen2.5-1.5B |            1 | int8   |             |          6144 | output tok/s machine | 192.83 | the time of the prompt included
Qwen/Qwen2.5-1.5B |            1 | int4   |             |          6144 | output tok/s machine | 206.63 | the time of the prompt included
Qwen/Qwen2.5-1.5B |            1 | bf16   |             |         14336 | output tok/s machine | 168.69 | the time of the prompt included
Qwen/Qwen2.5-1.5B |            1 | int4   |             |         14336 | output tok/s machine | 195.88 | the time of the prompt included
Qwen/Qwen2.5-1.5B |            1 | bf16   |             |         30720 | output tok/s machine | 152.04 | the time of the prompt included
Qwen/Qwen2.5-1.5B |            1 | int8   |             |         30720 | output tok/s machine | 162.82 | the time of the prompt included
Qwen/Qwen2.5-1.5B |            1 | int4   |             |         30720 | output tok/s machine | 173.57 | the time of the prompt included
Qwen/Qwen2.5-3B   |            1 | bf16   |             |             0 | decode tok/s a user  | 127.61 |
Qwen/Qwen2.5-3B   |            1 | int8   |             |             0 | decode tok/s a user  | 150.02 |
Qwen/Qwen2.5-3B   |            1 | int4   |             |             0 | decode tok/s a user  |  168.2 |
Qwen/Qwen2.5-3B   |            1 | bf16   |             |          6144 | output tok/s machine | 123.15 | the time of the prompt included
Qwen/Qwen2.5-3B   |            1 | int8   |             |          6144 | output tok/s machine | 143.09 | the time of the prompt included
Qwen/Qwen2.5-3B   |            1 | int4   |             |          6144 | output tok/s machine | 159.85 | the time of the prompt included
Qwen/Qwen2.5-3B   |            1 | bf16   |             |         14336 | output tok/s machine | 117.35 | the time of the prompt included
Qwen/Qwen2.5-3B   |            1 | int4   |             |         14336 | output tok/s machine | 149.35 | the time of the prompt included
Qwen/Qwen2.5-3B   |            1 | bf16   |             |         30720 | output tok/s machine | 105.88 | the time of the prompt included
Qwen/Qwen2.5-3B   |            1 | int8   |             |         30720 | output tok/s machine | 118.38 | the time of the prompt included
Qwen/Qwen2.5-3B   |            1 | int4   |             |         30720 | output tok/s machine | 129.28 | the time of the prompt included
Qwen/Qwen2.5-7B   |            1 | bf16   |             |             0 | decode tok/s a user  |  84.28 |
Qwen/Qwen2.5-7B   |            1 | int8   |             |             0 | decode tok/s a user  | 122.01 |
Qwen/Qwen2.5-7B   |            1 | int4   |             |             0 | decode tok/s a user  | 154.05 |
Qwen/Qwen2.5-7B   |            1 | bf16   |             |          6144 | output tok/s machine |   80.7 | the time of the prompt included
Qwen/Qwen2.5-7B   |            1 | int8   |             |          6144 | output tok/s machine | 112.38 | the time of the prompt included
Qwen/Qwen2.5-7B   |            1 | int4   |             |          6144 | output tok/s machine | 141.98 | the time of the prompt included
Qwen/Qwen2.5-7B   |            1 | bf16   |             |         14336 | output tok/s machine |  77.69 | the time of the prompt included
Qwen/Qwen2.5-7B   |            1 | int4   |             |         14336 | output tok/s machine | 129.35 | the time of the prompt included
Qwen/Qwen2.5-7B   |            1 | bf16   |             |         30720 | output tok/s machine |  70.33 | the time of the prompt included
Qwen/Qwen2.5-7B   |            1 | int8   |             |         30720 | output tok/s machine |  90.71 | the time of the prompt included
Qwen/Qwen2.5-7B   |            1 | int4   |             |         30720 | output tok/s machine |  108.3 | the time of the prompt included
Qwen/Qwen2.5-7B   |            1 | bf16   |             |         63488 | output tok/s machine |  50.86 | the time of the prompt included
Qwen/Qwen2.5-7B   |            1 | int8   |             |         63488 | output tok/s machine |  60.52 | the time of the prompt included
Qwen/Qwen2.5-7B   |            1 | int4   |             |         63488 | output tok/s machine |  67.97 | the time of the prompt included
Qwen/Qwen2.5-14B  |            1 | bf16   |             |             0 | decode tok/s a user  |   46.3 |
Qwen/Qwen2.5-14B  |            1 | int8   |             |             0 | decode tok/s a user  |   70.4 |
Qwen/Qwen2.5-14B  |            1 | int4   |             |             0 | decode tok/s a user  |  98.02 |
Qwen/Qwen2.5-14B  |            1 | bf16   |             |          6144 | output tok/s machine |  43.83 | the time of the prompt included
Qwen/Qwen2.5-14B  |            1 | int8   |             |          6144 | output tok/s machine |  64.33 | the time of the prompt included
Qwen/Qwen2.5-14B  |            1 | int4   |             |          6144 | output tok/s machine |   86.1 | the time of the prompt included
Qwen/Qwen2.5-14B  |            1 | bf16   |             |         14336 | output tok/s machine |  41.91 | the time of the prompt included
Qwen/Qwen2.5-14B  |            1 | int4   |             |         14336 | output tok/s machine |  76.85 | the time of the prompt included
Qwen/Qwen2.5-14B  |            1 | bf16   |             |         30720 | output tok/s machine |  37.18 | the time of the prompt included
Qwen/Qwen2.5-14B  |            1 | int8   |             |         30720 | output tok/s machine |  49.23 | the time of the prompt included
Qwen/Qwen2.5-14B  |            1 | int4   |             |         30720 | output tok/s machine |  60.91 | the time of the prompt included
Qwen/Qwen2.5-14B  |            1 | bf16   |             |         63488 | output tok/s machine |  26.85 | the time of the prompt included
Qwen/Qwen2.5-14B  |            1 | int8   |             |         63488 | output tok/s machine |  32.83 | the time of the prompt included
Qwen/Qwen2.5-14B  |            1 | int4   |             |         63488 | output tok/s machine |  37.67 | the time of the prompt included
Qwen/Qwen2.5-32B  |            1 | int8   |             |             0 | decode tok/s a user  |  37.57 |
Qwen/Qwen2.5-32B  |            1 | int4   |             |             0 | decode tok/s a user  |  55.83 |
Qwen/Qwen2.5-32B  |            1 | int8   |             |          6144 | output tok/s machine |  34.67 | the time of the prompt included
Qwen/Qwen2.5-32B  |            1 | int4   |             |          6144 | output tok/s machine |  49.96 | the time of the prompt included
Qwen/Qwen2.5-32B  |            1 | int4   |             |         14336 | output tok/s machine |  44.79 | the time of the prompt included
Qwen/Qwen2.5-32B  |            2 | bf16   | tp2         |         30720 | output tok/s machine |  31.82 | the time of the prompt included
Qwen/Qwen2.5-32B  |            1 | int8   |             |         30720 | output tok/s machine |  26.88 | the time of the prompt included
Qwen/Qwen2.5-32B  |            1 | int4   |             |         30720 | output tok/s machine |  35.66 | the time of the prompt included
Qwen/Qwen2.5-32B  |            2 | bf16   | tp2         |         63488 | output tok/s machine |  24.45 | the time of the prompt included
Qwen/Qwen2.5-32B  |            1 | int8   |             |         63488 | output tok/s machine |   18.6 | the time of the prompt included
Qwen/Qwen2.5-32B  |            1 | int4   |             |         63488 | output tok/s machine |  22.72 | the time of the prompt included
Qwen/Qwen2.5-72B  |            4 | bf16   | tp4         |             0 | decode tok/s a user  |  31.37 |
Qwen/Qwen2.5-72B  |            2 | int8   | tp2         |             0 | decode tok/s a user  |   31.4 |
Qwen/Qwen2.5-72B  |            2 | int4   | tp2         |             0 | decode tok/s a user  |   46.3 |
Qwen/Qwen2.5-72B  |            4 | bf16   | tp4         |          6144 | output tok/s machine |   29.9 | the time of the prompt included
Qwen/Qwen2.5-72B  |            2 | int8   | tp2         |          6144 | output tok/s machine |  29.37 | the time of the prompt included
Qwen/Qwen2.5-72B  |            2 | int4   | tp2         |          6144 | output tok/s machine |   42.5 | the time of the prompt included
Qwen/Qwen2.5-72B  |            4 | bf16   | tp4         |         14336 | output tok/s machine |   30.1 | the time of the prompt included
Qwen/Qwen2.5-72B  |            2 | int4   | tp2         |         14336 | output tok/s machine |   38.1 | the time of the prompt included
Qwen/Qwen2.5-72B  |            4 | bf16   | tp4         |         30720 | output tok/s machine |  27.53 | the time of the prompt included
Qwen/Qwen2.5-72B  |            2 | int8   | tp2         |         30720 | output tok/s machine |  23.32 | the time of the prompt included
Qwen/Qwen2.5-72B  |            2 | int4   | tp2         |         30720 | output tok/s machine |  30.98 | the time of the prompt included
Qwen/Qwen2.5-72B  |            4 | bf16   | tp4         |         63488 | output tok/s machine |  20.74 | the time of the prompt included
Qwen/Qwen2.5-72B  |            2 | int8   | tp2         |         63488 | output tok/s machine |  16.27 | the time of the prompt included
Qwen/Qwen2.5-72B  |            2 | int4   | tp2         |         63488 | output tok/s machine |  19.84 | the time of the prompt included
`,
);

/** The same for Qwen3. Its rates count the prompt too: here they are times 2,048 / (prompt + 2,048). */
export const qwen3Speed: readonly PublishedRow[] = table(
  {
    hardware: "h20",
    engine: "sglang",
    version: "0.4.6.post1",
    outputTokens: 2048,
    concurrency: 1,
    date: "2025-05-20",
    use: "held back",
    source:
      "https://github.com/QwenLM/Qwen3/blob/7a2f61ffc7a20d47efcd2bf97f6f2bf52729042e/docs/source/getting_started/speed_benchmark.md",
  },
  `
model                | accelerators | format | parallelism | contextTokens | measure              |  value | note
Qwen/Qwen3-1.7B      |            1 | bf16   |             |             0 | decode tok/s a user  | 227.69 |
Qwen/Qwen3-1.7B      |            1 | fp8    |             |             0 | decode tok/s a user  | 333.74 |
Qwen/Qwen3-1.7B      |            1 | bf16   |             |          6144 | output tok/s machine | 209.57 | the time of the prompt included
Qwen/Qwen3-1.7B      |            1 | fp8    |             |          6144 | output tok/s machine | 299.55 | the time of the prompt included
Qwen/Qwen3-1.7B      |            1 | bf16   |             |         14336 | output tok/s machine | 190.71 | the time of the prompt included
Qwen/Qwen3-1.7B      |            1 | fp8    |             |         14336 | output tok/s machine | 261.95 | the time of the prompt included
Qwen/Qwen3-1.7B      |            1 | bf16   |             |         30720 | output tok/s machine | 152.44 | the time of the prompt included
Qwen/Qwen3-1.7B      |            1 | fp8    |             |         30720 | output tok/s machine | 197.83 | the time of the prompt included
Qwen/Qwen3-4B        |            1 | bf16   |             |             0 | decode tok/s a user  | 133.07 |
Qwen/Qwen3-4B        |            1 | fp8    |             |             0 | decode tok/s a user  | 200.51 |
Qwen/Qwen3-4B        |            1 | awq    |             |             0 | decode tok/s a user  | 199.61 |
Qwen/Qwen3-4B        |            1 | bf16   |             |          6144 | output tok/s machine | 116.55 | the time of the prompt included
Qwen/Qwen3-4B        |            1 | fp8    |             |          6144 | output tok/s machine | 165.56 | the time of the prompt included
Qwen/Qwen3-4B        |            1 | awq    |             |          6144 | output tok/s machine | 160.02 | the time of the prompt included
Qwen/Qwen3-4B        |            1 | bf16   |             |         14336 | output tok/s machine |  98.66 | the time of the prompt included
Qwen/Qwen3-4B        |            1 | fp8    |             |         14336 | output tok/s machine | 133.28 | the time of the prompt included
Qwen/Qwen3-4B        |            1 | awq    |             |         14336 | output tok/s machine | 125.78 | the time of the prompt included
Qwen/Qwen3-4B        |            1 | bf16   |             |         30720 | output tok/s machine |  72.86 | the time of the prompt included
Qwen/Qwen3-4B        |            1 | fp8    |             |         30720 | output tok/s machine |  91.73 | the time of the prompt included
Qwen/Qwen3-4B        |            1 | awq    |             |         30720 | output tok/s machine |  84.93 | the time of the prompt included
Qwen/Qwen3-4B        |            1 | bf16   |             |         63488 | output tok/s machine |   44.5 | the time of the prompt included
Qwen/Qwen3-4B        |            1 | fp8    |             |         63488 | output tok/s machine |   51.9 | the time of the prompt included
Qwen/Qwen3-4B        |            1 | awq    |             |         63488 | output tok/s machine |  47.31 | the time of the prompt included
Qwen/Qwen3-8B        |            1 | bf16   |             |             0 | decode tok/s a user  |  81.69 |
Qwen/Qwen3-8B        |            1 | fp8    |             |             0 | decode tok/s a user  | 150.18 |
Qwen/Qwen3-8B        |            1 | awq    |             |             0 | decode tok/s a user  | 144.04 |
Qwen/Qwen3-8B        |            1 | bf16   |             |          6144 | output tok/s machine |  74.06 | the time of the prompt included
Qwen/Qwen3-8B        |            1 | fp8    |             |          6144 | output tok/s machine | 129.16 | the time of the prompt included
Qwen/Qwen3-8B        |            1 | awq    |             |          6144 | output tok/s machine | 119.47 | the time of the prompt included
Qwen/Qwen3-8B        |            1 | bf16   |             |         14336 | output tok/s machine |  65.59 | the time of the prompt included
Qwen/Qwen3-8B        |            1 | fp8    |             |         14336 | output tok/s machine | 107.49 | the time of the prompt included
Qwen/Qwen3-8B        |            1 | awq    |             |         14336 | output tok/s machine |  96.31 | the time of the prompt included
Qwen/Qwen3-8B        |            1 | bf16   |             |         30720 | output tok/s machine |  52.04 | the time of the prompt included
Qwen/Qwen3-8B        |            1 | fp8    |             |         30720 | output tok/s machine |  77.64 | the time of the prompt included
Qwen/Qwen3-8B        |            1 | awq    |             |         30720 | output tok/s machine |  67.24 | the time of the prompt included
Qwen/Qwen3-8B        |            1 | bf16   |             |         63488 | output tok/s machine |  34.77 | the time of the prompt included
Qwen/Qwen3-8B        |            1 | fp8    |             |         63488 | output tok/s machine |  46.14 | the time of the prompt included
Qwen/Qwen3-8B        |            1 | awq    |             |         63488 | output tok/s machine |  39.22 | the time of the prompt included
Qwen/Qwen3-14B       |            1 | bf16   |             |             0 | decode tok/s a user  |  47.08 |
Qwen/Qwen3-14B       |            1 | fp8    |             |             0 | decode tok/s a user  |  97.06 |
Qwen/Qwen3-14B       |            1 | awq    |             |             0 | decode tok/s a user  |  96.44 |
Qwen/Qwen3-14B       |            1 | bf16   |             |          6144 | output tok/s machine |  43.71 | the time of the prompt included
Qwen/Qwen3-14B       |            1 | fp8    |             |          6144 | output tok/s machine |  85.74 | the time of the prompt included
Qwen/Qwen3-14B       |            1 | awq    |             |          6144 | output tok/s machine |  80.41 | the time of the prompt included
Qwen/Qwen3-14B       |            1 | bf16   |             |         14336 | output tok/s machine |   39.7 | the time of the prompt included
Qwen/Qwen3-14B       |            1 | fp8    |             |         14336 | output tok/s machine |  73.42 | the time of the prompt included
Qwen/Qwen3-14B       |            1 | awq    |             |         14336 | output tok/s machine |  65.72 | the time of the prompt included
Qwen/Qwen3-14B       |            1 | bf16   |             |         30720 | output tok/s machine |  32.86 | the time of the prompt included
Qwen/Qwen3-14B       |            1 | fp8    |             |         30720 | output tok/s machine |  55.05 | the time of the prompt included
Qwen/Qwen3-14B       |            1 | awq    |             |         30720 | output tok/s machine |  46.55 | the time of the prompt included
Qwen/Qwen3-14B       |            1 | bf16   |             |         63488 | output tok/s machine |   23.2 | the time of the prompt included
Qwen/Qwen3-14B       |            1 | fp8    |             |         63488 | output tok/s machine |  34.03 | the time of the prompt included
Qwen/Qwen3-14B       |            1 | awq    |             |         63488 | output tok/s machine |  27.63 | the time of the prompt included
Qwen/Qwen3-32B       |            1 | bf16   |             |             0 | decode tok/s a user  |  20.71 |
Qwen/Qwen3-32B       |            1 | fp8    |             |             0 | decode tok/s a user  |  46.15 |
Qwen/Qwen3-32B       |            1 | awq    |             |             0 | decode tok/s a user  |  47.65 |
Qwen/Qwen3-32B       |            1 | bf16   |             |          6144 | output tok/s machine |  19.45 | the time of the prompt included
Qwen/Qwen3-32B       |            1 | fp8    |             |          6144 | output tok/s machine |  41.43 | the time of the prompt included
Qwen/Qwen3-32B       |            1 | awq    |             |          6144 | output tok/s machine |     40 | the time of the prompt included
Qwen/Qwen3-32B       |            1 | bf16   |             |         14336 | output tok/s machine |  17.89 | the time of the prompt included
Qwen/Qwen3-32B       |            1 | fp8    |             |         14336 | output tok/s machine |  35.95 | the time of the prompt included
Qwen/Qwen3-32B       |            1 | awq    |             |         14336 | output tok/s machine |  32.55 | the time of the prompt included
Qwen/Qwen3-32B       |            1 | bf16   |             |         30720 | output tok/s machine |  15.05 | the time of the prompt included
Qwen/Qwen3-32B       |            1 | fp8    |             |         30720 | output tok/s machine |  27.29 | the time of the prompt included
Qwen/Qwen3-32B       |            1 | awq    |             |         30720 | output tok/s machine |  22.93 | the time of the prompt included
Qwen/Qwen3-32B       |            1 | bf16   |             |         63488 | output tok/s machine |  10.72 | the time of the prompt included
Qwen/Qwen3-32B       |            1 | fp8    |             |         63488 | output tok/s machine |  16.63 | the time of the prompt included
Qwen/Qwen3-32B       |            1 | awq    |             |         63488 | output tok/s machine |  13.29 | the time of the prompt included
Qwen/Qwen3-30B-A3B   |            1 | bf16   |             |             0 | decode tok/s a user  | 137.11 |
Qwen/Qwen3-30B-A3B   |            1 | fp8    |             |             0 | decode tok/s a user  | 155.47 |
Qwen/Qwen3-30B-A3B   |            1 | bf16   |             |          6144 | output tok/s machine | 122.53 | the time of the prompt included
Qwen/Qwen3-30B-A3B   |            1 | fp8    |             |          6144 | output tok/s machine | 137.84 | the time of the prompt included
Qwen/Qwen3-30B-A3B   |            1 | bf16   |             |         14336 | output tok/s machine |  106.2 | the time of the prompt included
Qwen/Qwen3-30B-A3B   |            1 | fp8    |             |         14336 | output tok/s machine | 118.14 | the time of the prompt included
Qwen/Qwen3-30B-A3B   |            1 | bf16   |             |         30720 | output tok/s machine |  80.25 | the time of the prompt included
Qwen/Qwen3-30B-A3B   |            1 | fp8    |             |         30720 | output tok/s machine |  87.87 | the time of the prompt included
Qwen/Qwen3-30B-A3B   |            1 | bf16   |             |         63488 | output tok/s machine |  48.09 | the time of the prompt included
Qwen/Qwen3-30B-A3B   |            1 | fp8    |             |         63488 | output tok/s machine |   51.5 | the time of the prompt included
Qwen/Qwen3-235B-A22B |            8 | bf16   | tp8         |             0 | decode tok/s a user  |  74.46 |
Qwen/Qwen3-235B-A22B |            4 | fp8    | tp4         |             0 | decode tok/s a user  |  71.62 |
Qwen/Qwen3-235B-A22B |            8 | bf16   | tp8         |          6144 | output tok/s machine |  72.26 | the time of the prompt included
Qwen/Qwen3-235B-A22B |            4 | fp8    | tp4         |          6144 | output tok/s machine |  68.79 | the time of the prompt included
Qwen/Qwen3-235B-A22B |            8 | bf16   | tp8         |         14336 | output tok/s machine |  68.34 | the time of the prompt included
Qwen/Qwen3-235B-A22B |            4 | fp8    | tp4         |         14336 | output tok/s machine |  64.28 | the time of the prompt included
Qwen/Qwen3-235B-A22B |            8 | bf16   | tp8         |         30720 | output tok/s machine |  61.21 | the time of the prompt included
Qwen/Qwen3-235B-A22B |            4 | fp8    | tp4         |         30720 | output tok/s machine |  55.49 | the time of the prompt included
Qwen/Qwen3-235B-A22B |            8 | bf16   | tp8         |         63488 | output tok/s machine |  46.68 | the time of the prompt included
Qwen/Qwen3-235B-A22B |            4 | fp8    | tp4         |         63488 | output tok/s machine |  39.67 | the time of the prompt included
`,
);
