import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/**
 * Llama 3 on NVIDIA cards and Macs, by one tester. Its 16-bit prefill on A100 SXM, L40S and RTX 5000 Ada is
 * left out: it is several times below that of their sisters.
 */
export const llamaOnGpus: readonly PublishedRow[] = table(
  {
    accelerators: 1,
    engine: "llama.cpp",
    version: "2024-05 main example",
    concurrency: 1,
    date: "2024-05-12",
    use: "calibration",
    source:
      "https://github.com/XiongjieDai/GPU-Benchmarks-on-LLM-Inference/blob/aa72e0ec86c356c41f8281c9733e9a13c3675800/README.md",
  },
  `
model                       | hardware     | format | contextTokens | cachedTokens | outputTokens | measure             |    value
meta-llama/Meta-Llama-3-8B  | rtx-3070     | q4_k_m |             0 |              |         1024 | decode tok/s a user |    70.94
meta-llama/Meta-Llama-3-8B  | rtx-3080     | q4_k_m |             0 |              |         1024 | decode tok/s a user |    106.4
meta-llama/Meta-Llama-3-8B  | rtx-3080-ti  | q4_k_m |             0 |              |         1024 | decode tok/s a user |   106.71
meta-llama/Meta-Llama-3-8B  | rtx-4070-ti  | q4_k_m |             0 |              |         1024 | decode tok/s a user |    82.21
meta-llama/Meta-Llama-3-8B  | rtx-4080     | q4_k_m |             0 |              |         1024 | decode tok/s a user |   106.22
meta-llama/Meta-Llama-3-8B  | rtx-4080     | f16    |             0 |              |         1024 | decode tok/s a user |    40.29
meta-llama/Meta-Llama-3-8B  | rtx-4000-ada | q4_k_m |             0 |              |         1024 | decode tok/s a user |    58.59
meta-llama/Meta-Llama-3-8B  | rtx-4000-ada | f16    |             0 |              |         1024 | decode tok/s a user |    20.85
meta-llama/Meta-Llama-3-8B  | rtx-3090     | q4_k_m |             0 |              |         1024 | decode tok/s a user |   111.74
meta-llama/Meta-Llama-3-8B  | rtx-3090     | f16    |             0 |              |         1024 | decode tok/s a user |    46.51
meta-llama/Meta-Llama-3-8B  | rtx-4090     | q4_k_m |             0 |              |         1024 | decode tok/s a user |   127.74
meta-llama/Meta-Llama-3-8B  | rtx-4090     | f16    |             0 |              |         1024 | decode tok/s a user |    54.34
meta-llama/Meta-Llama-3-8B  | rtx-5000-ada | q4_k_m |             0 |              |         1024 | decode tok/s a user |    89.87
meta-llama/Meta-Llama-3-8B  | rtx-5000-ada | f16    |             0 |              |         1024 | decode tok/s a user |    32.67
meta-llama/Meta-Llama-3-8B  | rtx-a6000    | q4_k_m |             0 |              |         1024 | decode tok/s a user |   102.22
meta-llama/Meta-Llama-3-8B  | rtx-a6000    | f16    |             0 |              |         1024 | decode tok/s a user |    40.25
meta-llama/Meta-Llama-3-70B | rtx-a6000    | q4_k_m |             0 |              |         1024 | decode tok/s a user |    14.58
meta-llama/Meta-Llama-3-8B  | rtx-6000-ada | q4_k_m |             0 |              |         1024 | decode tok/s a user |   130.99
meta-llama/Meta-Llama-3-8B  | rtx-6000-ada | f16    |             0 |              |         1024 | decode tok/s a user |    51.97
meta-llama/Meta-Llama-3-70B | rtx-6000-ada | q4_k_m |             0 |              |         1024 | decode tok/s a user |    18.36
meta-llama/Meta-Llama-3-8B  | a40          | q4_k_m |             0 |              |         1024 | decode tok/s a user |    88.95
meta-llama/Meta-Llama-3-8B  | a40          | f16    |             0 |              |         1024 | decode tok/s a user |    33.95
meta-llama/Meta-Llama-3-70B | a40          | q4_k_m |             0 |              |         1024 | decode tok/s a user |    12.08
meta-llama/Meta-Llama-3-8B  | l40s         | q4_k_m |             0 |              |         1024 | decode tok/s a user |    113.6
meta-llama/Meta-Llama-3-8B  | l40s         | f16    |             0 |              |         1024 | decode tok/s a user |    43.42
meta-llama/Meta-Llama-3-70B | l40s         | q4_k_m |             0 |              |         1024 | decode tok/s a user |    15.31
meta-llama/Meta-Llama-3-8B  | a100-pcie    | q4_k_m |             0 |              |         1024 | decode tok/s a user |   138.31
meta-llama/Meta-Llama-3-8B  | a100-pcie    | f16    |             0 |              |         1024 | decode tok/s a user |    54.56
meta-llama/Meta-Llama-3-70B | a100-pcie    | q4_k_m |             0 |              |         1024 | decode tok/s a user |    22.11
meta-llama/Meta-Llama-3-8B  | a100-sxm     | q4_k_m |             0 |              |         1024 | decode tok/s a user |   133.38
meta-llama/Meta-Llama-3-8B  | a100-sxm     | f16    |             0 |              |         1024 | decode tok/s a user |    53.18
meta-llama/Meta-Llama-3-70B | a100-sxm     | q4_k_m |             0 |              |         1024 | decode tok/s a user |    24.33
meta-llama/Meta-Llama-3-8B  | h100-pcie    | q4_k_m |             0 |              |         1024 | decode tok/s a user |   144.49
meta-llama/Meta-Llama-3-8B  | h100-pcie    | f16    |             0 |              |         1024 | decode tok/s a user |    67.79
meta-llama/Meta-Llama-3-70B | h100-pcie    | q4_k_m |             0 |              |         1024 | decode tok/s a user |    25.01
meta-llama/Meta-Llama-3-8B  | m1           | q4_k_m |             0 |              |         1024 | decode tok/s a user |     9.72
meta-llama/Meta-Llama-3-8B  | m1-max       | q4_k_m |             0 |              |         1024 | decode tok/s a user |    34.49
meta-llama/Meta-Llama-3-8B  | m1-max       | f16    |             0 |              |         1024 | decode tok/s a user |    18.43
meta-llama/Meta-Llama-3-70B | m1-max       | q4_k_m |             0 |              |         1024 | decode tok/s a user |     4.09
meta-llama/Meta-Llama-3-8B  | m2-ultra     | q4_k_m |             0 |              |         1024 | decode tok/s a user |    76.28
meta-llama/Meta-Llama-3-8B  | m2-ultra     | f16    |             0 |              |         1024 | decode tok/s a user |    36.25
meta-llama/Meta-Llama-3-70B | m2-ultra     | q4_k_m |             0 |              |         1024 | decode tok/s a user |    12.13
meta-llama/Meta-Llama-3-8B  | m3-max       | q4_k_m |             0 |              |         1024 | decode tok/s a user |    50.74
meta-llama/Meta-Llama-3-8B  | m3-max       | f16    |             0 |              |         1024 | decode tok/s a user |    22.39
meta-llama/Meta-Llama-3-70B | m3-max       | q4_k_m |             0 |              |         1024 | decode tok/s a user |     7.53
meta-llama/Meta-Llama-3-8B  | rtx-3070     | q4_k_m |          1024 |            0 |              | prefill tok/s       |  2283.62
meta-llama/Meta-Llama-3-8B  | rtx-3080     | q4_k_m |          1024 |            0 |              | prefill tok/s       |  3557.02
meta-llama/Meta-Llama-3-8B  | rtx-3080-ti  | q4_k_m |          1024 |            0 |              | prefill tok/s       |  3556.67
meta-llama/Meta-Llama-3-8B  | rtx-4070-ti  | q4_k_m |          1024 |            0 |              | prefill tok/s       |  3653.07
meta-llama/Meta-Llama-3-8B  | rtx-4080     | q4_k_m |          1024 |            0 |              | prefill tok/s       |  5064.99
meta-llama/Meta-Llama-3-8B  | rtx-4080     | f16    |          1024 |            0 |              | prefill tok/s       |   6758.9
meta-llama/Meta-Llama-3-8B  | rtx-4000-ada | q4_k_m |          1024 |            0 |              | prefill tok/s       |  2310.53
meta-llama/Meta-Llama-3-8B  | rtx-4000-ada | f16    |          1024 |            0 |              | prefill tok/s       |  2951.87
meta-llama/Meta-Llama-3-8B  | rtx-3090     | q4_k_m |          1024 |            0 |              | prefill tok/s       |  3865.39
meta-llama/Meta-Llama-3-8B  | rtx-3090     | f16    |          1024 |            0 |              | prefill tok/s       |  4239.64
meta-llama/Meta-Llama-3-8B  | rtx-4090     | q4_k_m |          1024 |            0 |              | prefill tok/s       |  6898.71
meta-llama/Meta-Llama-3-8B  | rtx-4090     | f16    |          1024 |            0 |              | prefill tok/s       |  9056.26
meta-llama/Meta-Llama-3-8B  | rtx-5000-ada | q4_k_m |          1024 |            0 |              | prefill tok/s       |  4467.46
meta-llama/Meta-Llama-3-8B  | rtx-a6000    | q4_k_m |          1024 |            0 |              | prefill tok/s       |  3621.81
meta-llama/Meta-Llama-3-8B  | rtx-a6000    | f16    |          1024 |            0 |              | prefill tok/s       |  4315.18
meta-llama/Meta-Llama-3-70B | rtx-a6000    | q4_k_m |          1024 |            0 |              | prefill tok/s       |   466.82
meta-llama/Meta-Llama-3-8B  | rtx-6000-ada | q4_k_m |          1024 |            0 |              | prefill tok/s       |  5560.94
meta-llama/Meta-Llama-3-8B  | rtx-6000-ada | f16    |          1024 |            0 |              | prefill tok/s       |  6205.44
meta-llama/Meta-Llama-3-70B | rtx-6000-ada | q4_k_m |          1024 |            0 |              | prefill tok/s       |   547.03
meta-llama/Meta-Llama-3-8B  | a40          | q4_k_m |          1024 |            0 |              | prefill tok/s       |  3240.95
meta-llama/Meta-Llama-3-8B  | a40          | f16    |          1024 |            0 |              | prefill tok/s       |  4043.05
meta-llama/Meta-Llama-3-70B | a40          | q4_k_m |          1024 |            0 |              | prefill tok/s       |   239.92
meta-llama/Meta-Llama-3-8B  | l40s         | q4_k_m |          1024 |            0 |              | prefill tok/s       |  5908.52
meta-llama/Meta-Llama-3-70B | l40s         | q4_k_m |          1024 |            0 |              | prefill tok/s       |   649.08
meta-llama/Meta-Llama-3-8B  | a100-pcie    | q4_k_m |          1024 |            0 |              | prefill tok/s       |  5800.48
meta-llama/Meta-Llama-3-8B  | a100-pcie    | f16    |          1024 |            0 |              | prefill tok/s       |  7504.24
meta-llama/Meta-Llama-3-70B | a100-pcie    | q4_k_m |          1024 |            0 |              | prefill tok/s       |   726.65
meta-llama/Meta-Llama-3-8B  | a100-sxm     | q4_k_m |          1024 |            0 |              | prefill tok/s       |  5863.92
meta-llama/Meta-Llama-3-70B | a100-sxm     | q4_k_m |          1024 |            0 |              | prefill tok/s       |   796.81
meta-llama/Meta-Llama-3-8B  | h100-pcie    | q4_k_m |          1024 |            0 |              | prefill tok/s       |  7760.16
meta-llama/Meta-Llama-3-8B  | h100-pcie    | f16    |          1024 |            0 |              | prefill tok/s       | 10342.63
meta-llama/Meta-Llama-3-70B | h100-pcie    | q4_k_m |          1024 |            0 |              | prefill tok/s       |   984.06
meta-llama/Meta-Llama-3-8B  | m1           | q4_k_m |          1024 |            0 |              | prefill tok/s       |    87.26
meta-llama/Meta-Llama-3-8B  | m1-max       | q4_k_m |          1024 |            0 |              | prefill tok/s       |   355.45
meta-llama/Meta-Llama-3-8B  | m1-max       | f16    |          1024 |            0 |              | prefill tok/s       |   418.77
meta-llama/Meta-Llama-3-70B | m1-max       | q4_k_m |          1024 |            0 |              | prefill tok/s       |    33.01
meta-llama/Meta-Llama-3-8B  | m2-ultra     | q4_k_m |          1024 |            0 |              | prefill tok/s       |  1023.89
meta-llama/Meta-Llama-3-8B  | m2-ultra     | f16    |          1024 |            0 |              | prefill tok/s       |  1202.74
meta-llama/Meta-Llama-3-70B | m2-ultra     | q4_k_m |          1024 |            0 |              | prefill tok/s       |   117.76
meta-llama/Meta-Llama-3-8B  | m3-max       | q4_k_m |          1024 |            0 |              | prefill tok/s       |   678.04
meta-llama/Meta-Llama-3-8B  | m3-max       | f16    |          1024 |            0 |              | prefill tok/s       |   751.49
meta-llama/Meta-Llama-3-70B | m3-max       | q4_k_m |          1024 |            0 |              | prefill tok/s       |    62.88
`,
);
