import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** Llama 3.1 8B by quantisation, llama.cpp beside its fork. */
export const manyQuantisations: readonly PublishedRow[] = table(
  {
    model: "meta-llama/Meta-Llama-3.1-8B",
    accelerators: 1,
    concurrency: 1,
    date: "2024-12-24",
    use: "calibration",
    source: "https://github.com/ikawrakow/ik_llama.cpp/discussions/164",
  },
  `
hardware    | engine       | version               | format | fileGiB | contextTokens | cachedTokens | outputTokens | measure             |  value | note
ryzen-7950x | llama.cpp    | b4384 (14b699ec)      | bf16   |   14.96 |           512 |            0 |              | prefill tok/s       |  78.58 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | llama.cpp    | b4384 (14b699ec)      | bf16   |   14.96 |             0 |              |          128 | decode tok/s a user |   4.05 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | ik_llama.cpp | December 2024, -rtr 1 | bf16   |   14.96 |           512 |            0 |              | prefill tok/s       |  256.9 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | ik_llama.cpp | December 2024, -rtr 1 | bf16   |   14.96 |             0 |              |          128 | decode tok/s a user |   4.27 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | llama.cpp    | b4384 (14b699ec)      | q8_0   |    7.95 |           512 |            0 |              | prefill tok/s       | 147.92 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | llama.cpp    | b4384 (14b699ec)      | q8_0   |    7.95 |             0 |              |          128 | decode tok/s a user |   4.95 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | ik_llama.cpp | December 2024, -rtr 1 | q8_0   |    7.95 |           512 |            0 |              | prefill tok/s       | 268.19 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | ik_llama.cpp | December 2024, -rtr 1 | q8_0   |    7.95 |             0 |              |          128 | decode tok/s a user |   7.63 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | llama.cpp    | b4384 (14b699ec)      | q4_0   |    4.35 |           512 |            0 |              | prefill tok/s       | 153.52 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | llama.cpp    | b4384 (14b699ec)      | q4_0   |    4.35 |             0 |              |          128 | decode tok/s a user |  11.23 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | ik_llama.cpp | December 2024, -rtr 1 | q4_0   |    4.35 |           512 |            0 |              | prefill tok/s       | 273.54 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | ik_llama.cpp | December 2024, -rtr 1 | q4_0   |    4.35 |             0 |              |          128 | decode tok/s a user |  12.92 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | llama.cpp    | b4384 (14b699ec)      | q4_k_s |    4.36 |           512 |            0 |              | prefill tok/s       |  108.4 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | llama.cpp    | b4384 (14b699ec)      | q4_k_s |    4.36 |             0 |              |          128 | decode tok/s a user |   9.57 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | ik_llama.cpp | December 2024, -rtr 1 | q4_k_s |    4.36 |           512 |            0 |              | prefill tok/s       |  269.6 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | ik_llama.cpp | December 2024, -rtr 1 | q4_k_s |    4.36 |             0 |              |          128 | decode tok/s a user |  13.48 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | llama.cpp    | b4384 (14b699ec)      | q5_k_s |    5.21 |           512 |            0 |              | prefill tok/s       |  75.52 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | llama.cpp    | b4384 (14b699ec)      | q5_k_s |    5.21 |             0 |              |          128 | decode tok/s a user |   7.51 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | ik_llama.cpp | December 2024, -rtr 1 | q5_k_s |    5.21 |           512 |            0 |              | prefill tok/s       | 254.68 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | ik_llama.cpp | December 2024, -rtr 1 | q5_k_s |    5.21 |             0 |              |          128 | decode tok/s a user |  11.41 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | llama.cpp    | b4384 (14b699ec)      | q6_k   |    6.14 |           512 |            0 |              | prefill tok/s       |  82.56 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | llama.cpp    | b4384 (14b699ec)      | q6_k   |    6.14 |             0 |              |          128 | decode tok/s a user |   7.62 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | ik_llama.cpp | December 2024, -rtr 1 | q6_k   |    6.14 |           512 |            0 |              | prefill tok/s       | 259.21 | CPU, 16 threads prefill, 2 decode
ryzen-7950x | ik_llama.cpp | December 2024, -rtr 1 | q6_k   |    6.14 |             0 |              |          128 | decode tok/s a user |  10.05 | CPU, 16 threads prefill, 2 decode
m2-max-cpu  | llama.cpp    | b4384 (14b699ec)      | f16    |   14.96 |           512 |            0 |              | prefill tok/s       |  28.96 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | llama.cpp    | b4384 (14b699ec)      | f16    |   14.96 |             0 |              |          128 | decode tok/s a user |   7.89 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | ik_llama.cpp | December 2024, -rtr 1 | f16    |   14.96 |           512 |            0 |              | prefill tok/s       |  91.24 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | ik_llama.cpp | December 2024, -rtr 1 | f16    |   14.96 |             0 |              |          128 | decode tok/s a user |   7.89 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | llama.cpp    | b4384 (14b699ec)      | q8_0   |    7.95 |           512 |            0 |              | prefill tok/s       |  54.54 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | llama.cpp    | b4384 (14b699ec)      | q8_0   |    7.95 |             0 |              |          128 | decode tok/s a user |  14.04 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | ik_llama.cpp | December 2024, -rtr 1 | q8_0   |    7.95 |           512 |            0 |              | prefill tok/s       |  129.7 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | ik_llama.cpp | December 2024, -rtr 1 | q8_0   |    7.95 |             0 |              |          128 | decode tok/s a user |  14.29 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | llama.cpp    | b4384 (14b699ec)      | q4_0   |    4.35 |           512 |            0 |              | prefill tok/s       | 114.63 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | llama.cpp    | b4384 (14b699ec)      | q4_0   |    4.35 |             0 |              |          128 | decode tok/s a user |  23.89 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | ik_llama.cpp | December 2024, -rtr 1 | q4_0   |    4.35 |           512 |            0 |              | prefill tok/s       | 122.52 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | ik_llama.cpp | December 2024, -rtr 1 | q4_0   |    4.35 |             0 |              |          128 | decode tok/s a user |  23.43 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | llama.cpp    | b4384 (14b699ec)      | q4_k_s |    4.36 |           512 |            0 |              | prefill tok/s       |   43.3 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | llama.cpp    | b4384 (14b699ec)      | q4_k_s |    4.36 |             0 |              |          128 | decode tok/s a user |  17.55 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | ik_llama.cpp | December 2024, -rtr 1 | q4_k_s |    4.36 |           512 |            0 |              | prefill tok/s       | 126.53 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | ik_llama.cpp | December 2024, -rtr 1 | q4_k_s |    4.36 |             0 |              |          128 | decode tok/s a user |  22.49 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | llama.cpp    | b4384 (14b699ec)      | q6_k   |    6.14 |           512 |            0 |              | prefill tok/s       |  26.73 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | llama.cpp    | b4384 (14b699ec)      | q6_k   |    6.14 |             0 |              |          128 | decode tok/s a user |  11.62 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | ik_llama.cpp | December 2024, -rtr 1 | q6_k   |    6.14 |           512 |            0 |              | prefill tok/s       | 106.15 | CPU, 8 threads prefill, 3 or 4 decode
m2-max-cpu  | ik_llama.cpp | December 2024, -rtr 1 | q6_k   |    6.14 |             0 |              |          128 | decode tok/s a user |  14.86 | CPU, 8 threads prefill, 3 or 4 decode
`,
);

