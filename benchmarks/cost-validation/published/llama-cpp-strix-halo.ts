import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** AMD Strix Halo (Ryzen AI MAX+ 395, 128 GB) by depth. Qwen3.6 has the shapes of Qwen3.5. */
export const strixHaloToolboxes: readonly PublishedRow[] = table(
  {
    hardware: "strix-halo",
    accelerators: 1,
    engine: "llama.cpp",
    concurrency: 1,
    date: "2026-05",
    use: "calibration",
    source:
      "https://github.com/kyuz0/amd-strix-halo-toolboxes/tree/d1a34bee0900be574fc31be9dcdc02a925581889/benchmark/results",
  },
  `
model                                         | version           | backend | format | fileGiB | contextTokens | cachedTokens | outputTokens | measure             |   value | note
zai-org/GLM-4.7-Flash                         | b9187 (0253fb21f) | ROCm    | q8_0   |    32.7 |           512 |            0 |              | prefill tok/s       |  913.36 | GLM-4.7-Flash-UD-Q8_K_XL
zai-org/GLM-4.7-Flash                         | b9187 (0253fb21f) | ROCm    | q8_0   |    32.7 |             0 |              |          128 | decode tok/s a user |    35.5 | GLM-4.7-Flash-UD-Q8_K_XL
zai-org/GLM-4.7-Flash                         | b9187 (0253fb21f) | ROCm    | q8_0   |    32.7 |         34816 |        32768 |              | prefill tok/s       |   95.82 | GLM-4.7-Flash-UD-Q8_K_XL
zai-org/GLM-4.7-Flash                         | b9187 (0253fb21f) | ROCm    | q8_0   |    32.7 |         32768 |              |           32 | decode tok/s a user |   21.96 | GLM-4.7-Flash-UD-Q8_K_XL
zai-org/GLM-4.7-Flash                         | b9187 (0253fb21f) | Vulkan  | q8_0   |    32.7 |           512 |            0 |              | prefill tok/s       | 1092.07 | GLM-4.7-Flash-UD-Q8_K_XL
zai-org/GLM-4.7-Flash                         | b9187 (0253fb21f) | Vulkan  | q8_0   |    32.7 |             0 |              |          128 | decode tok/s a user |   41.17 | GLM-4.7-Flash-UD-Q8_K_XL
zai-org/GLM-4.7-Flash                         | b9187 (0253fb21f) | Vulkan  | q8_0   |    32.7 |         34816 |        32768 |              | prefill tok/s       |  136.78 | GLM-4.7-Flash-UD-Q8_K_XL
zai-org/GLM-4.7-Flash                         | b9187 (0253fb21f) | Vulkan  | q8_0   |    32.7 |         32768 |              |           32 | decode tok/s a user |   22.55 | GLM-4.7-Flash-UD-Q8_K_XL
nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16 | b9193 (1a68ec937) | Vulkan  | q4_k_m |   78.02 |           512 |            0 |              | prefill tok/s       |  270.56 | NVIDIA-Nemotron-3-Super-120B-A12B-UD-Q4_K_XL
nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16 | b9193 (1a68ec937) | Vulkan  | q4_k_m |   78.02 |             0 |              |          128 | decode tok/s a user |   14.86 | NVIDIA-Nemotron-3-Super-120B-A12B-UD-Q4_K_XL
nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16 | b9193 (1a68ec937) | Vulkan  | q4_k_m |   78.02 |         34816 |        32768 |              | prefill tok/s       |  242.77 | NVIDIA-Nemotron-3-Super-120B-A12B-UD-Q4_K_XL
nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16 | b9193 (1a68ec937) | Vulkan  | q4_k_m |   78.02 |         32768 |              |           32 | decode tok/s a user |    14.3 | NVIDIA-Nemotron-3-Super-120B-A12B-UD-Q4_K_XL
Qwen/Qwen3.5-122B-A10B                        | b9193 (1a68ec937) | Vulkan  | q5_k_m |    85.6 |           512 |            0 |              | prefill tok/s       |  308.78 | Qwen3.5-122B-A10B-UD-Q5_K_XL
Qwen/Qwen3.5-122B-A10B                        | b9193 (1a68ec937) | Vulkan  | q5_k_m |    85.6 |             0 |              |          128 | decode tok/s a user |    22.3 | Qwen3.5-122B-A10B-UD-Q5_K_XL
Qwen/Qwen3.5-122B-A10B                        | b9193 (1a68ec937) | Vulkan  | q5_k_m |    85.6 |         34816 |        32768 |              | prefill tok/s       |  224.82 | Qwen3.5-122B-A10B-UD-Q5_K_XL
Qwen/Qwen3.5-122B-A10B                        | b9193 (1a68ec937) | Vulkan  | q5_k_m |    85.6 |         32768 |              |           32 | decode tok/s a user |   20.38 | Qwen3.5-122B-A10B-UD-Q5_K_XL
Qwen/Qwen3.6-27B                              | b9193 (1a68ec937) | ROCm    | q8_0   |   33.31 |           512 |            0 |              | prefill tok/s       |  367.47 | Qwen3.6-27B-UD-Q8_K_XL
Qwen/Qwen3.6-27B                              | b9193 (1a68ec937) | ROCm    | q8_0   |   33.31 |             0 |              |          128 | decode tok/s a user |    6.51 | Qwen3.6-27B-UD-Q8_K_XL
Qwen/Qwen3.6-27B                              | b9193 (1a68ec937) | ROCm    | q8_0   |   33.31 |         34816 |        32768 |              | prefill tok/s       |   197.7 | Qwen3.6-27B-UD-Q8_K_XL
Qwen/Qwen3.6-27B                              | b9193 (1a68ec937) | ROCm    | q8_0   |   33.31 |         32768 |              |           32 | decode tok/s a user |    6.14 | Qwen3.6-27B-UD-Q8_K_XL
Qwen/Qwen3.6-27B                              | b9193 (1a68ec937) | Vulkan  | q8_0   |   33.31 |           512 |            0 |              | prefill tok/s       |  274.97 | Qwen3.6-27B-UD-Q8_K_XL
Qwen/Qwen3.6-27B                              | b9193 (1a68ec937) | Vulkan  | q8_0   |   33.31 |             0 |              |          128 | decode tok/s a user |     6.3 | Qwen3.6-27B-UD-Q8_K_XL
Qwen/Qwen3.6-27B                              | b9193 (1a68ec937) | Vulkan  | q8_0   |   33.31 |         34816 |        32768 |              | prefill tok/s       |  123.12 | Qwen3.6-27B-UD-Q8_K_XL
Qwen/Qwen3.6-27B                              | b9193 (1a68ec937) | Vulkan  | q8_0   |   33.31 |         32768 |              |           32 | decode tok/s a user |    5.92 | Qwen3.6-27B-UD-Q8_K_XL
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | Vulkan  | q4_k_m |   21.27 |           512 |            0 |              | prefill tok/s       | 1113.64 | Qwen3.6-35B-A3B-UD-Q4_K_XL
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | Vulkan  | q4_k_m |   21.27 |             0 |              |          128 | decode tok/s a user |   60.43 | Qwen3.6-35B-A3B-UD-Q4_K_XL
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | Vulkan  | q4_k_m |   21.27 |         34816 |        32768 |              | prefill tok/s       |  715.52 | Qwen3.6-35B-A3B-UD-Q4_K_XL
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | Vulkan  | q4_k_m |   21.27 |         32768 |              |           32 | decode tok/s a user |   49.21 | Qwen3.6-35B-A3B-UD-Q4_K_XL
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | ROCm    | q8_0   |    35.8 |           512 |            0 |              | prefill tok/s       | 1093.92 | Qwen3.6-35B-A3B-UD-Q8_K_XL
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | ROCm    | q8_0   |    35.8 |             0 |              |          128 | decode tok/s a user |   46.18 | Qwen3.6-35B-A3B-UD-Q8_K_XL
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | ROCm    | q8_0   |    35.8 |         34816 |        32768 |              | prefill tok/s       |  728.92 | Qwen3.6-35B-A3B-UD-Q8_K_XL
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | ROCm    | q8_0   |    35.8 |         32768 |              |           32 | decode tok/s a user |      40 | Qwen3.6-35B-A3B-UD-Q8_K_XL
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | Vulkan  | q8_0   |    35.8 |           512 |            0 |              | prefill tok/s       |    1045 | Qwen3.6-35B-A3B-UD-Q8_K_XL
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | Vulkan  | q8_0   |    35.8 |             0 |              |          128 | decode tok/s a user |   46.33 | Qwen3.6-35B-A3B-UD-Q8_K_XL
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | Vulkan  | q8_0   |    35.8 |         34816 |        32768 |              | prefill tok/s       |   682.8 | Qwen3.6-35B-A3B-UD-Q8_K_XL
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | Vulkan  | q8_0   |    35.8 |         32768 |              |           32 | decode tok/s a user |   40.08 | Qwen3.6-35B-A3B-UD-Q8_K_XL
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | Vulkan  | q4_k_m |    15.9 |           512 |            0 |              | prefill tok/s       | 1324.66 | gemma-4-26B-A4B-it-UD-Q4_K_XL
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | Vulkan  | q4_k_m |    15.9 |             0 |              |          128 | decode tok/s a user |   54.67 | gemma-4-26B-A4B-it-UD-Q4_K_XL
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | Vulkan  | q4_k_m |    15.9 |         34816 |        32768 |              | prefill tok/s       |  682.46 | gemma-4-26B-A4B-it-UD-Q4_K_XL
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | Vulkan  | q4_k_m |    15.9 |         32768 |              |           32 | decode tok/s a user |    42.4 | gemma-4-26B-A4B-it-UD-Q4_K_XL
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | ROCm    | q8_0   |   25.94 |           512 |            0 |              | prefill tok/s       |    1354 | gemma-4-26B-A4B-it-UD-Q8_K_XL
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | ROCm    | q8_0   |   25.94 |             0 |              |          128 | decode tok/s a user |   42.35 | gemma-4-26B-A4B-it-UD-Q8_K_XL
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | ROCm    | q8_0   |   25.94 |         34816 |        32768 |              | prefill tok/s       |  725.86 | gemma-4-26B-A4B-it-UD-Q8_K_XL
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | ROCm    | q8_0   |   25.94 |         32768 |              |           32 | decode tok/s a user |   34.01 | gemma-4-26B-A4B-it-UD-Q8_K_XL
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | Vulkan  | q8_0   |   25.94 |           512 |            0 |              | prefill tok/s       | 1291.45 | gemma-4-26B-A4B-it-UD-Q8_K_XL
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | Vulkan  | q8_0   |   25.94 |             0 |              |          128 | decode tok/s a user |   45.48 | gemma-4-26B-A4B-it-UD-Q8_K_XL
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | Vulkan  | q8_0   |   25.94 |         34816 |        32768 |              | prefill tok/s       |  672.93 | gemma-4-26B-A4B-it-UD-Q8_K_XL
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | Vulkan  | q8_0   |   25.94 |         32768 |              |           32 | decode tok/s a user |   36.81 | gemma-4-26B-A4B-it-UD-Q8_K_XL
google/gemma-4-31B-it                         | b9187 (0253fb21f) | Vulkan  | q4_k_m |   17.46 |           512 |            0 |              | prefill tok/s       |  301.53 | gemma-4-31B-it-UD-Q4_K_XL
google/gemma-4-31B-it                         | b9187 (0253fb21f) | Vulkan  | q4_k_m |   17.46 |             0 |              |          128 | decode tok/s a user |   11.45 | gemma-4-31B-it-UD-Q4_K_XL
google/gemma-4-31B-it                         | b9187 (0253fb21f) | Vulkan  | q4_k_m |   17.46 |         34816 |        32768 |              | prefill tok/s       |  146.08 | gemma-4-31B-it-UD-Q4_K_XL
google/gemma-4-31B-it                         | b9187 (0253fb21f) | Vulkan  | q4_k_m |   17.46 |         32768 |              |           32 | decode tok/s a user |    9.09 | gemma-4-31B-it-UD-Q4_K_XL
google/gemma-4-31B-it                         | b9187 (0253fb21f) | ROCm    | q8_0   |    32.6 |           512 |            0 |              | prefill tok/s       |  326.41 | gemma-4-31B-it-UD-Q8_K_XL
google/gemma-4-31B-it                         | b9187 (0253fb21f) | ROCm    | q8_0   |    32.6 |             0 |              |          128 | decode tok/s a user |    6.17 | gemma-4-31B-it-UD-Q8_K_XL
google/gemma-4-31B-it                         | b9187 (0253fb21f) | ROCm    | q8_0   |    32.6 |         34816 |        32768 |              | prefill tok/s       |  150.02 | gemma-4-31B-it-UD-Q8_K_XL
google/gemma-4-31B-it                         | b9187 (0253fb21f) | ROCm    | q8_0   |    32.6 |         32768 |              |           32 | decode tok/s a user |    5.26 | gemma-4-31B-it-UD-Q8_K_XL
google/gemma-4-31B-it                         | b9187 (0253fb21f) | Vulkan  | q8_0   |    32.6 |           512 |            0 |              | prefill tok/s       |   272.1 | gemma-4-31B-it-UD-Q8_K_XL
google/gemma-4-31B-it                         | b9187 (0253fb21f) | Vulkan  | q8_0   |    32.6 |             0 |              |          128 | decode tok/s a user |     6.3 | gemma-4-31B-it-UD-Q8_K_XL
google/gemma-4-31B-it                         | b9187 (0253fb21f) | Vulkan  | q8_0   |    32.6 |         34816 |        32768 |              | prefill tok/s       |  141.06 | gemma-4-31B-it-UD-Q8_K_XL
google/gemma-4-31B-it                         | b9187 (0253fb21f) | Vulkan  | q8_0   |    32.6 |         32768 |              |           32 | decode tok/s a user |    5.52 | gemma-4-31B-it-UD-Q8_K_XL
openai/gpt-oss-120b                           | b9187 (0253fb21f) | ROCm    | mxfp4  |   59.02 |           512 |            0 |              | prefill tok/s       |  625.58 | gpt-oss-120b-mxfp4
openai/gpt-oss-120b                           | b9187 (0253fb21f) | ROCm    | mxfp4  |   59.02 |             0 |              |          128 | decode tok/s a user |   51.81 | gpt-oss-120b-mxfp4
openai/gpt-oss-120b                           | b9187 (0253fb21f) | ROCm    | mxfp4  |   59.02 |         34816 |        32768 |              | prefill tok/s       |  589.25 | gpt-oss-120b-mxfp4
openai/gpt-oss-120b                           | b9187 (0253fb21f) | ROCm    | mxfp4  |   59.02 |         32768 |              |           32 | decode tok/s a user |   36.32 | gpt-oss-120b-mxfp4
openai/gpt-oss-120b                           | b9187 (0253fb21f) | Vulkan  | mxfp4  |   59.02 |           512 |            0 |              | prefill tok/s       |  719.91 | gpt-oss-120b-mxfp4
openai/gpt-oss-120b                           | b9187 (0253fb21f) | Vulkan  | mxfp4  |   59.02 |             0 |              |          128 | decode tok/s a user |   56.61 | gpt-oss-120b-mxfp4
openai/gpt-oss-120b                           | b9187 (0253fb21f) | Vulkan  | mxfp4  |   59.02 |         34816 |        32768 |              | prefill tok/s       |   307.5 | gpt-oss-120b-mxfp4
openai/gpt-oss-120b                           | b9187 (0253fb21f) | Vulkan  | mxfp4  |   59.02 |         32768 |              |           32 | decode tok/s a user |   43.01 | gpt-oss-120b-mxfp4
openai/gpt-oss-20b                            | b9187 (0253fb21f) | ROCm    | mxfp4  |   11.27 |           512 |            0 |              | prefill tok/s       | 1786.17 | gpt-oss-20b-mxfp4
openai/gpt-oss-20b                            | b9187 (0253fb21f) | ROCm    | mxfp4  |   11.27 |             0 |              |          128 | decode tok/s a user |   73.05 | gpt-oss-20b-mxfp4
openai/gpt-oss-20b                            | b9187 (0253fb21f) | ROCm    | mxfp4  |   11.27 |         34816 |        32768 |              | prefill tok/s       | 1003.11 | gpt-oss-20b-mxfp4
openai/gpt-oss-20b                            | b9187 (0253fb21f) | ROCm    | mxfp4  |   11.27 |         32768 |              |           32 | decode tok/s a user |   52.17 | gpt-oss-20b-mxfp4
openai/gpt-oss-20b                            | b9187 (0253fb21f) | Vulkan  | mxfp4  |   11.27 |           512 |            0 |              | prefill tok/s       | 1692.49 | gpt-oss-20b-mxfp4
openai/gpt-oss-20b                            | b9187 (0253fb21f) | Vulkan  | mxfp4  |   11.27 |             0 |              |          128 | decode tok/s a user |   79.78 | gpt-oss-20b-mxfp4
openai/gpt-oss-20b                            | b9187 (0253fb21f) | Vulkan  | mxfp4  |   11.27 |         34816 |        32768 |              | prefill tok/s       |  555.73 | gpt-oss-20b-mxfp4
openai/gpt-oss-20b                            | b9187 (0253fb21f) | Vulkan  | mxfp4  |   11.27 |         32768 |              |           32 | decode tok/s a user |   61.12 | gpt-oss-20b-mxfp4
meta-llama/Llama-2-7b-hf                      | b9187 (0253fb21f) | ROCm    | q4_0   |    3.56 |           512 |            0 |              | prefill tok/s       | 1545.36 | llama-2-7b.Q4_0
meta-llama/Llama-2-7b-hf                      | b9187 (0253fb21f) | ROCm    | q4_0   |    3.56 |             0 |              |          128 | decode tok/s a user |   50.59 | llama-2-7b.Q4_0
meta-llama/Llama-2-7b-hf                      | b9187 (0253fb21f) | ROCm    | q4_0   |    3.56 |         34816 |        32768 |              | prefill tok/s       |  159.95 | llama-2-7b.Q4_0
meta-llama/Llama-2-7b-hf                      | b9187 (0253fb21f) | ROCm    | q4_0   |    3.56 |         32768 |              |           32 | decode tok/s a user |     5.6 | llama-2-7b.Q4_0
meta-llama/Llama-2-7b-hf                      | b9187 (0253fb21f) | Vulkan  | q4_0   |    3.56 |           512 |            0 |              | prefill tok/s       |  1337.7 | llama-2-7b.Q4_0
meta-llama/Llama-2-7b-hf                      | b9187 (0253fb21f) | Vulkan  | q4_0   |    3.56 |             0 |              |          128 | decode tok/s a user |   55.73 | llama-2-7b.Q4_0
meta-llama/Llama-2-7b-hf                      | b9187 (0253fb21f) | Vulkan  | q4_0   |    3.56 |         34816 |        32768 |              | prefill tok/s       |  216.79 | llama-2-7b.Q4_0
meta-llama/Llama-2-7b-hf                      | b9187 (0253fb21f) | Vulkan  | q4_0   |    3.56 |         32768 |              |           32 | decode tok/s a user |    8.47 | llama-2-7b.Q4_0
zai-org/GLM-4.7-Flash                         | b9187 (0253fb21f) | ROCm    | bf16   |   55.79 |           512 |            0 |              | prefill tok/s       |  422.28 | GLM-4.7-Flash-BF16
zai-org/GLM-4.7-Flash                         | b9187 (0253fb21f) | ROCm    | bf16   |   55.79 |             0 |              |          128 | decode tok/s a user |   23.17 | GLM-4.7-Flash-BF16
zai-org/GLM-4.7-Flash                         | b9187 (0253fb21f) | ROCm    | bf16   |   55.79 |         34816 |        32768 |              | prefill tok/s       |   91.33 | GLM-4.7-Flash-BF16
zai-org/GLM-4.7-Flash                         | b9187 (0253fb21f) | ROCm    | bf16   |   55.79 |         32768 |              |           32 | decode tok/s a user |   16.56 | GLM-4.7-Flash-BF16
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | ROCm    | bf16   |    64.6 |           512 |            0 |              | prefill tok/s       |  525.94 | Qwen3.6-35B-A3B-BF16
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | ROCm    | bf16   |    64.6 |             0 |              |          128 | decode tok/s a user |   26.01 | Qwen3.6-35B-A3B-BF16
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | ROCm    | bf16   |    64.6 |         34816 |        32768 |              | prefill tok/s       |  417.86 | Qwen3.6-35B-A3B-BF16
Qwen/Qwen3.6-35B-A3B                          | b9193 (1a68ec937) | ROCm    | bf16   |    64.6 |         32768 |              |           32 | decode tok/s a user |   23.91 | Qwen3.6-35B-A3B-BF16
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | ROCm    | bf16   |   47.02 |           512 |            0 |              | prefill tok/s       |  909.04 | gemma-4-26B-A4B-it-BF16
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | ROCm    | bf16   |   47.02 |             0 |              |          128 | decode tok/s a user |   24.64 | gemma-4-26B-A4B-it-BF16
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | ROCm    | bf16   |   47.02 |         34816 |        32768 |              | prefill tok/s       |  667.44 | gemma-4-26B-A4B-it-BF16
google/gemma-4-26B-A4B                        | b9187 (0253fb21f) | ROCm    | bf16   |   47.02 |         32768 |              |           32 | decode tok/s a user |   21.59 | gemma-4-26B-A4B-it-BF16
google/gemma-4-31B-it                         | b9187 (0253fb21f) | ROCm    | bf16   |   57.18 |           512 |            0 |              | prefill tok/s       |  428.07 | gemma-4-31B-it-BF16
google/gemma-4-31B-it                         | b9187 (0253fb21f) | ROCm    | bf16   |   57.18 |             0 |              |          128 | decode tok/s a user |    3.55 | gemma-4-31B-it-BF16
google/gemma-4-31B-it                         | b9187 (0253fb21f) | ROCm    | bf16   |   57.18 |         34816 |        32768 |              | prefill tok/s       |   167.2 | gemma-4-31B-it-BF16
google/gemma-4-31B-it                         | b9187 (0253fb21f) | ROCm    | bf16   |   57.18 |         32768 |              |           32 | decode tok/s a user |    3.23 | gemma-4-31B-it-BF16
`,
);

