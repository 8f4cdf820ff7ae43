import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** One tester, many cards, a short prompt. */
export const ollama: readonly PublishedRow[] = table(
  {
    accelerators: 1,
    engine: "ollama (llama.cpp)",
    contextTokens: 0,
    concurrency: 1,
    measure: "decode tok/s a user",
    date: "2025-12-18",
    use: "held back",
    source:
      "https://github.com/geerlingguy/ai-benchmarks/blob/bdf94413f5f273c985c164ac0abfafa312c4390f/README.md",
  },
  `
model                         | hardware          | format |  value | note
Qwen/Qwen2.5-14B              | rtx-4090          | q4_k_m |  92.49 | deepseek-r1:14b, short story prompt
Qwen/Qwen2.5-14B              | rtx-3080-ti       | q4_k_m |  70.74 | deepseek-r1:14b, short story prompt
Qwen/Qwen2.5-14B              | r9700             | q4_k_m |  53.72 | deepseek-r1:14b, short story prompt
Qwen/Qwen2.5-14B              | m3-ultra          | q4_k_m |  51.85 | deepseek-r1:14b, short story prompt
Qwen/Qwen2.5-14B              | rtx-4070-ti       | q4_k_m |  49.74 | deepseek-r1:14b, short story prompt
Qwen/Qwen2.5-14B              | rtx-2080-ti       | q4_k_m |  45.06 | deepseek-r1:14b, short story prompt
Qwen/Qwen2.5-14B              | m1-ultra-48       | q4_k_m |  35.89 | deepseek-r1:14b, short story prompt
Qwen/Qwen2.5-14B              | rtx-3060          | q4_k_m |  29.77 | deepseek-r1:14b, short story prompt
Qwen/Qwen2.5-14B              | dgx-spark         | q4_k_m |  23.92 | deepseek-r1:14b, short story prompt
openai/gpt-oss-20b            | rtx-4090          | mxfp4  | 279.65 | gpt-oss:20b, short story prompt
openai/gpt-oss-20b            | r9700             | mxfp4  | 163.26 | gpt-oss:20b, short story prompt
openai/gpt-oss-20b            | rtx-4070-ti       | mxfp4  | 163.14 | gpt-oss:20b, short story prompt
openai/gpt-oss-20b            | m3-ultra          | mxfp4  | 115.29 | gpt-oss:20b, short story prompt
openai/gpt-oss-20b            | rtx-a4000         | mxfp4  |  93.55 | gpt-oss:20b, short story prompt
openai/gpt-oss-20b            | dgx-spark         | mxfp4  |  87.97 | gpt-oss:20b, short story prompt
openai/gpt-oss-20b            | rtx-3060          | mxfp4  |  83.96 | gpt-oss:20b, short story prompt
meta-llama/Llama-3.2-3B       | rtx-4090          | q4_k_m | 334.67 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | rtx-5090          | q4_k_m |  271.4 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | rtx-3080-ti       | q4_k_m | 263.24 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | rtx-4080          | q4_k_m | 204.45 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | rtx-4070-ti-super | q4_k_m | 198.95 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | rtx-4070-ti       | q4_k_m | 196.15 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | r9700             | q4_k_m | 195.91 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | rtx-2080-ti       | q4_k_m | 180.38 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | rtx-4070          | q4_k_m | 160.72 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | m3-ultra          | q4_k_m |  154.6 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | rtx-a4000         | q4_k_m | 149.44 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | rx-7900-xt        | q4_k_m |  131.2 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | rtx-3060          | q4_k_m | 122.85 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | m1-ultra-48       | q4_k_m | 108.67 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | dgx-spark         | q4_k_m |  97.93 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | strix-halo        | q4_k_m |  88.14 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | m1-max            | q4_k_m |  59.38 | llama3.2:3b, short story prompt
meta-llama/Llama-3.2-3B       | m4                | q4_k_m |  41.31 | llama3.2:3b, short story prompt
meta-llama/Meta-Llama-3.1-70B | m3-ultra          | q4_k_m |  14.08 | llama3.1:70b, short story prompt
meta-llama/Meta-Llama-3.1-70B | m1-max            | q4_k_m |   7.25 | llama3.1:70b, short story prompt
meta-llama/Meta-Llama-3.1-70B | dgx-spark         | q4_k_m |   4.71 | llama3.1:70b, short story prompt
`,
);