/** Larger models on CPUs. */
export const cpus: readonly PublishedRow[] = [
  ...table(
    {
      model: "Qwen/Qwen3-30B-A3B",
      hardware: "ryzen-7950x",
      accelerators: 1,
      version: "2025-04-29",
      format: "iq4_xs",
      fileGiB: 15.4,
      kvDtype: "q8_0",
      concurrency: 1,
      date: "2025-04-29",
      use: "calibration",
      source: "https://github.com/ikawrakow/ik_llama.cpp/discussions/357",
      note: "CPU, 16 threads; experts IQ4_XS, attention Q5_K, output Q6_K",
    },
    `
engine       | contextTokens | cachedTokens | outputTokens | measure             |  value
llama.cpp    |           512 |            0 |              | prefill tok/s       | 141.84
llama.cpp    |             0 |              |          128 | decode tok/s a user |  25.26
llama.cpp    |          4608 |         4096 |              | prefill tok/s       |  84.78
llama.cpp    |          4096 |              |          128 | decode tok/s a user |  20.46
llama.cpp    |          8704 |         8192 |              | prefill tok/s       |  60.32
llama.cpp    |          8192 |              |          128 | decode tok/s a user |  16.44
ik_llama.cpp |           512 |            0 |              | prefill tok/s       | 474.34
ik_llama.cpp |             0 |              |          128 | decode tok/s a user |  26.35
ik_llama.cpp |          4608 |         4096 |              | prefill tok/s       |  309.5
ik_llama.cpp |          4096 |              |          128 | decode tok/s a user |  23.18
ik_llama.cpp |          8704 |         8192 |              | prefill tok/s       | 224.44
ik_llama.cpp |          8192 |              |          128 | decode tok/s a user |  21.19
ik_llama.cpp |         16384 |        15872 |              | prefill tok/s       | 148.68
ik_llama.cpp |         15872 |              |          128 | decode tok/s a user |     18
`,
  ),
  ...table(
    {
      model: "deepseek-ai/DeepSeek-R1",
      hardware: "xeon-6980p",
      accelerators: 1,
      engine: "ik_llama.cpp",
      version: "3596 (f2fb15de)",
      format: "q4_k_m",
      fileGiB: 376.65,
      contextTokens: 512,
      cachedTokens: 0,
      concurrency: 1,
      measure: "prefill tok/s",
      date: "2025-03-16",
      use: "calibration",
      source: "https://github.com/ikawrakow/ik_llama.cpp/pull/259",
      note: "CPU, one socket, 64 threads",
    },
    `
value
93.08
`,
  ),
  ...table(
    {
      model: "google/gemma-4-26B-A4B",
      hardware: "2x-xeon-e5-2697a-v4",
      accelerators: 1,
      engine: "llama.cpp",
      format: "bf16",
      fileGiB: 47.02,
      concurrency: 1,
      date: "2026-07-24",
      use: "calibration",
      source: "https://github.com/ikawrakow/ik_llama.cpp/issues/2175",
      note: "CPU, 64 threads, NUMA interleave",
    },
    `
contextTokens | cachedTokens | outputTokens | measure             |  value
          512 |            0 |              | prefill tok/s       | 115.07
            0 |              |          128 | decode tok/s a user |   7.45
`,
  ),
];
