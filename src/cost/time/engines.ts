import { usageError } from "../../shared/errors.js";
import type { Accelerator } from "../accelerator.js";
import type { WeightFormats } from "../format/weight-formats.js";
import type { StateBytes } from "../model/spec.js";
import type { Engine } from "./engine.js";
import { formatKindOf, runsOn } from "./engine-support.js";

/**
 * The model's 16 bits for both, unless it asks for float32. Source: vllm-project/vllm mamba_utils.py,
 * `_mamba_state_dtype` with `mamba_ssm_cache_dtype` auto. TensorRT-LLM's `mamba_ssm_cache_dtype` auto is the same.
 */
const IN_16_BITS: StateBytes = { recurrent: 2, convolution: 2 };

/** Source: sgl-project/sglang mamba_utils.py, `mamba2_state_dtype`; the reference kernels. */
const FLOAT32_STATE: StateBytes = { recurrent: 4, convolution: 2 };

/**
 * Every engine. Constants are fitted by `benchmarks/cost-validation.ts`; docs/cost-validation.md shows the rows.
 */
export const engines: readonly Engine[] = [
  {
    id: "vllm",
    name: "vLLM",
    kernelScale: 0.9,
    routedBlockSeconds: { 16: 40e-6, 8: 45e-6, 4: 35e-6 },
    expertComputeShare: { 16: 1, 8: 1, 4: 1 },
    hostPrefillSeconds: 20e-6,
    hostDecodeSeconds: 0,
    unfused: 1,
    routedPasses: 0,
    stepSeconds: 1e-3,
    sequenceSeconds: 15e-6,
    requestSeconds: 0.008,
    chunkTokens: 8192,
    stateBytes: IN_16_BITS,
    // Each rank of data parallelism is an engine that shares the experts alone: docs.vllm.ai, Data Parallel Deployment.
    wholeDense: true,
    mixesPrefills: true,
    computeShare: 1,
    bandwidthShare: 1,
    // NVIDIA's timings of whole blocks: Triton's on Hopper 20 to 55 µs, FlashInfer's on Blackwell 15 to 33.
    on: {
      hopper: { routedBlockSeconds: { 16: 30e-6, 8: 35e-6, 4: 35e-6 } },
      // Static batches in recorded graphs, as Intel publishes them.
      gaudi: { sequenceSeconds: 0 },
      blackwell: { routedBlockSeconds: { 16: 22e-6, 8: 25e-6, 4: 22e-6 } },
    },
  },
  {
    id: "sglang",
    name: "SGLang",
    kernelScale: 0.85,
    routedBlockSeconds: { 16: 40e-6, 8: 40e-6, 4: 45e-6 },
    expertComputeShare: { 16: 1, 8: 1, 4: 1 },
    hostPrefillSeconds: 48e-6,
    hostDecodeSeconds: 0,
    unfused: 1,
    routedPasses: 0,
    stepSeconds: 0.8e-3,
    sequenceSeconds: 0,
    requestSeconds: 0.025,
    chunkTokens: 8192,
    stateBytes: FLOAT32_STATE,
    // Dense layers stay tensor parallel unless `--moe-dense-tp-size 1`: sgl-project/sglang server_args.py.
    wholeDense: false,
    mixesPrefills: false,
    computeShare: 1,
    bandwidthShare: 1,
    on: {
      // NVIDIA's timings: 20 to 25 µs on Hopper; on Blackwell 14 to 18 by FlashInfer, 37 to 63 in nvfp4 by CuTe.
      hopper: { routedBlockSeconds: { 16: 28e-6, 8: 28e-6, 4: 30e-6 } },
      blackwell: { routedBlockSeconds: { 16: 22e-6, 8: 25e-6, 4: 30e-6 } },
      // First tokens of 1,024 tokens take 1.4 times as long as the device's work; on cdna4 they do not.
      cdna3: { hostPrefillSeconds: 75e-6 },
    },
  },
  {
    id: "trtllm",
    name: "TensorRT-LLM",
    kernelScale: 0.5,
    routedBlockSeconds: { 16: 45e-6, 8: 65e-6, 4: 35e-6 },
    expertComputeShare: { 16: 1, 8: 0.6, 4: 1 },
    hostPrefillSeconds: 40e-6,
    hostDecodeSeconds: 0,
    unfused: 1,
    routedPasses: 0,
    stepSeconds: 0.5e-3,
    sequenceSeconds: 0,
    requestSeconds: 0.03,
    chunkTokens: 8192,
    stateBytes: IN_16_BITS,
    // "If using attention DP, the MLP also uses DP instead of TP": NVIDIA/TensorRT-LLM modeling_deepseekv3.py.
    wholeDense: true,
    mixesPrefills: true,
    computeShare: 1,
    bandwidthShare: 1,
  },
  {
    id: "atom",
    name: "ATOM (AMD)",
    kernelScale: 0.85,
    routedBlockSeconds: { 16: 40e-6, 8: 40e-6, 4: 45e-6 },
    expertComputeShare: { 16: 1, 8: 1, 4: 1 },
    hostPrefillSeconds: 12e-6,
    hostDecodeSeconds: 0,
    unfused: 1,
    routedPasses: 0,
    stepSeconds: 0.8e-3,
    sequenceSeconds: 0,
    requestSeconds: 0.01,
    chunkTokens: 8192,
    stateBytes: IN_16_BITS,
    wholeDense: false,
    mixesPrefills: false,
    computeShare: 1,
    bandwidthShare: 1,
  },
  {
    id: "llama.cpp",
    name: "llama.cpp",
    kernelScale: 0.8,
    routedBlockSeconds: { 16: 30e-6, 8: 30e-6, 4: 30e-6 },
    expertComputeShare: { 16: 1, 8: 1, 4: 1 },
    hostPrefillSeconds: 0,
    hostDecodeSeconds: 0,
    // `min_batch_size` of ggml_backend_cuda_reg, 32 unless GGML_OP_OFFLOAD_MIN_BATCH says otherwise:
    // ggml-org/llama.cpp@00108827, ggml/src/ggml-cuda/ggml-cuda.cu.
    hostTokens: 32,
    unfused: 1,
    routedPasses: 0,
    stepSeconds: 0.2e-3,
    sequenceSeconds: 0,
    requestSeconds: 0.005,
    // Its batches of the prompt are 512 tokens.
    chunkTokens: 512,
    // `type_r` and `type_s`, src/llama-model.cpp of ggml-org/llama.cpp.
    stateBytes: { recurrent: 4, convolution: 4 },
    wholeDense: false,
    mixesPrefills: true,
    computeShare: 1,
    bandwidthShare: 1,
    // Its kernels use neither Hopper's matrix instructions nor HBM as servers' kernels do.
    on: {
      hopper: { computeShare: 0.3, bandwidthShare: 0.65 },
      ampere: { computeShare: 0.45, bandwidthShare: 0.65 },
      "ampere-desk": { computeShare: 0.65 },
      ada: { computeShare: 0.5 },
      "blackwell-desk": {
        kernelScale: 1.1,
        routedBlockSeconds: { 16: 10e-6, 8: 10e-6, 4: 10e-6 },
        computeShare: 0.5,
        expertComputeShare: { 16: 2.4, 8: 2.4, 4: 2.4 },
      },
      cdna3: { computeShare: 0.3, bandwidthShare: 0.6 },
      // K-quants do not use AMX: DeepSeek-R1 on a Xeon 6980P (benchmarks/cost-validation/published).
      "cpu-amx": { computeShare: 0.06 },
    },
  },
  {
    id: "transformers",
    name: "Hugging Face transformers, eager",
    kernelScale: 1,
    routedBlockSeconds: { 16: 300e-6, 8: 300e-6, 4: 300e-6 },
    expertComputeShare: { 16: 1, 8: 1, 4: 1 },
    hostPrefillSeconds: 75e-6,
    // Of steps whose length cuDNN has planned before; the first at each length takes 40 ms more.
    hostDecodeSeconds: 75e-6,
    unfused: 6.5,
    routedPasses: 30,
    stepSeconds: 1e-3,
    sequenceSeconds: 0,
    requestSeconds: 0,
    chunkTokens: 2 ** 30,
    stateBytes: FLOAT32_STATE,
    wholeDense: false,
    mixesPrefills: false,
    computeShare: 1,
    bandwidthShare: 1,
  },
];

/** Architectures that servers do not support; people run llama.cpp there. */
const DESK = /^(apple|cpu|rdna)/;

/** The engine that people run there: llama.cpp for GGUF files and where few servers run, else vLLM. */
export function defaultEngineFor(accelerator: Accelerator, formats: WeightFormats): Engine {
  const isDesk = DESK.test(accelerator.architecture ?? "") || formatKindOf(formats) === "gguf";
  return findEngine(isDesk && runsOn("llama.cpp", accelerator) ? "llama.cpp" : "vllm");
}

/** An engine by its id, ignoring case. @throws FoveaError `unknown-engine`. */
export function findEngine(name: string): Engine {
  const engine = engines.find(({ id }) => id === name.trim().toLowerCase());
  if (engine) return engine;
  throw usageError(
    "unknown-engine",
    `--engine "${name}" is not known`,
    `Choose from ${engines.map(({ id }) => id).join(", ")}.`,
  );
}
