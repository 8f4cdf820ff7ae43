import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** Single reports in pull requests and issues. */
export const reports: readonly PublishedRow[] = [
  ...table(
    {
      hardware: "rtx-4090",
      accelerators: 1,
      engine: "llama.cpp",
      version: "pull request branch",
      backend: "CUDA",
      contextTokens: 0,
      concurrency: 1,
      measure: "decode tok/s a user",
      date: "2025-10-29",
      use: "calibration",
      source: "https://github.com/ggml-org/llama.cpp/pull/16834",
    },
    `
model              | format | fileGiB | outputTokens |  value
openai/gpt-oss-20b | mxfp4  |   11.27 |          128 | 187.25
openai/gpt-oss-20b | mxfp4  |   11.27 |          512 | 184.45
Qwen/Qwen3-30B-A3B | q4_0   |         |          128 | 163.48
Qwen/Qwen3-30B-A3B | q4_0   |         |          512 | 160.86
`,
  ),
  ...table(
    {
      model: "Qwen/Qwen3-30B-A3B",
      hardware: "rtx-4090",
      accelerators: 1,
      engine: "llama.cpp",
      version: "pull request branch",
      backend: "CUDA",
      format: "q4_0",
      contextTokens: 0,
      outputTokens: 4096,
      concurrency: 1,
      measure: "decode tok/s a user",
      date: "2025-08-28",
      use: "calibration",
      source: "https://github.com/ggml-org/llama.cpp/pull/15631",
      note: "prompt of 4,096 in micro-batches of 1: decode without sampling",
    },
    `
 value
205.87
`,
  ),
  ...table(
    {
      model: "zai-org/GLM-4.7-Flash",
      hardware: "rtx-3090",
      accelerators: 1,
      engine: "llama.cpp",
      version: "12116ba4f",
      backend: "CUDA",
      format: "q2_k",
      contextTokens: 32768,
      outputTokens: 512,
      concurrency: 1,
      measure: "decode tok/s a user",
      date: "2026-01-25",
      use: "calibration",
      source: "https://github.com/ggml-org/llama.cpp/pull/19092",
      note: "prompt of 512 in micro-batches of 1",
    },
    `
value
 77.7
`,
  ),
  ...table(
    {
      model: "google/gemma-4-26B-A4B",
      hardware: "rtx-3090",
      accelerators: 1,
      engine: "llama.cpp",
      version: "a3cec6ab6",
      backend: "CUDA",
      format: "q4_0",
      outputTokens: 256,
      concurrency: 1,
      measure: "decode tok/s a user",
      date: "2026-09",
      use: "calibration",
      source: "https://github.com/ggml-org/llama.cpp/pull/29152",
      note: "prompt of 256 in micro-batches of 1",
    },
    `
contextTokens |  value
            0 | 190.09
        32768 | 151.95
`,
  ),
  ...table(
    {
      model: "mistralai/Mistral-7B-v0.1",
      hardware: "m5",
      accelerators: 1,
      engine: "llama.cpp",
      version: "pull request branch",
      backend: "Metal",
      format: "q4_0",
      fileGiB: 3.83,
      concurrency: 1,
      date: "2025-10-25",
      use: "calibration",
      source: "https://github.com/ggml-org/llama.cpp/pull/16634",
    },
    `
contextTokens | cachedTokens | outputTokens | measure             |  value
          512 |            0 |              | prefill tok/s       | 608.05
            0 |              |          128 | decode tok/s a user |  26.59
`,
  ),
  ...table(
    {
      model: "meta-llama/Meta-Llama-3.1-8B",
      hardware: "rx-7900-xtx",
      accelerators: 1,
      engine: "llama.cpp",
      backend: "ROCm",
      concurrency: 1,
      date: "2026",
      use: "calibration",
      source: "https://github.com/ggml-org/llama.cpp/pull/26284",
    },
    `
format | contextTokens | cachedTokens | outputTokens | measure             |   value
q4_k_m |          2048 |            0 |              | prefill tok/s       | 3226.54
q4_k_m |          6144 |         4096 |              | prefill tok/s       | 2693.13
q4_k_m |             0 |              |           64 | decode tok/s a user |  105.81
q4_k_m |          4096 |              |           64 | decode tok/s a user |   98.54
q5_k_m |             0 |              |           64 | decode tok/s a user |  100.47
q2_k   |             0 |              |           64 | decode tok/s a user |  131.14
q2_k   |          4096 |              |           64 | decode tok/s a user |  119.41
`,
  ),
  ...table(
    {
      model: "openai/gpt-oss-20b",
      hardware: "rx-7900-xtx",
      accelerators: 1,
      engine: "llama.cpp",
      backend: "ROCm",
      format: "mxfp4",
      contextTokens: 2048,
      cachedTokens: 0,
      concurrency: 1,
      measure: "prefill tok/s",
      date: "2026",
      use: "calibration",
      source: "https://github.com/ggml-org/llama.cpp/pull/18537",
    },
    `
  value
3857.77
`,
  ),
  ...table(
    {
      model: "Qwen/Qwen3.5-27B",
      hardware: "rx-7900-xtx",
      accelerators: 2,
      engine: "llama.cpp",
      backend: "Vulkan",
      format: "q4_k_m",
      fileGiB: 15.48,
      parallelism: "tp2",
      concurrency: 1,
      date: "2026-06-26",
      use: "calibration",
      source: "https://github.com/ggml-org/llama.cpp/pull/25051",
    },
    `
contextTokens | cachedTokens | outputTokens | measure             |  value
          512 |            0 |              | prefill tok/s       | 1283.4
            0 |              |          128 | decode tok/s a user |  41.57
`,
  ),
  ...table(
    {
      model: "meta-llama/Meta-Llama-3.1-8B",
      accelerators: 1,
      engine: "llama.cpp",
      backend: "CUDA",
      format: "q4_0",
      concurrency: 1,
      date: "2025",
      use: "calibration",
      source: "https://github.com/ggml-org/llama.cpp/pull/17505",
    },
    `
hardware | contextTokens | cachedTokens | outputTokens | measure             |   value | note
rtx-4090 |         32768 |              |          512 | decode tok/s a user |  102.76 | prompt of 512 in micro-batches of 1
rtx-3090 |         33280 |        32768 |              | prefill tok/s       | 1448.12 |
`,
  ),
  ...table(
    {
      model: "huggyllama/llama-7b",
      hardware: "rtx-3090",
      accelerators: 1,
      engine: "llama.cpp",
      backend: "CUDA",
      format: "q4_0",
      contextTokens: 32768,
      outputTokens: 512,
      concurrency: 1,
      measure: "decode tok/s a user",
      date: "2025",
      use: "calibration",
      source: "https://github.com/ggml-org/llama.cpp/pull/17891",
      note: "prompt of 512 in micro-batches of 1",
    },
    `
value
40.02
`,
  ),
  ...table(
    {
      model: "google/gemma-2b",
      hardware: "mi100",
      accelerators: 1,
      engine: "llama.cpp",
      backend: "ROCm",
      format: "q4_0",
      contextTokens: 16384,
      outputTokens: 512,
      concurrency: 1,
      measure: "decode tok/s a user",
      date: "2026",
      use: "calibration",
      source: "https://github.com/ggml-org/llama.cpp/pull/22880",
      note: "prompt of 512 in micro-batches of 1",
    },
    `
 value
233.07
`,
  ),
  ...table(
    {
      model: "meta-llama/Meta-Llama-3.1-8B",
      hardware: "rtx-3080",
      accelerators: 1,
      engine: "llama.cpp",
      version: "b3622 (93bc3839)",
      backend: "CUDA",
      format: "q4_k_m",
      concurrency: 1,
      date: "2024-08-26",
      use: "calibration",
      source: "https://github.com/dmatora/LLM-inference-speed-benchmarks/issues/12",
    },
    `
contextTokens | cachedTokens | outputTokens | measure             |   value
          512 |            0 |              | prefill tok/s       | 3806.89
            0 |              |          128 | decode tok/s a user |  111.95
`,
  ),
  ...table(
    {
      model: "meta-llama/Meta-Llama-3.1-8B",
      hardware: "m1-max",
      accelerators: 1,
      engine: "llama.cpp",
      backend: "Metal",
      format: "q4_k_m",
      concurrency: 1,
      date: "2026-03-08",
      use: "calibration",
      source: "https://github.com/brand-o/normiebench/issues/40",
    },
    `
contextTokens | cachedTokens | outputTokens | measure             |  value
          512 |            0 |              | prefill tok/s       | 499.58
            0 |              |          128 | decode tok/s a user |   46.2
`,
  ),
  ...table(
    {
      model: "Qwen/Qwen2.5-7B",
      hardware: "arc-b580",
      accelerators: 1,
      engine: "ipex-llm (llama.cpp)",
      backend: "SYCL",
      format: "q4_k_m",
      fileGiB: 4.36,
      concurrency: 1,
      date: "2025-03-22",
      use: "calibration",
      source: "https://github.com/intel/ipex-llm/issues/12991",
      note: "DeepSeek-R1-Distill-Qwen-7B",
    },
    `
contextTokens | cachedTokens | outputTokens | measure             |   value
          512 |            0 |              | prefill tok/s       | 2335.96
         1024 |            0 |              | prefill tok/s       | 2286.37
         2048 |            0 |              | prefill tok/s       | 1988.33
            0 |              |          128 | decode tok/s a user |   66.48
            0 |              |          512 | decode tok/s a user |    66.1
`,
  ),
];
