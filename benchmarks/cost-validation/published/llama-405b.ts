import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** FP8 on eight MI300X, by concurrent users. */
export const mi300xOracle: readonly PublishedRow[] = table(
  {
    model: "meta-llama/Meta-Llama-3.1-405B",
    hardware: "mi300x",
    accelerators: 8,
    engine: "vllm",
    version: "2024, benchmark_latency.py",
    format: "fp8",
    parallelism: "tp8",
    contextTokens: 128,
    outputTokens: 128,
    measure: "output tok/s machine",
    date: "2024-10",
    use: "calibration",
    source: "https://blogs.oracle.com/cloud-infrastructure/serving-llama-31-405b-model-with-amd-mi300x-gpus",
    note: "static batch: prefill and decode together",
  },
  `
concurrency | value
1           |    36
2           |    71
4           |   137
8           |   258
16          |   468
32          |   798
64          |  1184
128         |  1585
256         |  1846
`,
);

/** By batch and by request rate on MI300X and H100. */
export const mi300xAndH100: readonly PublishedRow[] = table(
  {
    model: "meta-llama/Meta-Llama-3.1-405B",
    engine: "vllm",
    version: "0.6.3 to 0.6.4",
    format: "fp8",
    outputTokens: 2048,
    measure: "output tok/s machine",
    date: "2024-11",
    use: "held back",
    source:
      "https://github.com/dstackai/benchmarks/tree/06c957ab51572ca18db9c1f4bb254a9eb86df4d7/comparison/h100sxm5_vs_mi300x/raw_data",
    note: "all requests at once: prefill and decode together",
  },
  `
hardware | accelerators | kvDtype | parallelism | contextTokens | concurrency |   value
mi300x   |            4 | fp8     | tp4         |           128 | 128         | 1340.71
mi300x   |            4 | fp8     | tp4         |          2048 | 128         |  592.26
mi300x   |            4 | fp8     | tp4         |           128 | 16          |  322.83
mi300x   |            4 | fp8     | tp4         |          2048 | 16          |  285.67
mi300x   |            4 | fp8     | tp4         |         32784 | 16          |   62.55
mi300x   |            4 | fp8     | tp4         |           128 | 256         | 1214.71
mi300x   |            4 | fp8     | tp4         |          2048 | 256         |  663.61
mi300x   |            4 | fp8     | tp4         |           128 | 32          |  576.24
mi300x   |            4 | fp8     | tp4         |          2048 | 32          |  473.49
mi300x   |            4 | fp8     | tp4         |         32784 | 32          |   62.52
mi300x   |            4 | fp8     | tp4         |           128 | 4           |   86.99
mi300x   |            4 | fp8     | tp4         |          2048 | 4           |   84.32
mi300x   |            4 | fp8     | tp4         |         32784 | 4           |    51.8
mi300x   |            4 | fp8     | tp4         |           128 | 64          |  957.16
mi300x   |            4 | fp8     | tp4         |          2048 | 64          |  706.35
mi300x   |            4 | fp8     | tp4         |         32784 | 64          |   65.51
mi300x   |            4 | fp8     | tp4         |           128 | 8           |  167.46
mi300x   |            4 | fp8     | tp4         |          2048 | 8           |  158.76
mi300x   |            4 | fp8     | tp4         |         32784 | 8           |   62.43
mi300x   |            8 | fp8     | tp8         |           128 | 128         | 1991.44
mi300x   |            8 | fp8     | tp8         |          2048 | 128         |  1403.1
mi300x   |            8 | fp8     | tp8         |           128 | 16          |  448.47
mi300x   |            8 | fp8     | tp8         |          2048 | 16          |  416.38
mi300x   |            8 | fp8     | tp8         |         32784 | 16          |  146.83
mi300x   |            8 | fp8     | tp8         |           128 | 256         | 2306.71
mi300x   |            8 | fp8     | tp8         |          2048 | 256         |  1567.4
mi300x   |            8 | fp8     | tp8         |           128 | 32          |  802.91
mi300x   |            8 | fp8     | tp8         |          2048 | 32          |  680.14
mi300x   |            8 | fp8     | tp8         |         32784 | 32          |  185.64
mi300x   |            8 | fp8     | tp8         |           128 | 4           |  120.84
mi300x   |            8 | fp8     | tp8         |          2048 | 4           |   119.8
mi300x   |            8 | fp8     | tp8         |         32784 | 4           |   63.35
mi300x   |            8 | fp8     | tp8         |           128 | 64          | 1319.06
mi300x   |            8 | fp8     | tp8         |          2048 | 64          | 1045.59
mi300x   |            8 | fp8     | tp8         |         32784 | 64          |  181.95
mi300x   |            8 | fp8     | tp8         |           128 | 8           |  238.49
mi300x   |            8 | fp8     | tp8         |          2048 | 8           |  232.27
mi300x   |            8 | fp8     | tp8         |         32784 | 8           |  103.66
h100-sxm |            8 |         | tp8         |           128 | 128         | 1221.12
h100-sxm |            8 |         | tp8         |           128 | 16          |  432.16
h100-sxm |            8 |         | tp8         |           128 | 256         | 1311.87
h100-sxm |            8 |         | tp8         |           128 | 32          |  836.24
h100-sxm |            8 |         | tp8         |           128 | 4           |  114.94
h100-sxm |            8 |         | tp8         |           128 | 64          | 1064.32
h100-sxm |            8 |         | tp8         |           128 | 8           |  218.29
h100-sxm |            8 |         | tp8         |          2048 | 128         |  552.74
h100-sxm |            8 |         | tp8         |          2048 | 16          |  390.75
h100-sxm |            8 |         | tp8         |          2048 | 256         |  598.17
h100-sxm |            8 |         | tp8         |          2048 | 32          |  455.56
h100-sxm |            8 |         | tp8         |          2048 | 4           |   112.2
h100-sxm |            8 |         | tp8         |          2048 | 64          |  499.39
h100-sxm |            8 |         | tp8         |          2048 | 8           |  208.04
h100-sxm |            8 |         | tp8         |         32784 | 16          |    37.8
h100-sxm |            8 |         | tp8         |         32784 | 4           |   34.69
h100-sxm |            8 |         | tp8         |         32784 | 8           |    35.8
`,
);
