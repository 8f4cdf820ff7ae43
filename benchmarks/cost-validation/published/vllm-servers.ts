import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** By concurrent users on B200. */
export const vultr: readonly PublishedRow[] = table(
  {
    hardware: "b200-sxm",
    engine: "vllm",
    format: "fp8",
    contextTokens: 2048,
    outputTokens: 512,
    date: "2026-03-11",
    use: "held back",
    source: "https://docs.vultr.com/inference-cookbook/cuda/optimization/concurrency-tuning",
  },
  `
model                                      | accelerators | version | parallelism | concurrency | measure              |   value | note
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 1           | tpot s               | 0.00291 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 1           | output tok/s machine |     277 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 8           | ttft s               |   0.152 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 8           | tpot s               | 0.00396 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 8           | output tok/s machine |    1881 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 16          | ttft s               |    0.16 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 16          | tpot s               | 0.00432 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 16          | output tok/s machine |    3455 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 32          | ttft s               |   0.206 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 32          | tpot s               | 0.00786 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 32          | output tok/s machine |    3798 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 64          | ttft s               |   0.324 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 64          | tpot s               | 0.00674 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 64          | output tok/s machine |    8120 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 128         | ttft s               |    0.52 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 128         | tpot s               | 0.00891 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 128         | output tok/s machine |   11556 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 256         | ttft s               |   1.254 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 256         | tpot s               | 0.01177 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 256         | output tok/s machine |   15552 |
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 512         | ttft s               |    2.61 | 400 requests a level: a level above 256 never holds a full batch
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 512         | tpot s               | 0.01546 | 400 requests a level: a level above 256 never holds a full batch
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 |            2 | 0.16.0  | tp2         | 512         | output tok/s machine |   18746 | 400 requests a level: a level above 256 never holds a full batch
MiniMaxAI/MiniMax-M2.5                     |            4 | 0.12.0  | tp4         | 1           | ttft s               |   0.084 |
MiniMaxAI/MiniMax-M2.5                     |            4 | 0.12.0  | tp4         | 1           | tpot s               |  0.0114 |
MiniMaxAI/MiniMax-M2.5                     |            4 | 0.12.0  | tp4         | 1           | output tok/s machine |      87 |
MiniMaxAI/MiniMax-M2.5                     |            4 | 0.12.0  | tp4         | 8           | ttft s               |   0.217 |
MiniMaxAI/MiniMax-M2.5                     |            4 | 0.12.0  | tp4         | 8           | tpot s               | 0.01337 |
MiniMaxAI/MiniMax-M2.5                     |            4 | 0.12.0  | tp4         | 8           | output tok/s machine |     581 |
MiniMaxAI/MiniMax-M2.5                     |            4 | 0.12.0  | tp4         | 16          | ttft s               |   0.077 |
MiniMaxAI/MiniMax-M2.5                     |            4 | 0.12.0  | tp4         | 16          | tpot s               | 0.01501 |
MiniMaxAI/MiniMax-M2.5                     |            4 | 0.12.0  | tp4         | 16          | output tok/s machine |    1057 |
`,
);

/** Ends of two reports. */
export const millstone: readonly PublishedRow[] = [
  ...table(
    {
      model: "openai/gpt-oss-20b",
      hardware: "rtx-pro-6000",
      accelerators: 1,
      engine: "vllm",
      format: "mxfp4",
      outputTokens: 1024,
      date: "2026-01-28",
      use: "held back",
      source: "https://www.millstoneai.com/inference-benchmark/gpt-oss-20b-mxfp4-1x-rtx-pro-6000-blackwell",
    },
    `
contextTokens | concurrency | measure              | value
         1024 | 1           | decode tok/s a user  |   250
       131072 | 1           | decode tok/s a user  | 105.5
         1024 | 5           | output tok/s machine | 642.5
         1024 | 1           | ttft s               | 0.035
       131072 | 1           | ttft s               |  21.4
`,
  ),
  ...table(
    {
      model: "Qwen/Qwen3-Coder-Next",
      hardware: "h200-sxm",
      accelerators: 1,
      engine: "vllm",
      format: "fp8",
      outputTokens: 1024,
      date: "2026-02-09",
      use: "held back",
      source: "https://www.millstoneai.com/inference-benchmark/qwen3-coder-next-fp8-1x-h200-sxm",
      note: "Qwen3-Coder-Next",
    },
    `
contextTokens | concurrency | measure              | value
         1024 | 1           | decode tok/s a user  | 210.8
       262144 | 1           | decode tok/s a user  | 152.8
         1024 | 10          | output tok/s machine | 852.6
       262144 | 1           | ttft s               |  20.4
`,
  ),
];

