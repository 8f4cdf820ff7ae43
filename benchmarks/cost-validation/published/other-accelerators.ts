import type { PublishedRow } from "./row.js";
import { table } from "./table.js";

/** Intel's own tables for Gaudi 2 and 3: static batches, and the first token at batch size 1. */
export const gaudi: readonly PublishedRow[] = [
  ...table(
    {
      hardware: "gaudi3",
      engine: "Gaudi PyTorch",
      version: "Gaudi software 1.18.0",
      format: "fp8",
      measure: "output tok/s machine",
      date: "2024",
      use: "calibration",
      source: "https://intel.com/content/www/us/en/developer/platform/gaudi/model-performance.html",
      note: "static batch: prefill and decode together",
    },
    `
model                         | accelerators | parallelism | contextTokens | outputTokens | concurrency | value
meta-llama/Llama-2-7b-hf      |            1 |             |           128 |          128 | 1536        | 19810
meta-llama/Llama-2-7b-hf      |            1 |             |           128 |         2048 | 217         |  6763
meta-llama/Llama-2-7b-hf      |            1 |             |          2048 |          128 | 153         |  2029
meta-llama/Llama-2-7b-hf      |            1 |             |          2048 |         2048 | 75          |  2734
meta-llama/Llama-2-70b-hf     |            2 | tp2         |           128 |          128 | 1750        |  4433
meta-llama/Llama-2-70b-hf     |            2 | tp2         |           128 |         2048 | 512         |  6026
meta-llama/Llama-2-70b-hf     |            2 | tp2         |          2048 |          128 | 231         |   498
meta-llama/Llama-2-70b-hf     |            2 | tp2         |          2048 |         2048 | 240         |  2641
meta-llama/Meta-Llama-3.1-8B  |            1 |             |           128 |          128 | 1536        | 24310
meta-llama/Meta-Llama-3.1-8B  |            1 |             |           128 |         2048 | 768         | 18830
meta-llama/Meta-Llama-3.1-8B  |            1 |             |          2048 |          128 | 256         |  2652
meta-llama/Meta-Llama-3.1-8B  |            1 |             |          2048 |         2048 | 364         |  7405
meta-llama/Meta-Llama-3.1-70B |            2 | tp2         |           128 |          128 | 3516        |  3711
meta-llama/Meta-Llama-3.1-70B |            2 | tp2         |           128 |         2048 | 450         |  5776
meta-llama/Meta-Llama-3.1-70B |            2 | tp2         |          2048 |          128 | 223         |   497
meta-llama/Meta-Llama-3.1-70B |            2 | tp2         |          2048 |         2048 | 175         |  2588
meta-llama/Meta-Llama-3.1-70B |            8 | tp8         |           128 |          128 | 4000        | 15008
meta-llama/Meta-Llama-3.1-70B |            8 | tp8         |           128 |         2048 | 600         | 15711
meta-llama/Meta-Llama-3.1-70B |            8 | tp8         |          2048 |          128 | 400         |  1600
meta-llama/Meta-Llama-3.1-70B |            8 | tp8         |          2048 |         2048 | 600         |  8946
mistralai/Mistral-7B-v0.1     |            1 |             |           128 |          128 | 896         | 24433
mistralai/Mistral-7B-v0.1     |            1 |             |           128 |         2048 | 120         | 13726
mistralai/Mistral-7B-v0.1     |            1 |             |          2048 |          128 | 120         |  2085
mistralai/Mistral-7B-v0.1     |            1 |             |          2048 |         2048 | 44          |  4970
`,
  ),
  ...table(
    {
      hardware: "gaudi2",
      engine: "Gaudi PyTorch",
      version: "Gaudi software 1.18.0",
      format: "fp8",
      date: "2024",
      use: "held back",
      source:
        "https://intel.com/content/www/us/en/developer/platform/gaudi/model-performance-gaudi2-inference.html",
    },
    `
model                        | accelerators | parallelism | contextTokens | outputTokens | concurrency | measure              |   value | note
meta-llama/Llama-2-7b-hf     |            1 |             |           128 |          128 | 1230        | output tok/s machine |   13137 | static batch: prefill and decode together
meta-llama/Llama-2-7b-hf     |            1 |             |           128 |         2048 | 163         | output tok/s machine |    4791 | static batch: prefill and decode together
meta-llama/Llama-2-7b-hf     |            1 |             |          2048 |          128 | 94          | output tok/s machine |    1449 | static batch: prefill and decode together
meta-llama/Llama-2-7b-hf     |            1 |             |          2048 |         2048 | 81          | output tok/s machine |    1953 | static batch: prefill and decode together
meta-llama/Llama-2-70b-hf    |            2 | tp2         |           128 |          128 | 1750        | output tok/s machine |    2844 | static batch: prefill and decode together
meta-llama/Llama-2-70b-hf    |            4 | tp4         |           128 |         2048 | 327         | output tok/s machine |    3211 | static batch: prefill and decode together
meta-llama/Llama-2-70b-hf    |            2 | tp2         |          2048 |          128 | 95          | output tok/s machine |     310 | static batch: prefill and decode together
meta-llama/Llama-2-70b-hf    |            2 | tp2         |          2048 |         2048 | 78          | output tok/s machine |    1438 | static batch: prefill and decode together
mistralai/Mistral-7B-v0.1    |            1 |             |           128 |          128 | 896         | output tok/s machine |   18023 | static batch: prefill and decode together
mistralai/Mistral-7B-v0.1    |            1 |             |           128 |         2048 | 120         | output tok/s machine |   11294 | static batch: prefill and decode together
mistralai/Mistral-7B-v0.1    |            1 |             |          2048 |          128 | 120         | output tok/s machine |    1427 | static batch: prefill and decode together
mistralai/Mistral-7B-v0.1    |            1 |             |          2048 |         2048 | 44          | output tok/s machine |    3947 | static batch: prefill and decode together
meta-llama/Meta-Llama-3.1-8B |            1 |             |           128 |          128 | 2429        | output tok/s machine |   18201 | static batch: prefill and decode together
meta-llama/Meta-Llama-3.1-8B |            1 |             |           128 |         2048 | 289         | output tok/s machine |   11138 | static batch: prefill and decode together
meta-llama/Meta-Llama-3.1-8B |            1 |             |          2048 |          128 | 179         | output tok/s machine |    2028 | static batch: prefill and decode together
meta-llama/Meta-Llama-3.1-8B |            1 |             |          2048 |         2048 | 155         | output tok/s machine |    5511 | static batch: prefill and decode together
meta-llama/Llama-2-7b-hf     |            1 |             |           128 |              | 1           | ttft s               | 0.00762 | called latency in the source; it grows with the input as a first token does
meta-llama/Llama-2-7b-hf     |            1 |             |          2048 |              | 1           | ttft s               | 0.05631 | called latency in the source; it grows with the input as a first token does
meta-llama/Llama-2-70b-hf    |            8 | tp8         |           128 |              | 1           | ttft s               | 0.02693 | called latency in the source; it grows with the input as a first token does
meta-llama/Llama-2-70b-hf    |            8 | tp8         |          2048 |              | 1           | ttft s               |   0.116 | called latency in the source; it grows with the input as a first token does
meta-llama/Meta-Llama-3.1-8B |            1 |             |           128 |              | 1           | ttft s               | 0.00817 | called latency in the source; it grows with the input as a first token does
meta-llama/Meta-Llama-3.1-8B |            1 |             |          2048 |              | 1           | ttft s               | 0.06052 | called latency in the source; it grows with the input as a first token does
`,
  ),
];

