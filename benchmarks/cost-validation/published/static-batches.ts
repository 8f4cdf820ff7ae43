import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** LLM-Inference-Bench of Argonne: prefill and decode of a static batch timed together. */
export const staticBatches: readonly PublishedRow[] = table(
  {
    version: "2024",
    format: "bf16",
    measure: "output tok/s machine",
    date: "2025-07-18",
    use: "calibration",
    source:
      "https://github.com/argonne-lcf/LLM-Inference-Bench/blob/4211f5d4e9bc0145ed541b6d372d5d8223b44235/Plots/All_results.csv",
    note: "static batch: prefill and decode together",
  },
  `
model                       | hardware      | accelerators | engine    | parallelism | contextTokens | outputTokens | concurrency |   value
meta-llama/Meta-Llama-3-8B  | gh200         |            1 | trtllm    | tp1         |           128 |          128 | 1           |  175.28
meta-llama/Meta-Llama-3-8B  | gh200         |            1 | trtllm    | tp1         |           128 |          128 | 16          | 2254.32
meta-llama/Meta-Llama-3-8B  | gh200         |            1 | trtllm    | tp1         |           128 |          128 | 64          | 7192.84
meta-llama/Meta-Llama-3-8B  | gh200         |            1 | trtllm    | tp1         |          1024 |         1024 | 1           |  165.99
meta-llama/Meta-Llama-3-8B  | gh200         |            1 | trtllm    | tp1         |          1024 |         1024 | 16          | 1849.51
meta-llama/Meta-Llama-3-8B  | gh200         |            1 | trtllm    | tp1         |          1024 |         1024 | 64          | 5233.67
meta-llama/Llama-2-7b-hf    | gh200         |            1 | trtllm    | tp1         |           128 |          128 | 1           |  196.85
meta-llama/Llama-2-7b-hf    | gh200         |            1 | trtllm    | tp1         |           128 |          128 | 16          | 2420.52
meta-llama/Llama-2-7b-hf    | gh200         |            1 | trtllm    | tp1         |           128 |          128 | 64          | 7127.92
meta-llama/Llama-2-7b-hf    | gh200         |            1 | trtllm    | tp1         |          1024 |         1024 | 1           |  185.19
meta-llama/Llama-2-7b-hf    | gh200         |            1 | trtllm    | tp1         |          1024 |         1024 | 16          | 1666.63
meta-llama/Llama-2-7b-hf    | gh200         |            1 | trtllm    | tp1         |          1024 |         1024 | 64          |  3086.6
meta-llama/Llama-2-7b-hf    | a100-sxm-40gb |            1 | trtllm    | tp1         |           128 |          128 | 1           |   84.48
meta-llama/Llama-2-7b-hf    | a100-sxm-40gb |            1 | trtllm    | tp1         |          1024 |         1024 | 1           |   80.05
meta-llama/Llama-2-7b-hf    | a100-sxm-40gb |            1 | trtllm    | tp1         |           128 |          128 | 16          | 1132.68
meta-llama/Llama-2-7b-hf    | a100-sxm-40gb |            1 | trtllm    | tp1         |          1024 |         1024 | 16          |  716.84
meta-llama/Llama-2-7b-hf    | a100-sxm-40gb |            1 | trtllm    | tp1         |           128 |          128 | 64          | 3057.84
meta-llama/Llama-2-7b-hf    | a100-sxm-40gb |            1 | trtllm    | tp1         |          1024 |         1024 | 64          |   722.4
meta-llama/Meta-Llama-3-8B  | a100-sxm-40gb |            1 | trtllm    | tp1         |           128 |          128 | 1           |   71.87
meta-llama/Meta-Llama-3-8B  | a100-sxm-40gb |            1 | trtllm    | tp1         |          1024 |         1024 | 1           |   68.91
meta-llama/Meta-Llama-3-8B  | a100-sxm-40gb |            1 | trtllm    | tp1         |           128 |          128 | 16          | 1003.41
meta-llama/Meta-Llama-3-8B  | a100-sxm-40gb |            1 | trtllm    | tp1         |          1024 |         1024 | 16          |  811.11
meta-llama/Meta-Llama-3-8B  | a100-sxm-40gb |            1 | trtllm    | tp1         |           128 |          128 | 64          | 2999.81
meta-llama/Meta-Llama-3-8B  | a100-sxm-40gb |            1 | trtllm    | tp1         |          1024 |         1024 | 64          | 1944.48
mistralai/Mixtral-8x7B-v0.1 | a100-sxm-40gb |            4 | trtllm    | tp4         |           128 |          128 | 1           |  116.95
mistralai/Mixtral-8x7B-v0.1 | a100-sxm-40gb |            4 | trtllm    | tp4         |          1024 |         1024 | 1           |  111.03
mistralai/Mixtral-8x7B-v0.1 | a100-sxm-40gb |            4 | trtllm    | tp4         |           128 |          128 | 16          | 1450.62
mistralai/Mixtral-8x7B-v0.1 | a100-sxm-40gb |            4 | trtllm    | tp4         |          1024 |         1024 | 16          | 1293.67
mistralai/Mixtral-8x7B-v0.1 | a100-sxm-40gb |            4 | trtllm    | tp4         |           128 |          128 | 64          | 4153.48
mistralai/Mixtral-8x7B-v0.1 | a100-sxm-40gb |            4 | trtllm    | tp4         |          1024 |         1024 | 64          | 3231.65
meta-llama/Meta-Llama-3-70B | a100-sxm-40gb |            4 | trtllm    | tp4         |           128 |          128 | 1           |   29.78
meta-llama/Meta-Llama-3-70B | a100-sxm-40gb |            4 | trtllm    | tp4         |          1024 |         1024 | 1           |   28.42
meta-llama/Meta-Llama-3-70B | a100-sxm-40gb |            4 | trtllm    | tp4         |           128 |          128 | 16          |  402.56
meta-llama/Meta-Llama-3-70B | a100-sxm-40gb |            4 | trtllm    | tp4         |          1024 |         1024 | 16          |   192.8
meta-llama/Meta-Llama-3-70B | a100-sxm-40gb |            4 | trtllm    | tp4         |          1024 |         1024 | 64          |  157.94
meta-llama/Llama-2-7b-hf    | a100-sxm-40gb |            1 | vllm      | tp1         |           128 |          128 | 1           |   77.43
meta-llama/Llama-2-7b-hf    | a100-sxm-40gb |            1 | vllm      | tp1         |          1024 |         1024 | 1           |   73.26
meta-llama/Llama-2-7b-hf    | a100-sxm-40gb |            1 | vllm      | tp1         |           128 |          128 | 16          | 1017.62
meta-llama/Llama-2-7b-hf    | a100-sxm-40gb |            1 | vllm      | tp1         |          1024 |         1024 | 16          |  654.04
meta-llama/Llama-2-7b-hf    | a100-sxm-40gb |            1 | vllm      | tp1         |           128 |          128 | 64          | 2459.75
meta-llama/Llama-2-7b-hf    | a100-sxm-40gb |            1 | vllm      | tp1         |          1024 |         1024 | 64          |   742.4
meta-llama/Meta-Llama-3-8B  | a100-sxm-40gb |            1 | vllm      | tp1         |           128 |          128 | 1           |   70.09
meta-llama/Meta-Llama-3-8B  | a100-sxm-40gb |            1 | vllm      | tp1         |          1024 |         1024 | 1           |   68.56
meta-llama/Meta-Llama-3-8B  | a100-sxm-40gb |            1 | vllm      | tp1         |           128 |          128 | 16          |  934.52
meta-llama/Meta-Llama-3-8B  | a100-sxm-40gb |            1 | vllm      | tp1         |          1024 |         1024 | 16          |  822.72
meta-llama/Meta-Llama-3-8B  | a100-sxm-40gb |            1 | vllm      | tp1         |           128 |          128 | 64          | 2490.96
meta-llama/Meta-Llama-3-8B  | a100-sxm-40gb |            1 | vllm      | tp1         |          1024 |         1024 | 64          | 1812.29
mistralai/Mixtral-8x7B-v0.1 | a100-sxm-40gb |            4 | vllm      | tp4         |           128 |          128 | 1           |   96.84
mistralai/Mixtral-8x7B-v0.1 | a100-sxm-40gb |            4 | vllm      | tp4         |          1024 |         1024 | 1           |   98.04
mistralai/Mixtral-8x7B-v0.1 | a100-sxm-40gb |            4 | vllm      | tp4         |           128 |          128 | 16          |  757.67
mistralai/Mixtral-8x7B-v0.1 | a100-sxm-40gb |            4 | vllm      | tp4         |          1024 |         1024 | 16          |  669.42
mistralai/Mixtral-8x7B-v0.1 | a100-sxm-40gb |            4 | vllm      | tp4         |           128 |          128 | 64          | 2111.38
mistralai/Mixtral-8x7B-v0.1 | a100-sxm-40gb |            4 | vllm      | tp4         |          1024 |         1024 | 64          | 1886.17
meta-llama/Llama-2-7b-hf    | h100-sxm      |            1 | trtllm    | tp1         |           128 |          128 | 1           |  151.58
meta-llama/Llama-2-7b-hf    | h100-sxm      |            1 | trtllm    | tp1         |           128 |          128 | 16          | 2071.36
meta-llama/Llama-2-7b-hf    | h100-sxm      |            1 | trtllm    | tp1         |           128 |          128 | 64          | 5970.85
meta-llama/Llama-2-7b-hf    | h100-sxm      |            1 | trtllm    | tp1         |          1024 |         1024 | 1           |  142.45
meta-llama/Llama-2-7b-hf    | h100-sxm      |            1 | trtllm    | tp1         |          1024 |         1024 | 16          | 1408.38
meta-llama/Llama-2-7b-hf    | h100-sxm      |            1 | trtllm    | tp1         |          1024 |         1024 | 64          | 2011.09
meta-llama/Meta-Llama-3-8B  | h100-sxm      |            1 | trtllm    | tp1         |           128 |          128 | 1           |  142.74
meta-llama/Meta-Llama-3-8B  | h100-sxm      |            1 | trtllm    | tp1         |           128 |          128 | 16          | 1966.21
meta-llama/Meta-Llama-3-8B  | h100-sxm      |            1 | trtllm    | tp1         |           128 |          128 | 64          | 6035.23
meta-llama/Meta-Llama-3-8B  | h100-sxm      |            1 | trtllm    | tp1         |          1024 |         1024 | 1           |  132.49
meta-llama/Meta-Llama-3-8B  | h100-sxm      |            1 | trtllm    | tp1         |          1024 |         1024 | 16          | 1613.05
meta-llama/Meta-Llama-3-8B  | h100-sxm      |            1 | trtllm    | tp1         |          1024 |         1024 | 64          | 3748.51
meta-llama/Meta-Llama-3-70B | h100-sxm      |            4 | trtllm    | tp4         |           128 |          128 | 1           |   55.36
meta-llama/Meta-Llama-3-70B | h100-sxm      |            4 | trtllm    | tp4         |           128 |          128 | 16          |  776.82
meta-llama/Meta-Llama-3-70B | h100-sxm      |            4 | trtllm    | tp4         |           128 |          128 | 64          | 2288.09
meta-llama/Meta-Llama-3-70B | h100-sxm      |            4 | trtllm    | tp4         |          1024 |         1024 | 1           |   51.56
meta-llama/Meta-Llama-3-70B | h100-sxm      |            4 | trtllm    | tp4         |          1024 |         1024 | 16          |  695.42
meta-llama/Meta-Llama-3-70B | h100-sxm      |            4 | trtllm    | tp4         |          1024 |         1024 | 64          | 2019.26
mistralai/Mixtral-8x7B-v0.1 | h100-sxm      |            4 | trtllm    | tp4         |           128 |          128 | 1           |  188.24
mistralai/Mixtral-8x7B-v0.1 | h100-sxm      |            4 | trtllm    | tp4         |           128 |          128 | 16          | 2380.33
mistralai/Mixtral-8x7B-v0.1 | h100-sxm      |            4 | trtllm    | tp4         |           128 |          128 | 64          | 7152.86
mistralai/Mixtral-8x7B-v0.1 | h100-sxm      |            4 | trtllm    | tp4         |          1024 |         1024 | 1           |     174
mistralai/Mixtral-8x7B-v0.1 | h100-sxm      |            4 | trtllm    | tp4         |          1024 |         1024 | 16          | 2219.52
mistralai/Mixtral-8x7B-v0.1 | h100-sxm      |            4 | trtllm    | tp4         |          1024 |         1024 | 64          | 5811.22
meta-llama/Llama-2-7b-hf    | h100-sxm      |            1 | vllm      | tp1         |           128 |          128 | 1           |  137.24
meta-llama/Llama-2-7b-hf    | h100-sxm      |            1 | vllm      | tp1         |           128 |          128 | 16          | 1804.08
meta-llama/Llama-2-7b-hf    | h100-sxm      |            1 | vllm      | tp1         |           128 |          128 | 64          | 4439.53
meta-llama/Llama-2-7b-hf    | h100-sxm      |            1 | vllm      | tp1         |          1024 |         1024 | 1           |  130.64
meta-llama/Llama-2-7b-hf    | h100-sxm      |            1 | vllm      | tp1         |          1024 |         1024 | 16          | 1244.16
meta-llama/Llama-2-7b-hf    | h100-sxm      |            1 | vllm      | tp1         |          1024 |         1024 | 64          | 2007.77
meta-llama/Meta-Llama-3-8B  | h100-sxm      |            1 | vllm      | tp1         |           128 |          128 | 1           |  128.78
meta-llama/Meta-Llama-3-8B  | h100-sxm      |            1 | vllm      | tp1         |           128 |          128 | 16          |  1757.8
meta-llama/Meta-Llama-3-8B  | h100-sxm      |            1 | vllm      | tp1         |           128 |          128 | 64          | 4852.33
meta-llama/Meta-Llama-3-8B  | h100-sxm      |            1 | vllm      | tp1         |          1024 |         1024 | 1           |  126.45
meta-llama/Meta-Llama-3-8B  | h100-sxm      |            1 | vllm      | tp1         |          1024 |         1024 | 16          | 1486.12
meta-llama/Meta-Llama-3-8B  | h100-sxm      |            1 | vllm      | tp1         |          1024 |         1024 | 64          | 3484.35
meta-llama/Meta-Llama-3-70B | h100-sxm      |            4 | vllm      | tp4         |           128 |          128 | 1           |   51.98
meta-llama/Meta-Llama-3-70B | h100-sxm      |            4 | vllm      | tp4         |           128 |          128 | 16          |  744.38
meta-llama/Meta-Llama-3-70B | h100-sxm      |            4 | vllm      | tp4         |           128 |          128 | 64          | 2184.08
meta-llama/Meta-Llama-3-70B | h100-sxm      |            4 | vllm      | tp4         |          1024 |         1024 | 1           |   52.22
meta-llama/Meta-Llama-3-70B | h100-sxm      |            4 | vllm      | tp4         |          1024 |         1024 | 16          |  663.45
meta-llama/Meta-Llama-3-70B | h100-sxm      |            4 | vllm      | tp4         |          1024 |         1024 | 64          | 1868.04
meta-llama/Meta-Llama-3-70B | gaudi2        |            4 | deepspeed | tp4         |           128 |          128 | 1           |   44.53
meta-llama/Meta-Llama-3-70B | gaudi2        |            4 | deepspeed | tp4         |           128 |          128 | 16          |  575.62
meta-llama/Meta-Llama-3-70B | gaudi2        |            4 | deepspeed | tp4         |           128 |          128 | 64          | 1443.72
meta-llama/Meta-Llama-3-70B | gaudi2        |            4 | deepspeed | tp4         |          1024 |         1024 | 1           |   43.76
meta-llama/Meta-Llama-3-8B  | gaudi2        |            1 | deepspeed | tp1         |           128 |          128 | 1           |  133.67
meta-llama/Meta-Llama-3-8B  | gaudi2        |            1 | deepspeed | tp1         |           128 |          128 | 16          | 1735.41
meta-llama/Meta-Llama-3-8B  | gaudi2        |            1 | deepspeed | tp1         |           128 |          128 | 64          |  4438.2
meta-llama/Meta-Llama-3-8B  | gaudi2        |            1 | deepspeed | tp1         |          1024 |         1024 | 1           |  127.54
meta-llama/Meta-Llama-3-8B  | gaudi2        |            1 | deepspeed | tp1         |          1024 |         1024 | 16          | 1332.25
meta-llama/Llama-2-7b-hf    | gh200         |            1 | vllm      | tp1         |           128 |          128 | 1           |  148.71
meta-llama/Llama-2-7b-hf    | gh200         |            1 | vllm      | tp1         |          1024 |         1024 | 1           |  140.99
meta-llama/Llama-2-7b-hf    | gh200         |            1 | vllm      | tp1         |           128 |          128 | 16          | 1896.33
meta-llama/Llama-2-7b-hf    | gh200         |            1 | vllm      | tp1         |          1024 |         1024 | 16          | 1343.42
meta-llama/Llama-2-7b-hf    | gh200         |            1 | vllm      | tp1         |           128 |          128 | 64          | 4288.07
meta-llama/Llama-2-7b-hf    | gh200         |            1 | vllm      | tp1         |          1024 |         1024 | 64          | 2198.66
meta-llama/Meta-Llama-3-8B  | gh200         |            1 | vllm      | tp1         |           128 |          128 | 1           |  135.02
meta-llama/Meta-Llama-3-8B  | gh200         |            1 | vllm      | tp1         |          1024 |         1024 | 1           |  135.81
meta-llama/Meta-Llama-3-8B  | gh200         |            1 | vllm      | tp1         |           128 |          128 | 16          | 1852.14
meta-llama/Meta-Llama-3-8B  | gh200         |            1 | vllm      | tp1         |          1024 |         1024 | 16          | 1536.44
meta-llama/Meta-Llama-3-8B  | gh200         |            1 | vllm      | tp1         |           128 |          128 | 64          | 4900.29
meta-llama/Meta-Llama-3-8B  | gh200         |            1 | vllm      | tp1         |          1024 |         1024 | 64          | 3396.64
meta-llama/Llama-2-7b-hf    | mi300x        |            1 | vllm      | tp1         |           128 |          128 | 1           |   59.58
meta-llama/Llama-2-7b-hf    | mi300x        |            1 | vllm      | tp1         |          1024 |         1024 | 1           |  100.12
meta-llama/Llama-2-7b-hf    | mi300x        |            1 | vllm      | tp1         |           128 |          128 | 16          | 1412.07
meta-llama/Llama-2-7b-hf    | mi300x        |            1 | vllm      | tp1         |          1024 |         1024 | 16          |  1120.9
meta-llama/Llama-2-7b-hf    | mi300x        |            1 | vllm      | tp1         |           128 |          128 | 64          | 2435.38
meta-llama/Llama-2-7b-hf    | mi300x        |            1 | vllm      | tp1         |          1024 |         1024 | 64          | 1446.84
meta-llama/Meta-Llama-3-70B | mi300x        |            4 | vllm      | tp4         |           128 |          128 | 1           |   33.36
meta-llama/Meta-Llama-3-70B | mi300x        |            4 | vllm      | tp4         |          1024 |         1024 | 1           |   36.36
meta-llama/Meta-Llama-3-70B | mi300x        |            4 | vllm      | tp4         |           128 |          128 | 16          |  412.48
meta-llama/Meta-Llama-3-70B | mi300x        |            4 | vllm      | tp4         |          1024 |         1024 | 16          |   383.1
meta-llama/Meta-Llama-3-70B | mi300x        |            4 | vllm      | tp4         |           128 |          128 | 64          |  644.64
meta-llama/Meta-Llama-3-70B | mi300x        |            4 | vllm      | tp4         |          1024 |         1024 | 64          |  458.62
meta-llama/Meta-Llama-3-8B  | mi300x        |            1 | vllm      | tp1         |           128 |          128 | 1           |   58.99
meta-llama/Meta-Llama-3-8B  | mi300x        |            1 | vllm      | tp1         |          1024 |         1024 | 1           |   97.15
meta-llama/Meta-Llama-3-8B  | mi300x        |            1 | vllm      | tp1         |           128 |          128 | 16          |  1320.8
meta-llama/Meta-Llama-3-8B  | mi300x        |            1 | vllm      | tp1         |          1024 |         1024 | 16          | 1101.81
meta-llama/Meta-Llama-3-8B  | mi300x        |            1 | vllm      | tp1         |           128 |          128 | 64          | 2092.68
meta-llama/Meta-Llama-3-8B  | mi300x        |            1 | vllm      | tp1         |          1024 |         1024 | 64          | 1068.12
mistralai/Mixtral-8x7B-v0.1 | mi300x        |            4 | vllm      | tp4         |           128 |          128 | 1           |   97.24
mistralai/Mixtral-8x7B-v0.1 | mi300x        |            4 | vllm      | tp4         |          1024 |         1024 | 1           |   76.41
mistralai/Mixtral-8x7B-v0.1 | mi300x        |            4 | vllm      | tp4         |           128 |          128 | 16          |  895.63
mistralai/Mixtral-8x7B-v0.1 | mi300x        |            4 | vllm      | tp4         |          1024 |         1024 | 16          |  838.59
mistralai/Mixtral-8x7B-v0.1 | mi300x        |            4 | vllm      | tp4         |           128 |          128 | 64          | 2446.61
mistralai/Mixtral-8x7B-v0.1 | mi300x        |            4 | vllm      | tp4         |          1024 |         1024 | 64          | 2287.72
`,
);
