import type { Dtype } from "../../src/cost/index.js";

/** One published time to first token. */
export interface PrefillRow {
  readonly model: string;
  readonly hardware: string;
  readonly accelerators: number;
  readonly dtype: Dtype;
  readonly kvDtype?: Dtype;
  readonly parallel?: "tensor" | "context";
  readonly tokens: number;
  readonly seconds: number;
  readonly source: string;
  /** Calibration rows were used to choose the overheads; held-back rows were not. */
  readonly use: "calibration" | "held back";
  readonly note?: string;
}

type Cell = readonly [model: string, accelerators: number, tokens: number, milliseconds: number];

const tensorRt = (
  source: string,
  use: PrefillRow["use"],
  hardware: string,
  dtype: Dtype,
  cells: readonly Cell[],
): PrefillRow[] =>
  cells.map(([model, accelerators, tokens, milliseconds]) => ({
    model,
    hardware,
    accelerators,
    dtype,
    tokens,
    seconds: milliseconds / 1000,
    source,
    use,
  }));

const v05 =
  "https://github.com/NVIDIA/TensorRT-LLM/blob/138f96d45f90b9667426f7c47297d8c06bafac73/docs/source/performance.md";
const v09 = "https://nvidia.github.io/TensorRT-LLM/performance/perf-overview.html";

const gptj = "EleutherAI/gpt-j-6b";
const llama7 = "llama-2-7b";
const llama70 = "llama-2-70b";
const falcon = "falcon-180b";
const mistral = "mistral-7b-v0.1";
const mixtral = "mixtral-8x7b";

/** TensorRT-LLM 0.5: first-token latency at batch size 1. */
const calibration: readonly PrefillRow[] = [
  ...tensorRt(v05, "calibration", "h100-sxm", "fp8", [
    [gptj, 1, 128, 7],
    [gptj, 1, 2048, 29],
    [llama7, 1, 128, 7],
    [llama7, 1, 2048, 36],
    [llama70, 4, 128, 26],
    [llama70, 4, 2048, 109],
    [falcon, 8, 128, 27],
    [falcon, 8, 2048, 205],
  ]),
  ...tensorRt(v05, "calibration", "l40s", "fp8", [
    [gptj, 1, 128, 12],
    [gptj, 1, 2048, 71],
    [llama7, 1, 128, 14],
    [llama7, 1, 2048, 73],
  ]),
  ...tensorRt(v05, "calibration", "a100-sxm", "fp16", [
    [gptj, 1, 128, 12],
    [gptj, 1, 2048, 129],
    [llama7, 1, 128, 16],
    [llama7, 1, 2048, 133],
    [llama70, 4, 128, 47],
    [llama70, 4, 2048, 377],
    [falcon, 8, 128, 61],
    [falcon, 8, 2048, 509],
  ]),
];

/**
 * TensorRT-LLM 0.9: the same kind of table for a later release, with two more models and one more
 * accelerator.
 */
const release09: readonly PrefillRow[] = [
  ...tensorRt(v09, "held back", "h200-sxm", "fp8", [
    [gptj, 1, 128, 5.0],
    [gptj, 1, 2048, 23.5],
    [mistral, 1, 128, 5.9],
    [mistral, 1, 2048, 31.7],
    [mixtral, 2, 128, 12.1],
    [mixtral, 2, 2048, 87.7],
    [llama7, 1, 128, 5.7],
    [llama7, 1, 2048, 30.2],
    [llama70, 4, 128, 17.8],
    [llama70, 4, 2048, 103.0],
    [falcon, 4, 128, 36.4],
    [falcon, 4, 2048, 194.4],
  ]),
  ...tensorRt(v09, "held back", "h100-sxm", "fp8", [
    [gptj, 1, 128, 5.5],
    [gptj, 1, 2048, 23.8],
    [mistral, 1, 128, 6.5],
    [mistral, 1, 2048, 32.4],
    [mixtral, 2, 128, 13.4],
    [mixtral, 2, 2048, 89.5],
    [llama7, 1, 128, 6.3],
    [llama7, 1, 2048, 30.8],
    [llama70, 4, 128, 19.6],
    [llama70, 8, 2048, 85.1],
    [falcon, 4, 128, 41.1],
    [falcon, 8, 2048, 129.9],
  ]),
  ...tensorRt(v09, "held back", "l40s", "fp8", [
    [gptj, 1, 128, 12.4],
    [gptj, 1, 2048, 61.7],
    [mistral, 1, 128, 15.4],
    [mistral, 1, 2048, 87.3],
    [mixtral, 4, 128, 19.5],
    [mixtral, 4, 2048, 165.6],
    [llama7, 1, 128, 14.1],
    [llama7, 1, 2048, 80.1],
    [llama70, 8, 128, 70.4],
    [llama70, 4, 2048, 673.3],
    [falcon, 8, 128, 91.0],
    [falcon, 8, 2048, 768.8],
  ]),
  ...tensorRt(v09, "held back", "a100-sxm", "fp16", [
    [gptj, 1, 128, 14.8],
    [gptj, 1, 2048, 136.4],
    [mistral, 1, 128, 16.3],
    [mistral, 1, 2048, 139.6],
    [mixtral, 2, 128, 23.8],
    [mixtral, 2, 2048, 160.9],
    [llama7, 1, 128, 16.2],
    [llama7, 1, 2048, 132.4],
    [llama70, 4, 128, 45.6],
    [llama70, 8, 2048, 249.2],
    [falcon, 8, 128, 76.5],
    [falcon, 8, 2048, 456.0],
  ]),
];