/** What users of localmaxxing sent in. `contextTokens` of decode is the length of their prompt. */
export const community: readonly PublishedRow[] = table(
  {
    accelerators: 1,
    engine: "llama.cpp",
    concurrency: 1,
    date: "2026-08-10",
    use: "held back",
    source: "https://github.com/AlexsJones/llmfit/blob/67f40d4/llmfit-core/data/benchmark_cache.json",
  },
  `
model                                      | hardware | format | contextTokens | cachedTokens | outputTokens | measure             |   value | note
meta-llama/Llama-3.2-3B                    | m1-max   | bf16   |           512 |            0 |              | prefill tok/s       |    1219 | b9535
meta-llama/Llama-3.2-3B                    | m1-max   | bf16   |             0 |              |          128 | decode tok/s a user |   50.92 | b9535
Qwen/Qwen3.6-27B                           | m4-pro   | q4_k_m |           512 |            0 |              | prefill tok/s       |   122.6 | b9820, Qwen3.6-27B UD-Q4_K_XL
Qwen/Qwen3.6-27B                           | m4-pro   | q4_k_m |             0 |              |          128 | decode tok/s a user |   11.99 | b9820, Qwen3.6-27B UD-Q4_K_XL
Qwen/Qwen3.6-35B-A3B                       | m4-pro   | q4_k_m |           512 |            0 |              | prefill tok/s       |   741.3 | b9820, Qwen3.6-35B-A3B UD-Q4_K_XL
Qwen/Qwen3.6-35B-A3B                       | m4-pro   | q4_k_m |             0 |              |          128 | decode tok/s a user |   47.12 | b9820, Qwen3.6-35B-A3B UD-Q4_K_XL
meta-llama/Llama-3.2-3B                    | rtx-3060 | q4_k_m |           512 |            0 |              | prefill tok/s       |  4321.8 | 2026-07-24
meta-llama/Llama-3.2-3B                    | rtx-3060 | q4_k_m |             0 |              |          128 | decode tok/s a user |  128.08 | 2026-07-24
meta-llama/Llama-3.2-3B                    | rtx-3060 | q4_k_m |          2048 |            0 |              | prefill tok/s       |  4323.4 | 2026-07-24
meta-llama/Llama-3.2-3B                    | rtx-3060 | q4_k_m |          2048 |              |          128 | decode tok/s a user |  119.59 | 2026-07-24
meta-llama/Llama-3.2-3B                    | rtx-3060 | q4_k_m |          4096 |            0 |              | prefill tok/s       |  4041.8 | 2026-07-24
meta-llama/Llama-3.2-3B                    | rtx-3060 | q4_k_m |          4096 |              |          128 | decode tok/s a user |  110.82 | 2026-07-24
Qwen/Qwen3-1.7B                            | rtx-3060 | q4_k_m |           512 |            0 |              | prefill tok/s       |  7368.1 | 2026-07-23
Qwen/Qwen3-1.7B                            | rtx-3060 | q4_k_m |             0 |              |          128 | decode tok/s a user |  200.15 | 2026-07-23
Qwen/Qwen3-1.7B                            | rtx-3060 | q4_k_m |          2048 |            0 |              | prefill tok/s       |  7409.9 | 2026-07-23
Qwen/Qwen3-1.7B                            | rtx-3060 | q4_k_m |          2048 |              |          128 | decode tok/s a user |  180.44 | 2026-07-23
Qwen/Qwen3-1.7B                            | rtx-3060 | q4_k_m |          4096 |            0 |              | prefill tok/s       |  6954.8 | 2026-07-23
Qwen/Qwen3-1.7B                            | rtx-3060 | q4_k_m |          4096 |              |          128 | decode tok/s a user |  160.64 | 2026-07-23
Qwen/Qwen3-1.7B                            | rtx-3060 | q4_k_m |          8192 |            0 |              | prefill tok/s       |  6161.9 | 2026-07-23
Qwen/Qwen3-1.7B                            | rtx-3060 | q4_k_m |          8192 |              |          128 | decode tok/s a user |  131.05 | 2026-07-23
google/gemma-3-4b-it                       | rtx-3060 | q4_k_m |          4096 |            0 |              | prefill tok/s       |  3890.7 | b9775
google/gemma-3-4b-it                       | rtx-3060 | q4_k_m |          4096 |              |          128 | decode tok/s a user |   97.01 | b9775
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |           512 |            0 |              | prefill tok/s       |  4107.1 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |             0 |              |          128 | decode tok/s a user |   152.8 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |          2048 |            0 |              | prefill tok/s       |  3924.3 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |          2048 |              |          128 | decode tok/s a user |  147.72 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |          8192 |            0 |              | prefill tok/s       |  3728.6 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |          8192 |              |          128 | decode tok/s a user |  143.27 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |         16384 |            0 |              | prefill tok/s       |  3461.2 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |         16384 |              |          128 | decode tok/s a user |  138.31 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |         32768 |            0 |              | prefill tok/s       |  3051.3 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |         32768 |              |          128 | decode tok/s a user |  129.81 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |         65536 |            0 |              | prefill tok/s       |  2485.8 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |         65536 |              |          128 | decode tok/s a user |  116.48 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |         98304 |            0 |              | prefill tok/s       |  2080.8 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
google/gemma-4-26B-A4B                     | rtx-3090 | q4_k_m |         98304 |              |          128 | decode tok/s a user |  106.12 | gemma-4-26B-A4B-it-qat UD-Q4_K_XL, 2026-07
Qwen/Qwen3.5-35B-A3B                       | rtx-3090 | q4_k_m |           512 |            0 |              | prefill tok/s       |  2918.2 | Tess-4-35B-A3B (a tuned Qwen3.5-35B-A3B), 2026-07-22
Qwen/Qwen3.5-35B-A3B                       | rtx-3090 | q4_k_m |             0 |              |          128 | decode tok/s a user |  155.12 | Tess-4-35B-A3B (a tuned Qwen3.5-35B-A3B), 2026-07-22
Qwen/Qwen3.5-35B-A3B                       | rtx-3090 | q4_k_m |          2048 |            0 |              | prefill tok/s       |  2860.7 | Tess-4-35B-A3B (a tuned Qwen3.5-35B-A3B), 2026-07-22
Qwen/Qwen3.5-35B-A3B                       | rtx-3090 | q4_k_m |          2048 |              |          128 | decode tok/s a user |   153.3 | Tess-4-35B-A3B (a tuned Qwen3.5-35B-A3B), 2026-07-22
Qwen/Qwen3.5-35B-A3B                       | rtx-3090 | q4_k_m |          8192 |            0 |              | prefill tok/s       |  2759.4 | Tess-4-35B-A3B (a tuned Qwen3.5-35B-A3B), 2026-07-22
Qwen/Qwen3.5-35B-A3B                       | rtx-3090 | q4_k_m |          8192 |              |          128 | decode tok/s a user |  148.78 | Tess-4-35B-A3B (a tuned Qwen3.5-35B-A3B), 2026-07-22
Qwen/Qwen3.5-35B-A3B                       | rtx-3090 | q4_k_m |         16384 |            0 |              | prefill tok/s       |  2653.2 | Tess-4-35B-A3B (a tuned Qwen3.5-35B-A3B), 2026-07-22
Qwen/Qwen3.5-35B-A3B                       | rtx-3090 | q4_k_m |         16384 |              |          128 | decode tok/s a user |  144.12 | Tess-4-35B-A3B (a tuned Qwen3.5-35B-A3B), 2026-07-22
Qwen/Qwen3.5-35B-A3B                       | rtx-3090 | q4_k_m |         32768 |            0 |              | prefill tok/s       |  2466.1 | Tess-4-35B-A3B (a tuned Qwen3.5-35B-A3B), 2026-07-22
Qwen/Qwen3.5-35B-A3B                       | rtx-3090 | q4_k_m |         32768 |              |          128 | decode tok/s a user |  134.92 | Tess-4-35B-A3B (a tuned Qwen3.5-35B-A3B), 2026-07-22
openai/gpt-oss-20b                         | rtx-3090 | q4_k_m |          1024 |            0 |              | prefill tok/s       |  4940.8 | gpt-oss-20b Q4_K_M file: experts stay MXFP4
openai/gpt-oss-20b                         | rtx-3090 | q4_k_m |          1024 |              |          128 | decode tok/s a user |   180.4 | gpt-oss-20b Q4_K_M file: experts stay MXFP4
meta-llama/Meta-Llama-3-8B                 | rtx-5080 | q4_0   |           512 |            0 |              | prefill tok/s       |  8429.6 | 2026-06-29
meta-llama/Meta-Llama-3-8B                 | rtx-5080 | q4_0   |             0 |              |          128 | decode tok/s a user |  148.35 | 2026-06-29
openai/gpt-oss-20b                         | rtx-5080 | mxfp4  |           512 |            0 |              | prefill tok/s       | 10586.3 | labelled Q8_0: experts stay MXFP4, 2026-06-29
openai/gpt-oss-20b                         | rtx-5080 | mxfp4  |             0 |              |          128 | decode tok/s a user |  222.39 | labelled Q8_0: experts stay MXFP4, 2026-06-29
meta-llama/Llama-3.2-1B                    | rtx-5080 | q8_0   |           512 |            0 |              | prefill tok/s       | 35896.7 | 2026-06-29
meta-llama/Llama-3.2-1B                    | rtx-5080 | q8_0   |             0 |              |          128 | decode tok/s a user |  448.11 | 2026-06-29
Qwen/Qwen3-8B                              | rtx-5090 | q4_k_m |            72 |              |          512 | decode tok/s a user |   227.1 | b741, server, 512 tokens out
Qwen/Qwen3.6-35B-A3B                       | rtx-5090 | q6_k   |            74 |              |          512 | decode tok/s a user |   219.8 | Qwen3.6-35B-A3B UD-Q6_K, server
Qwen/Qwen3.6-35B-A3B                       | rtx-5090 | q4_k_m |           512 |              |          512 | decode tok/s a user |  230.73 | Qwen3.6-35B-A3B Q4_K_M, b6217
Qwen/Qwen3.6-27B                           | rtx-5090 | q4_k_m |            74 |              |          512 | decode tok/s a user |    70.1 | Qwen3.6-27B Q4_K_M, server
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 | rtx-5090 | q4_k_m |            83 |              |          512 | decode tok/s a user |   313.1 | UD-Q4_K_XL, server
zai-org/GLM-4.7-Flash                      | rtx-5090 | q6_k   |            69 |              |          512 | decode tok/s a user |   175.9 | UD-Q6_K_XL, server
google/gemma-4-31B-it                      | rtx-5090 | q6_k   |            82 |              |          512 | decode tok/s a user |    46.5 | UD-Q6_K_XL, server
Qwen/Qwen3.6-35B-A3B                       | rtx-4090 | q4_k_m |           512 |              |          512 | decode tok/s a user |  165.06 | Qwen3.6-35B-A3B Q4_K_M
Qwen/Qwen3.6-27B                           | rtx-4090 | q4_k_m |           512 |              |          512 | decode tok/s a user |   46.64 | Qwen3.6-27B Q4_K_M, b8818, WSL2
openai/gpt-oss-20b                         | m1-max   | mxfp4  |           512 |            0 |              | prefill tok/s       |  1021.9 | labelled Q8_0: experts stay MXFP4, b9535
openai/gpt-oss-20b                         | m1-max   | mxfp4  |             0 |              |          128 | decode tok/s a user |   83.58 | labelled Q8_0: experts stay MXFP4, b9535
`,
);