/** GPU figures that Tenstorrent's makers measured to compare with. */
export const tenstorrentReferences: readonly PublishedRow[] = [
  ...table(
    {
      hardware: "a100-sxm",
      accelerators: 1,
      engine: "vllm",
      format: "bf16",
      parallelism: "tp1",
      concurrency: 1,
      use: "calibration",
      source: "https://github.com/tenstorrent/tt-inference-server/issues/340",
    },
    `
model              | contextTokens | outputTokens | measure |  value | date
Qwen/Qwen3-30B-A3B |           128 |          128 | ttft s  | 0.0357 | 2025-07-18
Qwen/Qwen3-30B-A3B |           128 |          128 | tpot s  | 0.0096 | 2025-07-18
Qwen/Qwen3-30B-A3B |           128 |         1024 | ttft s  |  0.027 | 2025-07-18
Qwen/Qwen3-30B-A3B |           128 |         1024 | tpot s  | 0.0097 | 2025-07-18
Qwen/Qwen3-30B-A3B |          1024 |          128 | ttft s  | 0.0703 | 2025-07-18
Qwen/Qwen3-30B-A3B |          1024 |          128 | tpot s  | 0.0098 | 2025-07-18
Qwen/Qwen3-30B-A3B |          2048 |          128 | tpot s  | 0.0099 | 2025-07-18
Qwen/Qwen3-30B-A3B |          3072 |          128 | tpot s  | 0.0101 | 2025-07-18
Qwen/Qwen3-30B-A3B |          4096 |          128 | tpot s  | 0.0103 | 2025-07-18
Qwen/Qwen3-1.7B    |           128 |          128 | ttft s  | 0.0114 | 2025-06-24
Qwen/Qwen3-1.7B    |           128 |          128 | tpot s  | 0.0046 | 2025-06-24
Qwen/Qwen3-1.7B    |           128 |         1024 | ttft s  |  0.014 | 2025-06-24
Qwen/Qwen3-1.7B    |           128 |         1024 | tpot s  | 0.0047 | 2025-06-24
Qwen/Qwen3-1.7B    |          1024 |          128 | ttft s  | 0.0264 | 2025-06-24
Qwen/Qwen3-1.7B    |          1024 |          128 | tpot s  | 0.0048 | 2025-06-24
Qwen/Qwen3-1.7B    |          2048 |          128 | tpot s  |  0.005 | 2025-06-24
`,
  ),
  ...table(
    {
      model: "Qwen/Qwen3-4B",
      hardware: "rtx-4090",
      accelerators: 1,
      engine: "vllm",
      format: "bf16",
      parallelism: "tp1",
      concurrency: 1,
      date: "2025-11-12",
      use: "calibration",
      source: "https://github.com/tenstorrent/tt-inference-server/issues/394",
    },
    `
contextTokens | outputTokens | measure |  value
          128 |          128 | ttft s  | 0.0331
          128 |          128 | tpot s  | 0.0105
          128 |         1024 | ttft s  | 0.0247
          128 |         1024 | tpot s  | 0.0104
         1024 |          128 | ttft s  | 0.0621
         1024 |          128 | tpot s  | 0.0103
         2048 |          128 | tpot s  | 0.0108
         4096 |          128 | tpot s  | 0.0109
`,
  ),
  ...table(
    {
      model: "google/gemma-3-4b-it",
      hardware: "a100-sxm",
      accelerators: 1,
      engine: "vllm",
      format: "bf16",
      parallelism: "tp1",
      outputTokens: 128,
      concurrency: 1,
      date: "2025-09-03",
      use: "calibration",
      source: "https://github.com/tenstorrent/tt-inference-server/issues/521",
    },
    `
contextTokens | measure |  value
          128 | ttft s  | 0.0168
          128 | tpot s  | 0.0084
         1024 | ttft s  | 0.0627
         1024 | tpot s  | 0.0108
         2048 | tpot s  | 0.0101
         4096 | tpot s  | 0.0101
`,
  ),
  ...table(
    {
      model: "deepseek-ai/DeepSeek-R1",
      hardware: "h100-sxm",
      concurrency: 1,
      measure: "tpot s",
      use: "calibration",
      source: "https://github.com/tenstorrent/tt-inference-server/issues/356",
    },
    `
accelerators | engine | format | parallelism | contextTokens | outputTokens |  value | date       | note
           8 | vllm   | awq    | tp8         |           128 |          128 | 0.0161 | 2025-07-10 |
           8 | vllm   | awq    | tp8         |           128 |         1024 | 0.0161 | 2025-07-10 |
           8 | vllm   | awq    | tp8         |          1024 |          128 | 0.0161 | 2025-07-10 |
           8 | vllm   | awq    | tp8         |          2048 |          128 | 0.0163 | 2025-07-10 |
           8 | vllm   | awq    | tp8         |          4096 |          128 | 0.0164 | 2025-07-10 |
          16 | sglang | fp8    | tp16        |           128 |          128 | 0.0231 | 2025-07-09 | two nodes, InfiniBand
          16 | sglang | fp8    | tp16        |           128 |         1024 | 0.0232 | 2025-07-09 | two nodes, InfiniBand
          16 | sglang | fp8    | tp16        |          1024 |          128 | 0.0232 | 2025-07-09 | two nodes, InfiniBand
          16 | sglang | fp8    | tp16        |          2048 |          128 | 0.0233 | 2025-07-09 | two nodes, InfiniBand
          16 | sglang | fp8    | tp16        |          4096 |          128 | 0.0237 | 2025-07-09 | two nodes, InfiniBand
`,
  ),
  ...table(
    {
      model: "Qwen/Qwen2.5-72B",
      hardware: "h100-sxm",
      accelerators: 2,
      engine: "vllm",
      format: "bf16",
      parallelism: "tp2",
      outputTokens: 128,
      concurrency: 1,
      date: "2025-04-01",
      use: "calibration",
      source: "https://github.com/tenstorrent/tt-inference-server/issues/143",
    },
    `
contextTokens | measure |  value
          128 | ttft s  | 0.0411
          128 | tpot s  | 0.0309
         1024 | ttft s  | 0.1292
         1024 | tpot s  |  0.031
         2048 | tpot s  |  0.031
         4096 | tpot s  | 0.0311
         8192 | tpot s  | 0.0313
`,
  ),
];

