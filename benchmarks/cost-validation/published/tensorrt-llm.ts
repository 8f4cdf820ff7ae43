import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** Most output of a saturated server, by lengths of prompt and answer. */
export const tensorRtLlm11: readonly PublishedRow[] = table(
  {
    engine: "trtllm",
    version: "1.1 (perf-overview at 03e27c7)",
    concurrency: "as many as fit",
    measure: "output tok/s machine",
    date: "2025-12",
    use: "held back",
    source:
      "https://github.com/NVIDIA/TensorRT-LLM/blob/03e27c7d5ff0c6e89f8328838c0a8e64f1b34f9d/docs/source/developer-guide/perf-overview.md",
    note: "published a GPU",
  },
  `
model                                         | hardware     | accelerators | format | kvDtype | parallelism | contextTokens | outputTokens | value
deepseek-ai/DeepSeek-R1                       | b200-sxm     |            4 | nvfp4  | fp8     | dep4        |          1024 |         1024 | 25720
deepseek-ai/DeepSeek-R1                       | b200-sxm     |            4 | nvfp4  | fp8     | dep4        |          1024 |         8192 | 15448
deepseek-ai/DeepSeek-R1                       | b200-sxm     |            4 | nvfp4  | fp8     | dep4        |          8192 |         1024 |  4672
openai/gpt-oss-120b                           | b200-sxm     |            2 | mxfp4  | fp8     | dep2        |          1024 |         1024 | 51740
openai/gpt-oss-120b                           | b200-sxm     |            2 | mxfp4  | fp8     | dep2        |          1024 |         8192 | 34578
openai/gpt-oss-120b                           | b200-sxm     |            2 | mxfp4  | fp8     | dep2        |          8192 |         1024 | 12222
openai/gpt-oss-120b                           | b200-sxm     |            2 | mxfp4  | fp8     | dep2        |         32768 |         1024 |  2784
openai/gpt-oss-120b                           | h200-sxm     |            1 | mxfp4  |         | tp1         |          1024 |         1024 |  6798
openai/gpt-oss-120b                           | h200-sxm     |            1 | mxfp4  |         | tp1         |          1024 |         8192 |  3543
openai/gpt-oss-120b                           | h200-sxm     |            1 | mxfp4  |         | tp1         |          8192 |         1024 |  1828
openai/gpt-oss-120b                           | h200-sxm     |            1 | mxfp4  |         | tp1         |         32768 |         1024 |   519
openai/gpt-oss-120b                           | h100-sxm     |            4 | mxfp4  |         | dep4        |          1024 |         1024 | 18860
openai/gpt-oss-120b                           | h100-sxm     |            4 | mxfp4  |         | dep4        |          8192 |         1024 |  4676
openai/gpt-oss-120b                           | h100-sxm     |            4 | mxfp4  |         | dep4        |         32768 |         1024 |  1332
openai/gpt-oss-20b                            | b200-sxm     |            1 | mxfp4  | fp8     | tp1         |          1024 |         1024 | 53491
openai/gpt-oss-20b                            | b200-sxm     |            1 | mxfp4  | fp8     | tp1         |          1024 |         8192 | 34702
openai/gpt-oss-20b                            | b200-sxm     |            1 | mxfp4  | fp8     | tp1         |          8192 |         1024 | 11904
openai/gpt-oss-20b                            | b200-sxm     |            1 | mxfp4  | fp8     | tp1         |         32768 |         1024 |  2645
openai/gpt-oss-20b                            | h200-sxm     |            1 | mxfp4  |         | tp1         |          1024 |         1024 | 13890
openai/gpt-oss-20b                            | h200-sxm     |            1 | mxfp4  |         | tp1         |          1024 |         8192 | 12743
openai/gpt-oss-20b                            | h200-sxm     |            1 | mxfp4  |         | tp1         |          8192 |         1024 |  4015
openai/gpt-oss-20b                            | h200-sxm     |            1 | mxfp4  |         | tp1         |         32768 |         1024 |   915
openai/gpt-oss-20b                            | h100-sxm     |            1 | mxfp4  |         | tp1         |          1024 |         1024 | 11403
openai/gpt-oss-20b                            | h100-sxm     |            1 | mxfp4  |         | tp1         |          1024 |         8192 |  8617
openai/gpt-oss-20b                            | h100-sxm     |            1 | mxfp4  |         | tp1         |          8192 |         1024 |  3366
openai/gpt-oss-20b                            | h100-sxm     |            1 | mxfp4  |         | tp1         |         32768 |         1024 |   785
meta-llama/Llama-3.3-70B-Instruct             | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |          1024 |         1024 |  6842
meta-llama/Llama-3.3-70B-Instruct             | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |          1024 |         8192 |  3242
meta-llama/Llama-3.3-70B-Instruct             | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |          8192 |         1024 |  1362
meta-llama/Llama-3.3-70B-Instruct             | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |         32768 |         1024 |   274
meta-llama/Llama-3.3-70B-Instruct             | h200-sxm     |            2 | fp8    | fp8     | tp2         |          1024 |         1024 |  5164
meta-llama/Llama-3.3-70B-Instruct             | h200-sxm     |            2 | fp8    | fp8     | tp2         |          1024 |         8192 |  4018
meta-llama/Llama-3.3-70B-Instruct             | h200-sxm     |            2 | fp8    | fp8     | tp2         |          8192 |         1024 |  1074
meta-llama/Llama-3.3-70B-Instruct             | h200-sxm     |            2 | fp8    | fp8     | tp2         |         32768 |         1024 |   240
meta-llama/Llama-3.3-70B-Instruct             | rtx-pro-6000 |            1 | nvfp4  | fp8     | tp1         |          1024 |         1024 |  1708
meta-llama/Llama-3.3-70B-Instruct             | rtx-pro-6000 |            1 | nvfp4  | fp8     | tp1         |          8192 |         1024 |   296
Qwen/Qwen3-235B-A22B                          | b200-sxm     |            4 | nvfp4  |         | dep4        |          1024 |         1024 | 23024
Qwen/Qwen3-235B-A22B                          | b200-sxm     |            4 | nvfp4  |         | dep4        |          1024 |         8192 | 13556
Qwen/Qwen3-235B-A22B                          | b200-sxm     |            4 | nvfp4  |         | dep4        |          8192 |         1024 |  5640
Qwen/Qwen3-235B-A22B                          | b200-sxm     |            4 | nvfp4  |         | dep4        |         32768 |         1024 |  1276
Qwen/Qwen3-235B-A22B                          | h200-sxm     |            4 | fp8    |         | dep4        |          1024 |         1024 | 13072
Qwen/Qwen3-235B-A22B                          | h200-sxm     |            4 | fp8    |         | dep4        |          1024 |         8192 |  5668
Qwen/Qwen3-235B-A22B                          | h200-sxm     |            4 | fp8    |         | dep4        |          8192 |         1024 |  2508
Qwen/Qwen3-235B-A22B                          | h200-sxm     |            4 | fp8    |         | dep4        |         32768 |         1024 |   536
Qwen/Qwen3-235B-A22B                          | h100-sxm     |            8 | fp8    |         | dep8        |          1024 |         1024 | 15480
Qwen/Qwen3-235B-A22B                          | h100-sxm     |            8 | fp8    |         | dep8        |          1024 |         8192 |  6984
Qwen/Qwen3-30B-A3B                            | b200-sxm     |            1 | nvfp4  |         | tp1         |          1024 |         1024 | 26611
Qwen/Qwen3-30B-A3B                            | b200-sxm     |            1 | nvfp4  |         | tp1         |          1024 |         8192 | 13497
Qwen/Qwen3-30B-A3B                            | b200-sxm     |            1 | nvfp4  |         | tp1         |          8192 |         1024 |  5735
Qwen/Qwen3-30B-A3B                            | b200-sxm     |            1 | nvfp4  |         | tp1         |         32768 |         1024 |  1265
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            1 | nvfp4  |         | tp1         |          1024 |         1024 |  9755
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            1 | nvfp4  |         | tp1         |          1024 |         8192 |  3621
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            1 | nvfp4  |         | tp1         |          8192 |         1024 |  1914
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            1 | nvfp4  |         | tp1         |         32768 |         1024 |   374
meta-llama/Llama-4-Maverick-17B-128E-Instruct | b200-sxm     |            4 | nvfp4  |         | dep4        |          1024 |         1024 | 44908
meta-llama/Llama-4-Maverick-17B-128E-Instruct | b200-sxm     |            4 | nvfp4  |         | dep4        |          1024 |         8192 | 20696
meta-llama/Llama-4-Maverick-17B-128E-Instruct | b200-sxm     |            4 | nvfp4  |         | dep4        |          8192 |         1024 | 13116
meta-llama/Llama-4-Maverick-17B-128E-Instruct | b200-sxm     |            4 | nvfp4  |         | dep4        |         32768 |         1024 |  3436
meta-llama/Llama-4-Maverick-17B-128E-Instruct | h200-sxm     |            8 | fp8    |         | dep8        |          1024 |         1024 | 33440
meta-llama/Llama-4-Maverick-17B-128E-Instruct | h200-sxm     |            8 | fp8    |         | dep8        |          1024 |         8192 |  9256
meta-llama/Llama-4-Maverick-17B-128E-Instruct | h200-sxm     |            8 | fp8    |         | dep8        |          8192 |         1024 | 10208
`,
);

