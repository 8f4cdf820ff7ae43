import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** Most output of a saturated server, by lengths of prompt and answer. Held back, but the laboratory is that of 1.0 below. */
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

/** The same tests with version 1.0. `dep`: attention by data parallelism; the page does not give how experts were split. */
export const tensorRtLlm10: readonly PublishedRow[] = table(
  {
    engine: "trtllm",
    version: "1.0",
    concurrency: "as many as fit",
    measure: "output tok/s machine",
    date: "2025",
    use: "calibration",
    source:
      "https://github.com/NVIDIA/TensorRT-LLM/blob/00f37686aa854010d68bcbd0f4ab000221541ca6/docs/source/performance/perf-overview.md",
  },
  `
model                                         | hardware     | accelerators | format | kvDtype | parallelism | contextTokens | outputTokens |  value
meta-llama/Llama-4-Scout-17B-16E-Instruct     | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |           128 |         2048 |  14699
meta-llama/Llama-4-Scout-17B-16E-Instruct     | gb200        |            1 | nvfp4  | fp8     | tp1         |           128 |         2048 |  15238
meta-llama/Llama-4-Scout-17B-16E-Instruct     | h200-sxm     |            4 | fp8    | fp8     | dep4        |           128 |         2048 |  34316
meta-llama/Llama-4-Scout-17B-16E-Instruct     | h100-sxm     |            4 | fp8    | fp8     | dep4        |           128 |         2048 |  15130
meta-llama/Llama-4-Scout-17B-16E-Instruct     | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |          1000 |         1000 |  10591
meta-llama/Llama-4-Scout-17B-16E-Instruct     | gb200        |            1 | nvfp4  | fp8     | tp1         |          1000 |         1000 |   7738
meta-llama/Llama-4-Scout-17B-16E-Instruct     | h200-sxm     |            4 | fp8    | fp8     | dep4        |          1000 |         1000 |  21636
meta-llama/Llama-4-Scout-17B-16E-Instruct     | h100-sxm     |            4 | fp8    | fp8     | dep4        |          1000 |         1000 |  12129
meta-llama/Llama-4-Scout-17B-16E-Instruct     | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |          2048 |          128 |   3137
meta-llama/Llama-4-Scout-17B-16E-Instruct     | gb200        |            1 | nvfp4  | fp8     | tp1         |          2048 |          128 |   3295
meta-llama/Llama-4-Scout-17B-16E-Instruct     | h200-sxm     |            4 | fp8    | fp8     | dep4        |          2048 |          128 |   3699
meta-llama/Llama-4-Scout-17B-16E-Instruct     | h100-sxm     |            4 | fp8    | fp8     | dep4        |          2048 |          128 |   3253
meta-llama/Llama-4-Scout-17B-16E-Instruct     | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |          5000 |          500 |   2937
meta-llama/Llama-4-Scout-17B-16E-Instruct     | gb200        |            1 | nvfp4  | fp8     | tp1         |          5000 |          500 |   3107
meta-llama/Llama-4-Scout-17B-16E-Instruct     | h200-sxm     |            4 | fp8    | fp8     | dep4        |          5000 |          500 |   4605
meta-llama/Llama-4-Scout-17B-16E-Instruct     | h100-sxm     |            4 | fp8    | fp8     | dep4        |          5000 |          500 |   3342
meta-llama/Llama-4-Scout-17B-16E-Instruct     | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |         20000 |         2000 |   1644
meta-llama/Llama-4-Scout-17B-16E-Instruct     | gb200        |            1 | nvfp4  | fp8     | tp1         |         20000 |         2000 |   1767
meta-llama/Llama-4-Scout-17B-16E-Instruct     | h200-sxm     |            4 | fp8    | fp8     | dep4        |         20000 |         2000 |   2105
meta-llama/Llama-3.3-70B-Instruct             | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |           128 |         2048 |   9922
meta-llama/Llama-3.3-70B-Instruct             | gb200        |            1 | nvfp4  | fp8     | tp1         |           128 |         2048 |  11309
meta-llama/Llama-3.3-70B-Instruct             | h200-sxm     |            1 | fp8    | fp8     | tp1         |           128 |         2048 |   4336
meta-llama/Llama-3.3-70B-Instruct             | h100-sxm     |            2 | fp8    | fp8     | tp2         |           128 |         2048 |   6651
meta-llama/Llama-3.3-70B-Instruct             | rtx-pro-6000 |            1 | nvfp4  | fp8     | tp1         |           128 |         2048 |   2422
meta-llama/Llama-3.3-70B-Instruct             | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |          1000 |         1000 |   7007
meta-llama/Llama-3.3-70B-Instruct             | gb200        |            1 | nvfp4  | fp8     | tp1         |          1000 |         1000 |   7326
meta-llama/Llama-3.3-70B-Instruct             | h200-sxm     |            1 | fp8    | fp8     | tp1         |          1000 |         1000 |   2909
meta-llama/Llama-3.3-70B-Instruct             | h100-sxm     |            2 | fp8    | fp8     | tp2         |          1000 |         1000 |   4205
meta-llama/Llama-3.3-70B-Instruct             | rtx-pro-6000 |            1 | nvfp4  | fp8     | tp1         |          1000 |         1000 |   1787
meta-llama/Llama-3.3-70B-Instruct             | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |          2048 |          128 |   1339
meta-llama/Llama-3.3-70B-Instruct             | gb200        |            1 | nvfp4  | fp8     | tp1         |          2048 |          128 |   1450
meta-llama/Llama-3.3-70B-Instruct             | h200-sxm     |            1 | fp8    | fp8     | tp1         |          2048 |          128 |    442
meta-llama/Llama-3.3-70B-Instruct             | h100-sxm     |            2 | fp8    | fp8     | tp2         |          2048 |          128 |    762
meta-llama/Llama-3.3-70B-Instruct             | rtx-pro-6000 |            1 | nvfp4  | fp8     | tp1         |          2048 |          128 |    393
meta-llama/Llama-3.3-70B-Instruct             | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |          5000 |          500 |   1459
meta-llama/Llama-3.3-70B-Instruct             | gb200        |            1 | nvfp4  | fp8     | tp1         |          5000 |          500 |   1602
meta-llama/Llama-3.3-70B-Instruct             | h200-sxm     |            1 | fp8    | fp8     | tp1         |          5000 |          500 |    566
meta-llama/Llama-3.3-70B-Instruct             | h100-sxm     |            2 | fp8    | fp8     | tp2         |          5000 |          500 |    898
meta-llama/Llama-3.3-70B-Instruct             | rtx-pro-6000 |            1 | nvfp4  | fp8     | tp1         |          5000 |          500 |    401
meta-llama/Llama-3.3-70B-Instruct             | b200-sxm     |            1 | nvfp4  | fp8     | tp1         |         20000 |         2000 |    665
meta-llama/Llama-3.3-70B-Instruct             | gb200        |            1 | nvfp4  | fp8     | tp1         |         20000 |         2000 |    755
meta-llama/Llama-3.3-70B-Instruct             | h200-sxm     |            1 | fp8    | fp8     | tp1         |         20000 |         2000 |    283
meta-llama/Llama-3.3-70B-Instruct             | h100-sxm     |            2 | fp8    | fp8     | tp2         |         20000 |         2000 |    437
meta-llama/Llama-3.3-70B-Instruct             | rtx-pro-6000 |            1 | nvfp4  | fp8     | tp1         |         20000 |         2000 |    142
Qwen/Qwen3-235B-A22B                          | b200-sxm     |            8 | nvfp4  |         | dep8        |           128 |         2048 |  66057
Qwen/Qwen3-235B-A22B                          | h200-sxm     |            8 | fp8    |         | dep8        |           128 |         2048 |  42821
Qwen/Qwen3-235B-A22B                          | h100-sxm     |            8 | fp8    |         | dep8        |           128 |         2048 |  19658
Qwen/Qwen3-235B-A22B                          | b200-sxm     |            8 | nvfp4  |         | dep8        |          1000 |         1000 |  42391
Qwen/Qwen3-235B-A22B                          | h200-sxm     |            8 | fp8    |         | dep8        |          1000 |         1000 |  23789
Qwen/Qwen3-235B-A22B                          | h100-sxm     |            8 | fp8    |         | dep8        |          1000 |         1000 |  14898
Qwen/Qwen3-235B-A22B                          | b200-sxm     |            8 | nvfp4  |         | dep8        |          2048 |          128 |   7329
Qwen/Qwen3-235B-A22B                          | h200-sxm     |            8 | fp8    |         | dep8        |          2048 |          128 |   3331
Qwen/Qwen3-235B-A22B                          | b200-sxm     |            8 | nvfp4  |         | dep8        |          5000 |          500 |   8190
Qwen/Qwen3-235B-A22B                          | h200-sxm     |            8 | fp8    |         | dep8        |          5000 |          500 |   3623
Qwen/Qwen3-235B-A22B                          | h100-sxm     |            8 | fp8    |         | dep8        |          5000 |          500 |   3225
Qwen/Qwen3-235B-A22B                          | b200-sxm     |            8 | nvfp4  |         | dep8        |         20000 |         2000 |   4453
Qwen/Qwen3-235B-A22B                          | h200-sxm     |            8 | fp8    |         | dep8        |         20000 |         2000 |   1876
Qwen/Qwen3-30B-A3B                            | b200-sxm     |            1 | nvfp4  |         | tp1         |           128 |         2048 |  37844
Qwen/Qwen3-30B-A3B                            | gb200        |            1 | nvfp4  |         | tp1         |           128 |         2048 |  31311
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            1 | nvfp4  |         | tp1         |           128 |         2048 |  12540
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            2 | nvfp4  |         | dep2        |           128 |         2048 |  22744
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            4 | nvfp4  |         | dep4        |           128 |         2048 |  35715
Qwen/Qwen3-30B-A3B                            | b200-sxm     |            1 | nvfp4  |         | tp1         |          1000 |         1000 |  25828
Qwen/Qwen3-30B-A3B                            | gb200        |            1 | nvfp4  |         | tp1         |          1000 |         1000 |  17481
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            1 | nvfp4  |         | tp1         |          1000 |         1000 |   9910
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            2 | nvfp4  |         | dep2        |          1000 |         1000 |  16431
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            4 | nvfp4  |         | dep4        |          1000 |         1000 |  24046
Qwen/Qwen3-30B-A3B                            | b200-sxm     |            1 | nvfp4  |         | tp1         |          2048 |          128 |   6251
Qwen/Qwen3-30B-A3B                            | gb200        |            1 | nvfp4  |         | tp1         |          2048 |          128 |   6595
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            1 | nvfp4  |         | tp1         |          2048 |          128 |   3257
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            2 | nvfp4  |         | dep2        |          2048 |          128 |   3785
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            4 | nvfp4  |         | dep4        |          2048 |          128 |   4311
Qwen/Qwen3-30B-A3B                            | b200-sxm     |            1 | nvfp4  |         | tp1         |          5000 |          500 |   6142
Qwen/Qwen3-30B-A3B                            | gb200        |            1 | nvfp4  |         | tp1         |          5000 |          500 |   5908
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            1 | nvfp4  |         | tp1         |          5000 |          500 |   2530
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            2 | nvfp4  |         | dep2        |          5000 |          500 |   3799
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            4 | nvfp4  |         | dep4        |          5000 |          500 |   5212
Qwen/Qwen3-30B-A3B                            | b200-sxm     |            1 | nvfp4  |         | tp1         |         20000 |         2000 |   2944
Qwen/Qwen3-30B-A3B                            | gb200        |            1 | nvfp4  |         | tp1         |         20000 |         2000 |   3203
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            1 | nvfp4  |         | tp1         |         20000 |         2000 |    871
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            2 | nvfp4  |         | dep2        |         20000 |         2000 |   1558
Qwen/Qwen3-30B-A3B                            | rtx-pro-6000 |            4 | nvfp4  |         | dep4        |         20000 |         2000 |   2551
meta-llama/Llama-4-Maverick-17B-128E-Instruct | b200-sxm     |            8 | nvfp4  | fp8     | dep8        |           128 |         2048 | 112676
meta-llama/Llama-4-Maverick-17B-128E-Instruct | h200-sxm     |            8 | fp8    | fp8     | dep8        |           128 |         2048 |  40572
meta-llama/Llama-4-Maverick-17B-128E-Instruct | h100-sxm     |            8 | fp8    | fp8     | dep8        |           128 |         2048 |  10829
meta-llama/Llama-4-Maverick-17B-128E-Instruct | b200-sxm     |            8 | nvfp4  | fp8     | dep8        |          1000 |         1000 |  79617
meta-llama/Llama-4-Maverick-17B-128E-Instruct | h200-sxm     |            8 | fp8    | fp8     | dep8        |          1000 |         1000 |  31782
meta-llama/Llama-4-Maverick-17B-128E-Instruct | h100-sxm     |            8 | fp8    | fp8     | dep8        |          1000 |         1000 |   9677
meta-llama/Llama-4-Maverick-17B-128E-Instruct | b200-sxm     |            8 | nvfp4  | fp8     | dep8        |          2048 |          128 |  18088
meta-llama/Llama-4-Maverick-17B-128E-Instruct | h200-sxm     |            8 | fp8    | fp8     | dep8        |          2048 |          128 |   7307
meta-llama/Llama-4-Maverick-17B-128E-Instruct | h200-sxm     |            8 | fp8    | fp8     | dep8        |          5000 |          500 |   8456
meta-llama/Llama-4-Maverick-17B-128E-Instruct | h100-sxm     |            8 | fp8    | fp8     | dep8        |          5000 |          500 |   3457
meta-llama/Llama-4-Maverick-17B-128E-Instruct | b200-sxm     |            8 | nvfp4  | fp8     | dep8        |         20000 |         2000 |  12678
meta-llama/Llama-4-Maverick-17B-128E-Instruct | h200-sxm     |            8 | fp8    | fp8     | dep8        |         20000 |         2000 |   4106
meta-llama/Meta-Llama-3.1-405B                | b200-sxm     |            4 | nvfp4  | fp8     | tp4         |           128 |         2048 |   8020
meta-llama/Meta-Llama-3.1-405B                | gb200        |            4 | nvfp4  | fp8     | tp4         |           128 |         2048 |   8151
meta-llama/Meta-Llama-3.1-405B                | h200-sxm     |            8 | fp8    | fp8     | tp8         |           128 |         2048 |   5348
meta-llama/Meta-Llama-3.1-405B                | h100-sxm     |            8 | fp8    | fp8     | tp8         |           128 |         2048 |   4340
meta-llama/Meta-Llama-3.1-405B                | b200-sxm     |            4 | nvfp4  | fp8     | tp4         |          1000 |         1000 |   5209
meta-llama/Meta-Llama-3.1-405B                | gb200        |            4 | nvfp4  | fp8     | tp4         |          1000 |         1000 |   5389
meta-llama/Meta-Llama-3.1-405B                | h200-sxm     |            8 | fp8    | fp8     | tp8         |          1000 |         1000 |   3330
meta-llama/Meta-Llama-3.1-405B                | h100-sxm     |            8 | fp8    | fp8     | tp8         |          1000 |         1000 |   2919
meta-llama/Meta-Llama-3.1-405B                | b200-sxm     |            4 | nvfp4  | fp8     | tp4         |          2048 |          128 |    749
meta-llama/Meta-Llama-3.1-405B                | gb200        |            4 | nvfp4  | fp8     | tp4         |          2048 |          128 |    797
meta-llama/Meta-Llama-3.1-405B                | h200-sxm     |            8 | fp8    | fp8     | tp8         |          2048 |          128 |    456
meta-llama/Meta-Llama-3.1-405B                | h100-sxm     |            8 | fp8    | fp8     | tp8         |          2048 |          128 |    453
meta-llama/Meta-Llama-3.1-405B                | b200-sxm     |            4 | nvfp4  | fp8     | tp4         |          5000 |          500 |   1048
meta-llama/Meta-Llama-3.1-405B                | gb200        |            4 | nvfp4  | fp8     | tp4         |          5000 |          500 |   1112
meta-llama/Meta-Llama-3.1-405B                | h200-sxm     |            8 | fp8    | fp8     | tp8         |          5000 |          500 |    650
meta-llama/Meta-Llama-3.1-405B                | h100-sxm     |            8 | fp8    | fp8     | tp8         |          5000 |          500 |    610
meta-llama/Meta-Llama-3.1-405B                | b200-sxm     |            4 | nvfp4  | fp8     | tp4         |         20000 |         2000 |    672
meta-llama/Meta-Llama-3.1-405B                | gb200        |            4 | nvfp4  | fp8     | tp4         |         20000 |         2000 |    739
meta-llama/Meta-Llama-3.1-405B                | h200-sxm     |            8 | fp8    | fp8     | tp8         |         20000 |         2000 |    505
meta-llama/Meta-Llama-3.1-405B                | h100-sxm     |            8 | fp8    | fp8     | tp8         |         20000 |         2000 |    345
meta-llama/Meta-Llama-3.1-8B                  | h200-sxm     |            1 | fp8    | fp8     | tp1         |           128 |         2048 |  26221
meta-llama/Meta-Llama-3.1-8B                  | h100-sxm     |            1 | fp8    | fp8     | tp1         |           128 |         2048 |  22714
meta-llama/Meta-Llama-3.1-8B                  | h200-sxm     |            1 | fp8    | fp8     | tp1         |          1000 |         1000 |  17744
meta-llama/Meta-Llama-3.1-8B                  | h100-sxm     |            1 | fp8    | fp8     | tp1         |          1000 |         1000 |  15220
meta-llama/Meta-Llama-3.1-8B                  | h200-sxm     |            1 | fp8    | fp8     | tp1         |          2048 |          128 |   3538
meta-llama/Meta-Llama-3.1-8B                  | h100-sxm     |            1 | fp8    | fp8     | tp1         |          2048 |          128 |   3450
meta-llama/Meta-Llama-3.1-8B                  | h200-sxm     |            1 | fp8    | fp8     | tp1         |          5000 |          500 |   3902
meta-llama/Meta-Llama-3.1-8B                  | h100-sxm     |            1 | fp8    | fp8     | tp1         |          5000 |          500 |   3459
meta-llama/Meta-Llama-3.1-8B                  | h200-sxm     |            1 | fp8    | fp8     | tp1         |         20000 |         2000 |   1804
meta-llama/Meta-Llama-3.1-8B                  | h100-sxm     |            1 | fp8    | fp8     | tp1         |         20000 |         2000 |   1351
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