/** The same chip, another tester. */
export const strixHaloTests: readonly PublishedRow[] = table(
  {
    hardware: "strix-halo",
    accelerators: 1,
    engine: "llama.cpp",
    version: "b5863 to b6111, pre-production board",
    backend: "Vulkan",
    contextTokens: 0,
    outputTokens: 128,
    concurrency: 1,
    measure: "decode tok/s a user",
    date: "2025-08",
    use: "calibration",
    source:
      "https://github.com/lhl/strix-halo-testing/blob/5ee14b5b0ecfbd16b7fd0aa41a91581c32b33b61/llm-bench/README.md",
  },
  `
model                                     | format | fileGiB | value | note
meta-llama/Llama-2-7b-hf                  | q4_0   |    3.56 |  51.2 |
meta-llama/Llama-2-7b-hf                  | q4_k_m |         |  48.7 |
Qwen/Qwen3-30B-A3B                        | q4_k_m |         |    78 | Unsloth dynamic (XL) file
zai-org/GLM-4.5-Air                       | q4_k_m |         |  23.4 | Unsloth dynamic (XL) file
meta-llama/Llama-4-Scout-17B-16E-Instruct | q4_k_m |         |  19.4 | Unsloth dynamic (XL) file
Qwen/Qwen3-235B-A22B                      | q3_k_m |         |  15.1 | Unsloth dynamic (XL) file
mistralai/Mistral-Small-24B-Instruct-2501 | q4_k_m |         |  14.4 | Unsloth dynamic (XL) file
google/gemma-3-27b-it                     | q4_k_m |         |  11.8 | Unsloth dynamic (XL) file
Qwen/Qwen3-32B                            | q8_0   |         |   6.4 |
meta-llama/Meta-Llama-3.1-70B             | q4_k_m |         |     5 |
meta-llama/Meta-Llama-3.1-8B              | q4_k_m |         |    42 |
`,
);
