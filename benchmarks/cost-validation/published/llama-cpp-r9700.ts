import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** AMD Radeon AI PRO R9700 cards. */
export const r9700: readonly PublishedRow[] = table(
  {
    hardware: "r9700",
    accelerators: 1,
    engine: "llama.cpp",
    version: "b7423 (2aa45ef9e)",
    backend: "ROCm",
    concurrency: 1,
    date: "2025-12-27",
    use: "calibration",
    source:
      "https://github.com/kyuz0/amd-r9700-ai-toolboxes/blob/8ad62bcda86dc2ce2f2f75e39f292c480bb36122/docs/results.json",
  },
  `
model                                      | format | fileGiB | contextTokens | cachedTokens | outputTokens | measure             |   value | note
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 | q4_k_m |   21.26 |         18432 |        16384 |              | prefill tok/s       | 2436.91 | Nemotron-3-Nano-30B-A3B-UD-Q4_K_XL
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 | q4_k_m |   21.26 |         16384 |              |           32 | decode tok/s a user |   98.18 | Nemotron-3-Nano-30B-A3B-UD-Q4_K_XL
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 | q4_k_m |   21.26 |         34816 |        32768 |              | prefill tok/s       | 1690.56 | Nemotron-3-Nano-30B-A3B-UD-Q4_K_XL
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 | q4_k_m |   21.26 |         32768 |              |           32 | decode tok/s a user |   95.61 | Nemotron-3-Nano-30B-A3B-UD-Q4_K_XL
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 | q4_k_m |   21.26 |           512 |            0 |              | prefill tok/s       | 2790.54 | Nemotron-3-Nano-30B-A3B-UD-Q4_K_XL
nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16 | q4_k_m |   21.26 |             0 |              |          128 | decode tok/s a user |  103.38 | Nemotron-3-Nano-30B-A3B-UD-Q4_K_XL
Qwen/Qwen3-Coder-30B-A3B-Instruct          | q4_k_m |   17.35 |         18432 |        16384 |              | prefill tok/s       |  726.33 | Qwen3-Coder-30B-A3B-Instruct-Q4_K_M
Qwen/Qwen3-Coder-30B-A3B-Instruct          | q4_k_m |   17.35 |         16384 |              |           32 | decode tok/s a user |   74.52 | Qwen3-Coder-30B-A3B-Instruct-Q4_K_M
Qwen/Qwen3-Coder-30B-A3B-Instruct          | q4_k_m |   17.35 |         34816 |        32768 |              | prefill tok/s       |  403.22 | Qwen3-Coder-30B-A3B-Instruct-Q4_K_M
Qwen/Qwen3-Coder-30B-A3B-Instruct          | q4_k_m |   17.35 |         32768 |              |           32 | decode tok/s a user |   61.65 | Qwen3-Coder-30B-A3B-Instruct-Q4_K_M
Qwen/Qwen3-Coder-30B-A3B-Instruct          | q4_k_m |   17.35 |           512 |            0 |              | prefill tok/s       | 2830.34 | Qwen3-Coder-30B-A3B-Instruct-Q4_K_M
Qwen/Qwen3-Coder-30B-A3B-Instruct          | q4_k_m |   17.35 |             0 |              |          128 | decode tok/s a user |   99.49 | Qwen3-Coder-30B-A3B-Instruct-Q4_K_M
google/gemma-3-12b-it                      | q8_0   |    13.4 |         18432 |        16384 |              | prefill tok/s       | 1525.24 | gemma-3-12b-it-UD-Q8_K_XL
google/gemma-3-12b-it                      | q8_0   |    13.4 |         16384 |              |           32 | decode tok/s a user |   31.62 | gemma-3-12b-it-UD-Q8_K_XL
google/gemma-3-12b-it                      | q8_0   |    13.4 |         34816 |        32768 |              | prefill tok/s       | 1106.43 | gemma-3-12b-it-UD-Q8_K_XL
google/gemma-3-12b-it                      | q8_0   |    13.4 |         32768 |              |           32 | decode tok/s a user |   29.54 | gemma-3-12b-it-UD-Q8_K_XL
google/gemma-3-12b-it                      | q8_0   |    13.4 |           512 |            0 |              | prefill tok/s       | 2828.25 | gemma-3-12b-it-UD-Q8_K_XL
google/gemma-3-12b-it                      | q8_0   |    13.4 |             0 |              |          128 | decode tok/s a user |   34.22 | gemma-3-12b-it-UD-Q8_K_XL
openai/gpt-oss-20b                         | mxfp4  |   11.27 |         18432 |        16384 |              | prefill tok/s       | 1676.49 | gpt-oss-20b-mxfp4
openai/gpt-oss-20b                         | mxfp4  |   11.27 |         16384 |              |           32 | decode tok/s a user |  114.87 | gpt-oss-20b-mxfp4
openai/gpt-oss-20b                         | mxfp4  |   11.27 |         34816 |        32768 |              | prefill tok/s       | 1011.34 | gpt-oss-20b-mxfp4
openai/gpt-oss-20b                         | mxfp4  |   11.27 |         32768 |              |           32 | decode tok/s a user |  102.14 | gpt-oss-20b-mxfp4
openai/gpt-oss-20b                         | mxfp4  |   11.27 |           512 |            0 |              | prefill tok/s       | 4517.14 | gpt-oss-20b-mxfp4
openai/gpt-oss-20b                         | mxfp4  |   11.27 |             0 |              |          128 | decode tok/s a user |  133.92 | gpt-oss-20b-mxfp4
meta-llama/Llama-2-7b-hf                   | q4_0   |    3.56 |         18432 |        16384 |              | prefill tok/s       |  994.65 | llama-2-7b.Q4_0
meta-llama/Llama-2-7b-hf                   | q4_0   |    3.56 |         16384 |              |           32 | decode tok/s a user |    42.3 | llama-2-7b.Q4_0
meta-llama/Llama-2-7b-hf                   | q4_0   |    3.56 |         34816 |        32768 |              | prefill tok/s       |  567.61 | llama-2-7b.Q4_0
meta-llama/Llama-2-7b-hf                   | q4_0   |    3.56 |         32768 |              |           32 | decode tok/s a user |   26.82 | llama-2-7b.Q4_0
meta-llama/Llama-2-7b-hf                   | q4_0   |    3.56 |           512 |            0 |              | prefill tok/s       | 4687.55 | llama-2-7b.Q4_0
meta-llama/Llama-2-7b-hf                   | q4_0   |    3.56 |             0 |              |          128 | decode tok/s a user |  103.66 | llama-2-7b.Q4_0
`,
);
