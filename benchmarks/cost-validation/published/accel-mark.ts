import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** Chat and long prompts, one request at a time. */
export const accelMark: readonly PublishedRow[] = table(
  {
    concurrency: 1,
    use: "held back",
    source:
      "https://github.com/FreedomIntelligence/AccelMark/tree/5797fc42745be2494e6213938d9e5afa0c6c5bef/results",
  },
  `
model                        | hardware      | accelerators | engine | version                     | format | parallelism | contextTokens | outputTokens | measure |    value | date       | note
meta-llama/Meta-Llama-3-8B   | a100-sxm-40gb |            1 | sglang | 0.5.6                       | bf16   | tp1         |           236 |              | tpot s  |  0.01293 | 2026-05-06 | ShareGPT prompts, mean 236 tokens, up to 512 out
meta-llama/Meta-Llama-3.1-8B | a100-sxm-40gb |            1 | sglang | 0.5.6                       | bf16   | tp1         |         28650 |          256 | ttft s  |  2.98793 | 2026-05-07 | median prompt 28,650 tokens
meta-llama/Meta-Llama-3.1-8B | a100-sxm-40gb |            1 | sglang | 0.5.6                       | bf16   | tp1         |         28650 |          256 | tpot s  |  0.01565 | 2026-05-07 | median prompt 28,650 tokens
meta-llama/Meta-Llama-3-8B   | ascend-910b2  |            1 | vllm   | 0.18.0rc1 (vllm-ascend)     | bf16   | tp1         |           236 |              | tpot s  |    0.025 | 2026-04-14 | ShareGPT prompts, mean 236 tokens, up to 512 out
meta-llama/Meta-Llama-3.1-8B | ascend-910b2  |            1 | vllm   | 0.18.0rc1 (vllm-ascend)     | bf16   | tp1         |         28650 |          256 | ttft s  |  3.34625 | 2026-04-14 | median prompt 28,650 tokens
meta-llama/Meta-Llama-3.1-8B | ascend-910b2  |            1 | vllm   | 0.18.0rc1 (vllm-ascend)     | bf16   | tp1         |         28650 |          256 | tpot s  |  0.03373 | 2026-04-14 | median prompt 28,650 tokens
meta-llama/Meta-Llama-3-70B  | ascend-910b2  |            8 | vllm   | 0.18.0rc1 (vllm-ascend)     | bf16   | tp8         |           236 |              | tpot s  |  0.06776 | 2026-04-14 | ShareGPT prompts, mean 236 tokens, up to 512 out
mistralai/Mixtral-8x7B-v0.1  | ascend-910b2  |            8 | vllm   | 0.18.0rc1 (vllm-ascend)     | bf16   | tp8         |           236 |              | tpot s  |  0.03203 | 2026-04-14 | ShareGPT prompts, mean 236 tokens, up to 512 out
meta-llama/Meta-Llama-3-8B   | a100-sxm-40gb |            1 | vllm   | 0.7.3                       | bf16   | tp1         |           236 |              | tpot s  |  0.01427 | 2026-04-15 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | a100-sxm-40gb |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | ttft s  |  2.82272 | 2026-04-15 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | a100-sxm-40gb |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | tpot s  |  0.01796 | 2026-04-15 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3-70B  | a100-sxm-40gb |            8 | vllm   | 0.7.3                       | bf16   | tp8         |           236 |              | tpot s  |  0.02093 | 2026-04-17 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
mistralai/Mixtral-8x7B-v0.1  | a100-sxm-40gb |            8 | vllm   | 0.7.3                       | bf16   | tp8         |           236 |              | tpot s  |  0.00712 | 2026-04-17 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3-8B   | a100-sxm      |            1 | vllm   | 0.20.1+transformers-5.8.1   | bf16   | tp1         |           236 |              | tpot s  |  0.01077 | 2026-05-18 | ShareGPT prompts, mean 236 tokens, up to 512 out
meta-llama/Meta-Llama-3-8B   | a100-sxm      |            1 | vllm   | 0.7.3                       | bf16   | tp1         |           236 |              | tpot s  |  0.01319 | 2026-04-15 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | a100-sxm      |            1 | vllm   | 0.20.1+transformers-5.8.1   | bf16   | tp1         |         28650 |          256 | ttft s  |  3.17855 | 2026-05-18 | median prompt 28,650 tokens
meta-llama/Meta-Llama-3.1-8B | a100-sxm      |            1 | vllm   | 0.20.1+transformers-5.8.1   | bf16   | tp1         |         28650 |          256 | tpot s  |   0.0131 | 2026-05-18 | median prompt 28,650 tokens
meta-llama/Meta-Llama-3.1-8B | a100-sxm      |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | ttft s  |  2.83869 | 2026-04-15 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | a100-sxm      |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | tpot s  |  0.03057 | 2026-04-15 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3-8B   | rtx-3090      |            1 | vllm   | 0.7.3                       | bf16   | tp1         |           236 |              | tpot s  |  0.02147 | 2026-04-15 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3-8B   | rtx-4090      |            1 | vllm   | 0.7.3                       | bf16   | tp1         |           236 |              | tpot s  |  0.02013 | 2026-04-17 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3-70B  | rtx-4090      |            8 | vllm   | 0.7.3                       | bf16   | tp8         |           236 |              | tpot s  |  0.02979 | 2026-04-21 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
mistralai/Mixtral-8x7B-v0.1  | rtx-4090      |            8 | vllm   | 0.7.3                       | bf16   | tp8         |           236 |              | tpot s  |  0.01074 | 2026-04-21 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3-8B   | rtx-5090      |            1 | vllm   | 0.19.1rc1.dev339+gedc364896 | bf16   | tp1         |           236 |              | tpot s  |  0.01022 | 2026-04-16 | ShareGPT prompts, mean 236 tokens, up to 512 out
meta-llama/Meta-Llama-3.1-8B | rtx-5090      |            1 | vllm   | 0.19.1rc1.dev339+gedc364896 | bf16   | tp1         |         28650 |          256 | ttft s  |   3.4831 | 2026-04-16 | median prompt 28,650 tokens
meta-llama/Meta-Llama-3.1-8B | rtx-5090      |            1 | vllm   | 0.19.1rc1.dev339+gedc364896 | bf16   | tp1         |         28650 |          256 | tpot s  |  0.01234 | 2026-04-16 | median prompt 28,650 tokens
meta-llama/Meta-Llama-3-8B   | h100-sxm      |            1 | vllm   | 0.7.3                       | bf16   | tp1         |           236 |              | tpot s  |  0.00774 | 2026-04-18 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | h100-sxm      |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | ttft s  |  1.07672 | 2026-04-18 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | h100-sxm      |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | tpot s  |  0.01188 | 2026-04-18 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3-8B   | h200-sxm      |            1 | vllm   | 0.7.3                       | bf16   | tp1         |           236 |              | tpot s  |  0.00762 | 2026-04-15 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | h200-sxm      |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | ttft s  |  1.16586 | 2026-04-15 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | h200-sxm      |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | tpot s  |  0.01606 | 2026-04-15 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3-70B  | h200-sxm      |            8 | vllm   | 0.7.3                       | bf16   | tp8         |           236 |              | tpot s  |  0.01229 | 2026-04-09 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
mistralai/Mixtral-8x7B-v0.1  | h200-sxm      |            8 | vllm   | 0.7.3                       | bf16   | tp8         |           236 |              | tpot s  |  0.00663 | 2026-04-14 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3-8B   | h20-141gb     |            1 | vllm   | 0.7.3                       | bf16   | tp1         |           236 |              | tpot s  |  0.01281 | 2026-04-16 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | h20-141gb     |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | ttft s  |   4.6549 | 2026-04-16 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | h20-141gb     |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | tpot s  |  0.03531 | 2026-04-16 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3-70B  | h20-141gb     |            8 | vllm   | 0.7.3                       | bf16   | tp8         |           236 |              | tpot s  |  0.02131 | 2026-04-17 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
mistralai/Mixtral-8x7B-v0.1  | h20-141gb     |            8 | vllm   | 0.7.3                       | bf16   | tp8         |           236 |              | tpot s  |  0.00778 | 2026-04-17 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3-8B   | l4            |            1 | vllm   | 0.7.3                       | bf16   | tp1         |           236 |              | tpot s  |   0.0612 | 2026-04-18 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3-8B   | rtx-6000-ada  |            1 | vllm   | 0.7.3                       | bf16   | tp1         |           236 |              | tpot s  |  0.01921 | 2026-04-19 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | rtx-6000-ada  |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | ttft s  |  5.82613 | 2026-04-19 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | rtx-6000-ada  |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | tpot s  |   0.0241 | 2026-04-19 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3-8B   | rtx-a6000     |            1 | vllm   | 0.7.3                       | bf16   | tp1         |           236 |              | tpot s  |  0.02594 | 2026-04-17 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | rtx-a6000     |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | ttft s  |  5.82097 | 2026-04-17 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | rtx-a6000     |            1 | vllm   | 0.7.3                       | bf16   | tp1         |         28650 |          256 | tpot s  |  0.03062 | 2026-04-17 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3-70B  | rtx-a6000     |            8 | vllm   | 0.7.3                       | bf16   | tp8         |           236 |              | tpot s  |  0.03441 | 2026-04-16 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
mistralai/Mixtral-8x7B-v0.1  | rtx-a6000     |            8 | vllm   | 0.7.3                       | bf16   | tp8         |           236 |              | tpot s  |  0.00945 | 2026-04-17 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3-8B   | v100s-pcie    |            1 | vllm   | 0.7.3                       | f16    | tp1         |           236 |              | tpot s  |  0.02255 | 2026-04-15 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | v100s-pcie    |            1 | vllm   | 0.7.3                       | f16    | tp1         |         28650 |          256 | ttft s  | 12.64081 | 2026-04-15 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3.1-8B | v100s-pcie    |            1 | vllm   | 0.7.3                       | f16    | tp1         |         28650 |          256 | tpot s  |  0.03433 | 2026-04-15 | median prompt 28,650 tokens; V0 engine, host-bound
meta-llama/Meta-Llama-3-70B  | v100s-pcie    |            8 | vllm   | 0.7.3                       | f16    | tp8         |           236 |              | tpot s  |  0.03481 | 2026-04-16 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
mistralai/Mixtral-8x7B-v0.1  | v100s-pcie    |            8 | vllm   | 0.7.3                       | f16    | tp8         |           236 |              | tpot s  |  0.01294 | 2026-04-18 | ShareGPT prompts, mean 236 tokens, up to 512 out; V0 engine, host-bound
`,
);