/** Most output of a static batch. First-token times of this page were calibrated on already. */
export const tensorRtLlm05: readonly PublishedRow[] = table(
  {
    engine: "trtllm",
    measure: "output tok/s machine",
    date: "2023-12",
    use: "calibration",
    source:
      "https://github.com/NVIDIA/TensorRT-LLM/blob/138f96d45f90b9667426f7c47297d8c06bafac73/docs/source/performance.md",
  },
  `
model                     | hardware | accelerators | version | format | kvDtype | parallelism | contextTokens | outputTokens | concurrency | value | note
huggyllama/llama-7b       | h100-sxm |            1 | 0.6.1   | fp8    | fp8     | tp1         |           128 |          128 | 768         | 19694 | static batch: prefill and decode together; published a GPU
huggyllama/llama-7b       | h100-sxm |            1 | 0.6.1   | fp8    | fp8     | tp1         |           128 |         2048 | 112         |  6818 | static batch: prefill and decode together; published a GPU
huggyllama/llama-7b       | h100-sxm |            1 | 0.6.1   | fp8    | fp8     | tp1         |          2048 |          128 | 80          |  2244 | static batch: prefill and decode together; published a GPU
huggyllama/llama-7b       | h100-sxm |            1 | 0.6.1   | fp8    | fp8     | tp1         |          2048 |         2048 | 48          |  2740 | static batch: prefill and decode together; published a GPU
meta-llama/Llama-2-70b-hf | h100-sxm |            2 | 0.6.1   | fp8    | fp8     | tp2         |           128 |          128 | 1024        |  5314 | static batch: prefill and decode together; published a GPU
meta-llama/Llama-2-70b-hf | h100-sxm |            4 | 0.6.1   | fp8    | fp8     | tp4         |           128 |         2048 | 480         |  5944 | static batch: prefill and decode together; published a GPU
meta-llama/Llama-2-70b-hf | h100-sxm |            2 | 0.6.1   | fp8    | fp8     | tp2         |          2048 |          128 | 96          |   612 | static batch: prefill and decode together; published a GPU
meta-llama/Llama-2-70b-hf | h100-sxm |            2 | 0.6.1   | fp8    | fp8     | tp2         |          2048 |         2048 | 64          |  1094 | static batch: prefill and decode together; published a GPU
huggyllama/llama-7b       | a100-sxm |            1 | 0.6.1   | f16    |         | tp1         |           128 |          128 | 384         |  5586 | static batch: prefill and decode together
huggyllama/llama-7b       | a100-sxm |            1 | 0.6.1   | f16    |         | tp1         |           128 |         2048 | 60          |  1928 | static batch: prefill and decode together
huggyllama/llama-7b       | a100-sxm |            1 | 0.6.1   | f16    |         | tp1         |          2048 |          128 | 52          |   591 | static batch: prefill and decode together
huggyllama/llama-7b       | l40s     |            1 | 0.5.0   | fp8    | fp8     | tp1         |           128 |          128 | 64          |  3240 | static batch: prefill and decode together
huggyllama/llama-7b       | l40s     |            1 | 0.5.0   | fp8    | fp8     | tp1         |           128 |         2048 | 64          |  1622 | static batch: prefill and decode together
huggyllama/llama-7b       | l40s     |            1 | 0.5.0   | fp8    | fp8     | tp1         |          2048 |          128 | 32          |   581 | static batch: prefill and decode together
huggyllama/llama-7b       | l40s     |            1 | 0.5.0   | fp8    | fp8     | tp1         |          2048 |         2048 | 16          |   531 | static batch: prefill and decode together
`,
);

