import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/**
 * Four MI100 with links. `int4` and `int8` are GPTQ. First tokens of the tests by concurrent users are left out:
 * some prompts came from the prefix cache.
 */
export const mi100: readonly PublishedRow[] = table(
  {
    hardware: "mi100",
    accelerators: 4,
    engine: "vllm",
    version: "0.20.0rc1.dev, ROCm 7.2.1",
    parallelism: "tp4",
    date: "2026-04-28",
    use: "held back",
    source:
      "https://github.com/btbtyler09/mi100-llm-testing/tree/d662b318c5360c05936339a7833e29892176002f/Model_Reports/json_data",
    note: "GPTQ",
  },
  `
model                             | format | contextTokens | outputTokens | concurrency | measure              |   value
Qwen/Qwen3-Coder-30B-A3B-Instruct | int4   |          2048 |          512 | 1           | tpot s               | 0.01403
Qwen/Qwen3-Coder-30B-A3B-Instruct | int4   |          2048 |          512 | 1           | ttft s               | 0.25605
Qwen/Qwen3-Coder-30B-A3B-Instruct | int4   |           128 |         2048 | 1           | tpot s               | 0.01371
Qwen/Qwen3-Coder-30B-A3B-Instruct | int4   |          1024 |          256 | 8           | tpot s               | 0.01917
Qwen/Qwen3-Coder-30B-A3B-Instruct | int4   |          1024 |          256 | 32          | tpot s               | 0.03348
Qwen/Qwen3-Coder-Next             | int4   |          2048 |          512 | 1           | tpot s               | 0.01142
Qwen/Qwen3-Coder-Next             | int4   |          2048 |          512 | 1           | ttft s               | 0.34527
Qwen/Qwen3-Coder-Next             | int4   |           128 |         2048 | 1           | tpot s               | 0.01124
Qwen/Qwen3-Coder-Next             | int4   |          1024 |          256 | 8           | tpot s               | 0.03455
Qwen/Qwen3-Coder-Next             | int4   |          1024 |          256 | 8           | output tok/s machine |  202.94
Qwen/Qwen3-Coder-Next             | int4   |          1024 |          256 | 32          | tpot s               |  0.0568
Qwen/Qwen3-Coder-Next             | int4   |          1024 |          256 | 32          | output tok/s machine |  439.36
Qwen/Qwen3.5-122B-A10B            | int4   |          2048 |          512 | 1           | tpot s               | 0.01598
Qwen/Qwen3.5-122B-A10B            | int4   |          2048 |          512 | 1           | ttft s               | 0.39812
Qwen/Qwen3.5-122B-A10B            | int4   |           128 |         2048 | 1           | tpot s               | 0.01588
Qwen/Qwen3.5-122B-A10B            | int4   |          1024 |          256 | 8           | tpot s               |  0.0395
Qwen/Qwen3.5-122B-A10B            | int4   |          1024 |          256 | 8           | output tok/s machine |  177.23
Qwen/Qwen3.5-122B-A10B            | int4   |          1024 |          256 | 32          | tpot s               | 0.06341
Qwen/Qwen3.5-122B-A10B            | int4   |          1024 |          256 | 32          | output tok/s machine |  389.67
Qwen/Qwen3.5-35B-A3B              | int4   |          2048 |          512 | 1           | tpot s               |  0.0106
Qwen/Qwen3.5-35B-A3B              | int4   |          2048 |          512 | 1           | ttft s               | 0.19818
Qwen/Qwen3.5-35B-A3B              | int4   |           128 |         2048 | 1           | tpot s               | 0.01047
Qwen/Qwen3.5-35B-A3B              | int4   |          1024 |          256 | 8           | tpot s               | 0.02154
Qwen/Qwen3.5-35B-A3B              | int4   |          1024 |          256 | 8           | output tok/s machine |  327.15
Qwen/Qwen3.5-35B-A3B              | int4   |          1024 |          256 | 32          | tpot s               | 0.03946
Qwen/Qwen3.5-35B-A3B              | int4   |          1024 |          256 | 32          | output tok/s machine |  654.12
Qwen/Qwen3.5-35B-A3B              | int8   |          2048 |          512 | 1           | tpot s               | 0.00952
Qwen/Qwen3.5-35B-A3B              | int8   |          2048 |          512 | 1           | ttft s               | 0.20871
Qwen/Qwen3.5-35B-A3B              | int8   |           128 |         2048 | 1           | tpot s               | 0.00939
Qwen/Qwen3.5-35B-A3B              | int8   |          1024 |          256 | 8           | tpot s               | 0.02021
Qwen/Qwen3.5-35B-A3B              | int8   |          1024 |          256 | 8           | output tok/s machine |  345.98
Qwen/Qwen3.5-35B-A3B              | int8   |          1024 |          256 | 32          | tpot s               | 0.02887
Qwen/Qwen3.5-35B-A3B              | int8   |          1024 |          256 | 32          | output tok/s machine |  841.91
Qwen/Qwen3.6-27B                  | int4   |          2048 |          512 | 1           | tpot s               | 0.01537
Qwen/Qwen3.6-27B                  | int4   |          2048 |          512 | 1           | ttft s               | 1.41819
Qwen/Qwen3.6-27B                  | int4   |           128 |         2048 | 1           | tpot s               |  0.0153
Qwen/Qwen3.6-27B                  | int4   |          1024 |          256 | 8           | tpot s               | 0.03498
Qwen/Qwen3.6-27B                  | int4   |          1024 |          256 | 8           | output tok/s machine |  163.82
Qwen/Qwen3.6-27B                  | int4   |          1024 |          256 | 32          | tpot s               | 0.08283
Qwen/Qwen3.6-27B                  | int4   |          1024 |          256 | 32          | output tok/s machine |  231.96
Qwen/Qwen3.6-27B                  | int8   |          2048 |          512 | 1           | tpot s               | 0.01669
Qwen/Qwen3.6-27B                  | int8   |          2048 |          512 | 1           | ttft s               | 1.43095
Qwen/Qwen3.6-27B                  | int8   |           128 |         2048 | 1           | tpot s               | 0.01654
Qwen/Qwen3.6-27B                  | int8   |          1024 |          256 | 8           | tpot s               |  0.0421
Qwen/Qwen3.6-27B                  | int8   |          1024 |          256 | 8           | output tok/s machine |  141.56
Qwen/Qwen3.6-27B                  | int8   |          1024 |          256 | 32          | tpot s               | 0.13407
Qwen/Qwen3.6-27B                  | int8   |          1024 |          256 | 32          | output tok/s machine |  165.83
`,
);
