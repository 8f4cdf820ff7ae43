import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** llama.cpp's own table for an NVIDIA DGX Spark, by depth and by concurrent users. */
export const dgxSpark: readonly PublishedRow[] = table(
  {
    hardware: "dgx-spark",
    accelerators: 1,
    engine: "llama.cpp",
    version: "b6918 (2f68ce7cf)",
    backend: "CUDA",
    date: "2025-11-02",
    use: "calibration",
    source:
      "https://github.com/ggml-org/llama.cpp/blob/4c7e9893c4ca8eec35d032726d14b74fae76cff8/benches/dgx-spark.md",
  },
  `
model                | format | fileGiB | contextTokens | cachedTokens | outputTokens | concurrency | measure              |   value | note
openai/gpt-oss-20b   | mxfp4  |   11.27 |          2048 |            0 |              | 1           | prefill tok/s        | 3782.76 |
openai/gpt-oss-20b   | mxfp4  |   11.27 |             0 |              |           32 | 1           | decode tok/s a user  |    84.1 |
openai/gpt-oss-20b   | mxfp4  |   11.27 |          6144 |         4096 |              | 1           | prefill tok/s        | 3030.29 |
openai/gpt-oss-20b   | mxfp4  |   11.27 |          4096 |              |           32 | 1           | decode tok/s a user  |   77.36 |
openai/gpt-oss-20b   | mxfp4  |   11.27 |         10240 |         8192 |              | 1           | prefill tok/s        | 2852.09 |
openai/gpt-oss-20b   | mxfp4  |   11.27 |          8192 |              |           32 | 1           | decode tok/s a user  |      74 |
openai/gpt-oss-20b   | mxfp4  |   11.27 |         18432 |        16384 |              | 1           | prefill tok/s        | 2470.31 |
openai/gpt-oss-20b   | mxfp4  |   11.27 |         16384 |              |           32 | 1           | decode tok/s a user  |   68.85 |
openai/gpt-oss-20b   | mxfp4  |   11.27 |         34816 |        32768 |              | 1           | prefill tok/s        | 1899.37 |
openai/gpt-oss-20b   | mxfp4  |   11.27 |         32768 |              |           32 | 1           | decode tok/s a user  |   59.85 |
openai/gpt-oss-120b  | mxfp4  |   59.02 |          2048 |            0 |              | 1           | prefill tok/s        | 1937.54 |
openai/gpt-oss-120b  | mxfp4  |   59.02 |             0 |              |           32 | 1           | decode tok/s a user  |   59.02 |
openai/gpt-oss-120b  | mxfp4  |   59.02 |          6144 |         4096 |              | 1           | prefill tok/s        | 1653.89 |
openai/gpt-oss-120b  | mxfp4  |   59.02 |          4096 |              |           32 | 1           | decode tok/s a user  |   53.95 |
openai/gpt-oss-120b  | mxfp4  |   59.02 |         10240 |         8192 |              | 1           | prefill tok/s        |  1580.6 |
openai/gpt-oss-120b  | mxfp4  |   59.02 |          8192 |              |           32 | 1           | decode tok/s a user  |   51.85 |
openai/gpt-oss-120b  | mxfp4  |   59.02 |         18432 |        16384 |              | 1           | prefill tok/s        | 1411.42 |
openai/gpt-oss-120b  | mxfp4  |   59.02 |         16384 |              |           32 | 1           | decode tok/s a user  |   48.03 |
openai/gpt-oss-120b  | mxfp4  |   59.02 |         34816 |        32768 |              | 1           | prefill tok/s        |  1155.4 |
openai/gpt-oss-120b  | mxfp4  |   59.02 |         32768 |              |           32 | 1           | decode tok/s a user  |   41.35 |
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |          2048 |            0 |              | 1           | prefill tok/s        | 3175.62 |
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |             0 |              |           32 | 1           | decode tok/s a user  |   60.92 |
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |          6144 |         4096 |              | 1           | prefill tok/s        | 2704.06 |
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |          4096 |              |           32 | 1           | decode tok/s a user  |   53.52 |
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |         10240 |         8192 |              | 1           | prefill tok/s        | 2381.88 |
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |          8192 |              |           32 | 1           | decode tok/s a user  |   48.58 |
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |         18432 |        16384 |              | 1           | prefill tok/s        | 1900.91 |
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |         16384 |              |           32 | 1           | decode tok/s a user  |   40.81 |
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |         34816 |        32768 |              | 1           | prefill tok/s        | 1292.19 |
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |         32768 |              |           32 | 1           | decode tok/s a user  |    30.8 |
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |          2048 |            0 |              | 1           | prefill tok/s        | 2276.28 |
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |             0 |              |           32 | 1           | decode tok/s a user  |    29.3 |
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |          6144 |         4096 |              | 1           | prefill tok/s        | 2090.96 |
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |          4096 |              |           32 | 1           | decode tok/s a user  |   28.27 |
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |         10240 |         8192 |              | 1           | prefill tok/s        | 1913.47 |
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |          8192 |              |           32 | 1           | decode tok/s a user  |   27.42 |
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |         18432 |        16384 |              | 1           | prefill tok/s        | 1643.88 |
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |         16384 |              |           32 | 1           | decode tok/s a user  |   25.93 |
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |         34816 |        32768 |              | 1           | prefill tok/s        | 1283.36 |
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |         32768 |              |           32 | 1           | decode tok/s a user  |    22.7 |
google/gemma-3-4b-it | q4_0   |    2.35 |          2048 |            0 |              | 1           | prefill tok/s        | 5713.05 |
google/gemma-3-4b-it | q4_0   |    2.35 |             0 |              |           32 | 1           | decode tok/s a user  |   78.97 |
google/gemma-3-4b-it | q4_0   |    2.35 |          6144 |         4096 |              | 1           | prefill tok/s        | 5165.17 |
google/gemma-3-4b-it | q4_0   |    2.35 |          4096 |              |           32 | 1           | decode tok/s a user  |   68.94 |
google/gemma-3-4b-it | q4_0   |    2.35 |         10240 |         8192 |              | 1           | prefill tok/s        | 4885.85 |
google/gemma-3-4b-it | q4_0   |    2.35 |          8192 |              |           32 | 1           | decode tok/s a user  |   67.81 |
google/gemma-3-4b-it | q4_0   |    2.35 |         18432 |        16384 |              | 1           | prefill tok/s        | 4417.88 |
google/gemma-3-4b-it | q4_0   |    2.35 |         16384 |              |           32 | 1           | decode tok/s a user  |   64.35 |
google/gemma-3-4b-it | q4_0   |    2.35 |         34816 |        32768 |              | 1           | prefill tok/s        | 3667.74 |
google/gemma-3-4b-it | q4_0   |    2.35 |         32768 |              |           32 | 1           | decode tok/s a user  |   58.38 |
openai/gpt-oss-20b   | mxfp4  |   11.27 |           512 |              |           32 | 2           | decode tok/s machine |      95 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-20b   | mxfp4  |   11.27 |           512 |              |           32 | 4           | decode tok/s machine |   151.9 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-20b   | mxfp4  |   11.27 |           512 |              |           32 | 8           | decode tok/s machine |  254.09 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-20b   | mxfp4  |   11.27 |           512 |              |           32 | 16          | decode tok/s machine |  400.94 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-20b   | mxfp4  |   11.27 |           512 |              |           32 | 32          | decode tok/s machine |  614.82 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-20b   | mxfp4  |   11.27 |          8192 |              |           32 | 2           | decode tok/s machine |   82.98 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-20b   | mxfp4  |   11.27 |          8192 |              |           32 | 4           | decode tok/s machine |  127.28 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-20b   | mxfp4  |   11.27 |          8192 |              |           32 | 8           | decode tok/s machine |  191.33 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-20b   | mxfp4  |   11.27 |          8192 |              |           32 | 16          | decode tok/s machine |  262.36 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-20b   | mxfp4  |   11.27 |          8192 |              |           32 | 32          | decode tok/s machine |  341.16 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-120b  | mxfp4  |   59.02 |           512 |              |           32 | 2           | decode tok/s machine |   60.35 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-120b  | mxfp4  |   59.02 |           512 |              |           32 | 4           | decode tok/s machine |   95.08 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-120b  | mxfp4  |   59.02 |           512 |              |           32 | 8           | decode tok/s machine |  146.65 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-120b  | mxfp4  |   59.02 |           512 |              |           32 | 16          | decode tok/s machine |  220.02 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-120b  | mxfp4  |   59.02 |           512 |              |           32 | 32          | decode tok/s machine |  312.56 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-120b  | mxfp4  |   59.02 |          8192 |              |           32 | 2           | decode tok/s machine |   54.13 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-120b  | mxfp4  |   59.02 |          8192 |              |           32 | 4           | decode tok/s machine |   79.74 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-120b  | mxfp4  |   59.02 |          8192 |              |           32 | 8           | decode tok/s machine |  114.91 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-120b  | mxfp4  |   59.02 |          8192 |              |           32 | 16          | decode tok/s machine |  149.74 | decode steps alone (S_TG of llama-batched-bench)
openai/gpt-oss-120b  | mxfp4  |   59.02 |          8192 |              |           32 | 32          | decode tok/s machine |   196.6 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |           512 |              |           32 | 2           | decode tok/s machine |   64.11 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |           512 |              |           32 | 4           | decode tok/s machine |  102.01 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |           512 |              |           32 | 8           | decode tok/s machine |  154.91 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |           512 |              |           32 | 16          | decode tok/s machine |  232.98 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |           512 |              |           32 | 32          | decode tok/s machine |  345.01 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |          8192 |              |           32 | 2           | decode tok/s machine |   50.51 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |          8192 |              |           32 | 4           | decode tok/s machine |   72.59 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |          8192 |              |           32 | 8           | decode tok/s machine |   96.39 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |          8192 |              |           32 | 16          | decode tok/s machine |  121.64 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen3-30B-A3B   | q8_0   |   30.25 |          8192 |              |           32 | 32          | decode tok/s machine |  143.06 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |           512 |              |           32 | 2           | decode tok/s machine |   54.46 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |           512 |              |           32 | 4           | decode tok/s machine |  104.33 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |           512 |              |           32 | 8           | decode tok/s machine |  195.67 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |           512 |              |           32 | 16          | decode tok/s machine |  335.01 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |           512 |              |           32 | 32          | decode tok/s machine |  593.27 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |          8192 |              |           32 | 2           | decode tok/s machine |   48.39 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |          8192 |              |           32 | 4           | decode tok/s machine |   84.71 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |          8192 |              |           32 | 8           | decode tok/s machine |  138.88 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |          8192 |              |           32 | 16          | decode tok/s machine |  196.21 | decode steps alone (S_TG of llama-batched-bench)
Qwen/Qwen2.5-7B      | q8_0   |    7.54 |          8192 |              |           32 | 32          | decode tok/s machine |   268.2 | decode steps alone (S_TG of llama-batched-bench)
google/gemma-3-4b-it | q4_0   |    2.35 |           512 |              |           32 | 2           | decode tok/s machine |  126.21 | decode steps alone (S_TG of llama-batched-bench)
google/gemma-3-4b-it | q4_0   |    2.35 |           512 |              |           32 | 4           | decode tok/s machine |  231.11 | decode steps alone (S_TG of llama-batched-bench)
google/gemma-3-4b-it | q4_0   |    2.35 |           512 |              |           32 | 8           | decode tok/s machine |  369.93 | decode steps alone (S_TG of llama-batched-bench)
google/gemma-3-4b-it | q4_0   |    2.35 |           512 |              |           32 | 16          | decode tok/s machine |  550.47 | decode steps alone (S_TG of llama-batched-bench)
google/gemma-3-4b-it | q4_0   |    2.35 |           512 |              |           32 | 32          | decode tok/s machine |  801.81 | decode steps alone (S_TG of llama-batched-bench)
google/gemma-3-4b-it | q4_0   |    2.35 |          8192 |              |           32 | 2           | decode tok/s machine |  101.53 | decode steps alone (S_TG of llama-batched-bench)
google/gemma-3-4b-it | q4_0   |    2.35 |          8192 |              |           32 | 4           | decode tok/s machine |  161.74 | decode steps alone (S_TG of llama-batched-bench)
google/gemma-3-4b-it | q4_0   |    2.35 |          8192 |              |           32 | 8           | decode tok/s machine |   220.1 | decode steps alone (S_TG of llama-batched-bench)
google/gemma-3-4b-it | q4_0   |    2.35 |          8192 |              |           32 | 16          | decode tok/s machine |   275.7 | decode steps alone (S_TG of llama-batched-bench)
google/gemma-3-4b-it | q4_0   |    2.35 |          8192 |              |           32 | 32          | decode tok/s machine |  325.48 | decode steps alone (S_TG of llama-batched-bench)
`,
);