/** NIM's table by concurrent users. */
export const nim: readonly PublishedRow[] = table(
  {
    model: "meta-llama/Llama-3.3-70B-Instruct",
    hardware: "h100-sxm",
    accelerators: 2,
    engine: "trtllm (NIM)",
    format: "fp8",
    parallelism: "tp2",
    date: "2025-07",
    use: "calibration",
    source: "https://docs.nvidia.com/nim/benchmarking/llm/1.0.0/performance",
  },
  `
version | contextTokens | outputTokens | concurrency | measure              |   value
1.8.0   |          5000 |          500 | 1           | ttft s               | 0.40677
1.8.0   |          5000 |          500 | 1           | tpot s               | 0.01858
1.8.0   |          5000 |          500 | 1           | output tok/s machine |   51.67
1.8.0   |          5000 |          500 | 5           | ttft s               |  0.5467
1.8.0   |          5000 |          500 | 5           | tpot s               | 0.02183
1.8.0   |          5000 |          500 | 5           | output tok/s machine |  218.48
1.8.0   |          5000 |          500 | 25          | ttft s               | 0.68869
1.8.0   |          5000 |          500 | 25          | tpot s               | 0.03875
1.8.0   |          5000 |          500 | 25          | output tok/s machine |   623.4
1.8.0   |          5000 |          500 | 50          | ttft s               | 0.83451
1.8.0   |          5000 |          500 | 50          | tpot s               | 0.05973
1.8.0   |          5000 |          500 | 50          | output tok/s machine |  814.37
1.5.0   |          5000 |          500 | 1           | ttft s               | 0.36811
1.5.0   |          5000 |          500 | 1           | tpot s               | 0.01994
1.5.0   |          5000 |          500 | 1           | output tok/s machine |   48.44
1.5.0   |          5000 |          500 | 5           | ttft s               | 0.44668
1.5.0   |          5000 |          500 | 5           | tpot s               | 0.02389
1.5.0   |          5000 |          500 | 5           | output tok/s machine |  199.17
1.5.0   |          5000 |          500 | 25          | ttft s               | 0.75174
1.5.0   |          5000 |          500 | 25          | tpot s               | 0.04212
1.5.0   |          5000 |          500 | 25          | output tok/s machine |   564.5
1.5.0   |          5000 |          500 | 50          | ttft s               | 1.08313
1.5.0   |          5000 |          500 | 50          | tpot s               | 0.06372
1.5.0   |          5000 |          500 | 50          | output tok/s machine |  738.78
1.8.0   |           500 |         2000 | 1           | ttft s               | 0.04777
1.8.0   |           500 |         2000 | 1           | tpot s               | 0.01891
1.8.0   |           500 |         2000 | 1           | output tok/s machine |   52.85
`,
);