const contextParallel = {
  model: "llama-3.1-405b",
  hardware: "h100-sxm",
  accelerators: 128,
  dtype: "fp8",
  kvDtype: "bf16",
  parallel: "context",
  source: "https://arxiv.org/abs/2411.01783",
  use: "held back",
} as const;

const nvl32 = {
  hardware: "gh200",
  accelerators: 32,
  dtype: "fp8",
  source:
    "https://developer.nvidia.com/blog/low-latency-inference-chapter-2-blackwell-is-coming-nvidia-gh200-nvl32-with-nvlink-switch-gives-signs-of-big-leap-in-time-to-first-token-performance/",
  use: "held back",
  note: "FP8 assumed",
} as const;

const nim = {
  model: "llama-3.3-70b",
  hardware: "h100-sxm",
  accelerators: 2,
  dtype: "fp8",
  source: "https://docs.nvidia.com/nim/benchmarking/llm/1.0.0/performance",
  use: "held back",
} as const;

const minference = {
  model: "llama-3-8b",
  hardware: "a100-sxm",
  accelerators: 1,
  dtype: "bf16",
  source: "https://github.com/microsoft/MInference/tree/010b7080e5cb95034f58b86605c4984bf07ae2d3/experiments",
  use: "held back",
} as const;

/** Full attention (FlashAttention-2) by context length on one accelerator: Hugging Face's code, then vLLM. */
const byLength: readonly PrefillRow[] = [
  ...[
    [1_000, 0.54565],
    [10_000, 0.9759],
    [50_000, 8.52933],
    [100_000, 24.88319],
    [200_000, 79.39184],
    [300_000, 169.62441],
    [500_000, 456.78353],
    [1_000_000, 1765.56387],
  ].map(([tokens, seconds]) => ({ ...minference, tokens: tokens!, seconds: seconds!, note: "transformers" })),
  ...[
    [1_000, 0.08062],
    [10_000, 0.83215],
    [50_000, 7.71675],
    [100_000, 21.7308],
    [128_000, 32.86252],
  ].map(([tokens, seconds]) => ({ ...minference, tokens: tokens!, seconds: seconds!, note: "vLLM" })),
];

const longContext: readonly PrefillRow[] = [
  { ...contextParallel, tokens: 1_000_000, seconds: 77 },
  { ...contextParallel, tokens: 128_000, seconds: 3.8, note: "128 accelerators assumed" },
  { ...nvl32, model: "llama-3.1-70b", tokens: 32_768, seconds: 0.472 },
  { ...nvl32, model: "llama-3.1-405b", tokens: 32_768, seconds: 1.6 },
  { ...nvl32, model: "llama-3.1-405b", tokens: 122_880, seconds: 7.5 },
  { ...nim, tokens: 5000, seconds: 0.40677, note: "NIM 1.8.0" },
  { ...nim, tokens: 5000, seconds: 0.36811, note: "NIM 1.5.0" },
  { ...nim, tokens: 500, seconds: 0.04777, note: "NIM 1.8.0" },
];

export const prefillRows: readonly PrefillRow[] = [...calibration, ...release09, ...byLength, ...longContext];