/** Google's recipe for Trillium. */
export const tpu: readonly PublishedRow[] = table(
  {
    model: "meta-llama/Llama-3.3-70B-Instruct",
    hardware: "tpu-v6e",
    accelerators: 8,
    engine: "vllm-tpu",
    format: "bf16",
    parallelism: "tp8",
    contextTokens: 1000,
    outputTokens: 1000,
    date: "2026-04-08",
    use: "held back",
    source:
      "https://github.com/AI-Hypercomputer/tpu-recipes/blob/c8cfe2f689081d36701a101cd73a70965d80926b/inference/trillium/vLLM/Llama3.x/README.md",
    note: "at most 512 tokens a step",
  },
  `
concurrency | measure              |   value
64          | output tok/s machine |  2494.8
64          | ttft s               | 0.19881
64          | tpot s               |  0.0254
128         | output tok/s machine | 3544.46
128         | ttft s               | 0.22909
128         | tpot s               | 0.03543
`,
);

/** AWS tutorials for a trn2.48xlarge: 16 chips. */
export const trainium: readonly PublishedRow[] = [
  ...table(
    {
      model: "meta-llama/Llama-3.3-70B-Instruct",
      hardware: "trainium2",
      accelerators: 16,
      engine: "NxD Inference, vllm",
      format: "bf16",
      parallelism: "tp16",
      contextTokens: 10000,
      outputTokens: 1500,
      concurrency: 1,
      date: "2025-02-04",
      use: "held back",
      source:
        "https://github.com/aws-neuron/aws-neuron-sdk/blob/81ce03ae261e12925e53437a0f690478e6366155/libraries/nxd-inference/tutorials/trn2-llama3.3-70b-tutorial.rst",
      note: "64 logical cores; median",
    },
    `
measure |   value
ttft s  |  0.8142
tpot s  | 0.01966
`,
  ),
  ...table(
    {
      model: "meta-llama/Meta-Llama-3.1-405B",
      hardware: "trainium2",
      accelerators: 16,
      engine: "NxD Inference, vllm",
      format: "bf16",
      parallelism: "tp16",
      contextTokens: 10000,
      outputTokens: 1500,
      concurrency: 1,
      date: "2025-02-04",
      use: "held back",
      source:
        "https://github.com/aws-neuron/aws-neuron-sdk/blob/81ce03ae261e12925e53437a0f690478e6366155/libraries/nxd-inference/tutorials/trn2-llama3.1-405b-speculative-tutorial.rst",
      note: "64 logical cores; median",
    },
    `
measure |   value
ttft s  |   2.442
tpot s  | 0.03793
`,
  ),
];