/**
 * ShareGPT prompts at one request a second, medians. `concurrency` is worked out: rate × time of the output tokens.
 * First tokens on several RTX 4090 are left out: they took seconds, so something else was timed.
 */
export const oneASecond: readonly PublishedRow[] = table(
  {
    engine: "vllm",
    version: "0.8.5",
    date: "2025-06-10",
    use: "calibration",
    source:
      "https://github.com/IOG-Foundation/llm-inference-benchmarks/tree/4990a807c6f1971edda635c18d98550059782eb8/results",
  },
  `
model                         | hardware  | accelerators | format | parallelism | contextTokens | outputTokens | concurrency | measure |   value | note
meta-llama/Meta-Llama-3.1-70B | h100-pcie |            2 | f16    | tp2         |           206 |          199 | 10          | tpot s  | 0.05328 | DeepSeek-R1-Distill-Llama-70B
meta-llama/Meta-Llama-3.1-70B | h100-pcie |            2 | f16    | tp2         |           206 |          199 | 10          | ttft s  | 0.10923 | DeepSeek-R1-Distill-Llama-70B
meta-llama/Meta-Llama-3.1-8B  | rtx-4090  |            1 | f16    | tp1         |           206 |          214 | 4           | tpot s  | 0.01924 | DeepSeek-R1-Distill-Llama-8B
meta-llama/Meta-Llama-3.1-8B  | rtx-4090  |            1 | f16    | tp1         |           206 |          214 | 4           | ttft s  | 0.03985 | DeepSeek-R1-Distill-Llama-8B
meta-llama/Meta-Llama-3.1-8B  | h100-pcie |            1 | f16    | tp1         |           206 |          212 | 2           | tpot s  | 0.01063 | DeepSeek-R1-Distill-Llama-8B
meta-llama/Meta-Llama-3.1-8B  | h100-pcie |            1 | f16    | tp1         |           206 |          212 | 2           | ttft s  | 0.02059 | DeepSeek-R1-Distill-Llama-8B
meta-llama/Meta-Llama-3.1-8B  | rtx-4090  |            2 | f16    | tp2         |           206 |          212 | 4           | tpot s  | 0.01603 | DeepSeek-R1-Distill-Llama-8B
meta-llama/Meta-Llama-3.1-8B  | rtx-4090  |            4 | f16    | tp4         |           206 |          214 | 2           | tpot s  | 0.01053 | DeepSeek-R1-Distill-Llama-8B
Qwen/Qwen2.5-14B              | h100-pcie |            1 | f16    | tp1         |           208 |          209 | 4           | tpot s  | 0.01958 | DeepSeek-R1-Distill-Qwen-14B
Qwen/Qwen2.5-14B              | h100-pcie |            1 | f16    | tp1         |           208 |          209 | 4           | ttft s  | 0.03505 | DeepSeek-R1-Distill-Qwen-14B
Qwen/Qwen2.5-14B              | rtx-4090  |            2 | f16    | tp2         |           208 |          209 | 5           | tpot s  | 0.02529 | DeepSeek-R1-Distill-Qwen-14B
Qwen/Qwen2.5-14B              | rtx-4090  |            4 | f16    | tp4         |           208 |          207 | 5           | tpot s  | 0.02203 | DeepSeek-R1-Distill-Qwen-14B
Qwen/Qwen2.5-14B              | rtx-4090  |            8 | f16    | tp8         |           208 |          209 | 4           | tpot s  | 0.01824 | DeepSeek-R1-Distill-Qwen-14B
Qwen/Qwen2.5-32B              | h100-pcie |            1 | f16    | tp1         |           208 |          211 | 8           | tpot s  | 0.04132 | DeepSeek-R1-Distill-Qwen-32B
Qwen/Qwen2.5-32B              | h100-pcie |            1 | f16    | tp1         |           208 |          211 | 8           | ttft s  | 0.08229 | DeepSeek-R1-Distill-Qwen-32B
Qwen/Qwen2.5-7B               | rtx-4090  |            1 | f16    | tp1         |           208 |          217 | 4           | tpot s  |  0.0179 | DeepSeek-R1-Distill-Qwen-7B
Qwen/Qwen2.5-7B               | rtx-4090  |            1 | f16    | tp1         |           208 |          217 | 4           | ttft s  | 0.03386 | DeepSeek-R1-Distill-Qwen-7B
Qwen/Qwen2.5-7B               | h100-pcie |            1 | f16    | tp1         |           208 |          218 | 2           | tpot s  | 0.01011 | DeepSeek-R1-Distill-Qwen-7B
Qwen/Qwen2.5-7B               | h100-pcie |            1 | f16    | tp1         |           208 |          218 | 2           | ttft s  | 0.02017 | DeepSeek-R1-Distill-Qwen-7B
Qwen/Qwen2.5-7B               | rtx-4090  |            2 | f16    | tp2         |           208 |          218 | 3           | tpot s  | 0.01442 | DeepSeek-R1-Distill-Qwen-7B
Qwen/Qwen2.5-7B               | rtx-4090  |            4 | f16    | tp4         |           208 |          217 | 2           | tpot s  | 0.00859 | DeepSeek-R1-Distill-Qwen-7B
meta-llama/Meta-Llama-3.1-70B | h100-pcie |            2 | fp8    | tp2         |           206 |          199 | 6           | tpot s  | 0.03195 | Llama-3.1-Nemotron-70B-Instruct-HF-FP8-dynamic
meta-llama/Meta-Llama-3.1-70B | h100-pcie |            2 | fp8    | tp2         |           206 |          199 | 6           | ttft s  | 0.05737 | Llama-3.1-Nemotron-70B-Instruct-HF-FP8-dynamic
meta-llama/Meta-Llama-3-70B   | h100-pcie |            2 | f16    | tp2         |           206 |          179 | 9           | tpot s  |  0.0531 | Meta-Llama-3-70B-Instruct
meta-llama/Meta-Llama-3-70B   | h100-pcie |            2 | f16    | tp2         |           206 |          179 | 9           | ttft s  | 0.11079 | Meta-Llama-3-70B-Instruct
meta-llama/Meta-Llama-3-8B    | rtx-4090  |            1 | f16    | tp1         |           206 |          202 | 4           | tpot s  | 0.01945 | Meta-Llama-3-8B-Instruct
meta-llama/Meta-Llama-3-8B    | rtx-4090  |            1 | f16    | tp1         |           206 |          202 | 4           | ttft s  |  0.0435 | Meta-Llama-3-8B-Instruct
meta-llama/Meta-Llama-3-8B    | h100-pcie |            1 | f16    | tp1         |           206 |          202 | 2           | tpot s  | 0.01064 | Meta-Llama-3-8B-Instruct
meta-llama/Meta-Llama-3-8B    | h100-pcie |            1 | f16    | tp1         |           206 |          202 | 2           | ttft s  | 0.02036 | Meta-Llama-3-8B-Instruct
Qwen/Qwen2.5-32B              | h100-pcie |            1 | f16    | tp1         |           205 |          195 | 8           | tpot s  | 0.04155 | QwQ-32B-Preview
Qwen/Qwen2.5-32B              | h100-pcie |            1 | f16    | tp1         |           205 |          195 | 8           | ttft s  |  0.0816 | QwQ-32B-Preview
google/gemma-2-9b             | h100-pcie |            1 | f16    | tp1         |           212 |          189 | 3           | tpot s  | 0.01406 | gemma-2-9b-it
google/gemma-2-9b             | h100-pcie |            1 | f16    | tp1         |           212 |          189 | 3           | ttft s  | 0.02561 | gemma-2-9b-it
microsoft/phi-4               | h100-pcie |            1 | f16    | tp1         |           203 |          118 | 2           | tpot s  | 0.01842 | phi-4
microsoft/phi-4               | h100-pcie |            1 | f16    | tp1         |           203 |          118 | 2           | ttft s  | 0.03291 | phi-4
`,
);

/** Single reports. */
export const serverReports: readonly PublishedRow[] = [
  ...table(
    {
      model: "Qwen/Qwen3.5-4B",
      hardware: "rtx-4090",
      accelerators: 1,
      engine: "vllm",
      version: "0.17.0",
      format: "bf16",
      contextTokens: 16,
      outputTokens: 128,
      measure: "output tok/s machine",
      date: "2026-03-10",
      use: "calibration",
      source:
        "https://github.com/aaronzhfeng/gpu-inference/blob/b764d4943aec4b2d9b0df180f47a2bd91c46a54c/benchmarks/rtx-4090.md",
    },
    `
concurrency | value
1           |  97.5
2           |   162
8           |   635
16          |  1150
32          |  1955
64          |  2954
`,
  ),
  ...table(
    {
      model: "Qwen/Qwen3.5-35B-A3B",
      hardware: "h100-sxm",
      accelerators: 1,
      engine: "luminal",
      format: "fp8",
      contextTokens: 1024,
      outputTokens: 256,
      concurrency: 1,
      measure: "decode tok/s a user",
      date: "2026",
      use: "held back",
      source: "https://www.luminal.com/report/qwen-qwen3-5-35b-a3b-fp8-1xh100",
    },
    `
value
172.5
`,
  ),
  ...table(
    {
      hardware: "h200-sxm",
      engine: "vllm",
      version: "nightly build 9515",
      format: "bf16",
      contextTokens: 32,
      outputTokens: 128,
      concurrency: 8,
      measure: "output tok/s machine",
      date: "2024-11",
      use: "calibration",
      source: "https://buildkite.com/vllm/performance-benchmark/builds/9515",
      note: "static batch: mean latency of 32 in and 128 out",
    },
    `
model                        | accelerators | parallelism |  value
meta-llama/Meta-Llama-3-70B  |            4 | tp4         |  492.9
meta-llama/Meta-Llama-3.1-8B |            1 | tp1         | 1228.7
mistralai/Mixtral-8x7B-v0.1  |            2 | tp2         |    534
`,
  ),
  ...table(
    {
      accelerators: 1,
      engine: "pegainfer",
      format: "bf16",
      concurrency: 1,
      date: "2026-04-01",
      use: "held back",
      source: "https://github.com/pegainfer-project/pegainfer/pull/69",
      note: "median",
    },
    `
model           | hardware    | contextTokens | outputTokens | measure |   value
Qwen/Qwen3-4B   | rtx-4090    |         10000 |              | ttft s  | 0.71444
Qwen/Qwen3-4B   | rtx-4090    |          1024 |          256 | ttft s  | 0.05549
Qwen/Qwen3-4B   | rtx-4090    |          1024 |          256 | tpot s  | 0.01031
Qwen/Qwen3-4B   | rtx-5070-ti |         10000 |              | ttft s  | 1.19024
Qwen/Qwen3-4B   | rtx-5070-ti |          1024 |          256 | ttft s  | 0.09641
Qwen/Qwen3-4B   | rtx-5070-ti |          1024 |          256 | tpot s  | 0.01235
Qwen/Qwen3.5-4B | rtx-4090    |         10000 |              | ttft s  | 0.71476
Qwen/Qwen3.5-4B | rtx-4090    |          1024 |          256 | ttft s  | 0.08162
Qwen/Qwen3.5-4B | rtx-4090    |          1024 |          256 | tpot s  | 0.01104
Qwen/Qwen3.5-4B | rtx-5070-ti |         10000 |              | ttft s  | 1.01258
Qwen/Qwen3.5-4B | rtx-5070-ti |          1024 |          256 | ttft s  | 0.11049
Qwen/Qwen3.5-4B | rtx-5070-ti |          1024 |          256 | tpot s  | 0.01239
`,
  ),
  ...table(
    {
      model: "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16",
      hardware: "h200-sxm",
      accelerators: 1,
      engine: "vllm",
      format: "fp8",
      kvDtype: "fp8",
      parallelism: "tp1",
      contextTokens: 1024,
      outputTokens: 1024,
      concurrency: 1024,
      date: "2026-01-08",
      use: "held back",
      source:
        "https://github.com/vllm-project/recipes/blob/8959cf64189c71d36e11c6a30335f923f261b1f7/NVIDIA/Nemotron-3-Nano-30B-A3B.md",
    },
    `
measure              |   value
output tok/s machine | 15828.3
tpot s               | 0.06104
`,
  ),
];
