import type { Accelerator } from "../accelerator.js";
import type { StoredFormat } from "../format/stored-format.js";
import type { WeightFormats } from "../format/weight-formats.js";
import { cacheBytes, layerGroups, type MixerContext, type ModelSpec, stateBytes } from "../model/spec.js";
import type { ParallelPlan } from "../parallel-plan.js";
import type { Engine } from "../time/engine.js";
import { type OffloadRequest, offload } from "./offload.js";
import { fullestShare, type Stage, stagesOf } from "./stages.js";

/** Everything that decides what an accelerator must hold. */
export interface MemoryDeployment {
  readonly accelerator: Accelerator;
  readonly plan: ParallelPlan;
  readonly formats: WeightFormats;
  /** Format of the KV cache. */
  readonly kv: StoredFormat;
  /** `chunkTokens`: prompt tokens that one pass computes at most, of all sequences together. */
  readonly engine: Pick<Engine, "chunkTokens" | "stateBytes">;
  /** Share of the memory that is kept free, 0 to 1: the driver, workspaces, fragments. Default: `defaultReserve`. */
  readonly reserve?: number;
  /** What of the model is in the memory of the host instead. */
  readonly offload?: OffloadRequest;
}

/** Default of `--reserve`. vLLM's `gpu_memory_utilization` is 0.9, SGLang's `mem_fraction_static` near it. */
export const defaultReserve = 0.1;

/** What the accelerators are to hold. */
export interface MemoryLoad {
  /** Sequences held at once. */
  readonly sequences: number;
  /** Tokens of each in the cache at its longest. */
  readonly tokens: number;
  /** Tokens of each that a prefill computes: `tokens` less a cached prefix. */
  readonly newTokens: number;
}

/** Bytes on the fullest accelerator. */
export interface MemoryPerAccelerator {
  readonly weights: number;
  /** Keys and values, or latents, and recurrent state, of the sequences that it holds. */
  readonly kvCache: number;
  /** Of one pass of at most `engine.chunkTokens` tokens, without gradients. */
  readonly activations: number;
  readonly reserve: number;
  /** The sum of the four. */
  readonly total: number;
  readonly capacity: number;
}

/** Bytes of an element of activations, whatever the weights are. */
export const ACTIVATION_BYTES = 2;

/**
 * Bytes on the fullest accelerator of a plan. Tensor parallelism divides a product by whole heads, experts and
 * columns: a latent is whole on each accelerator, and KV heads are copied when there are fewer than accelerators.
 * Attention by requests divides the cache by requests. The fullest pipeline stage decides.
 */
export function memoryPerAccelerator(
  spec: ModelSpec,
  load: MemoryLoad,
  deployment: MemoryDeployment,
  context: MixerContext,
): MemoryPerAccelerator {
  if (deployment.offload !== undefined) {
    const { offload: out, ...rest } = deployment;
    const stays = offload(spec, deployment.formats, out);
    return memoryPerAccelerator(stays.spec, load, { ...rest, formats: stays.formats }, context);
  }
  const { accelerator, plan, formats, reserve = defaultReserve } = deployment;
  const capacity = accelerator.memoryBytes;
  let weights = 0;
  let kvCache = 0;
  for (const stage of stagesOf(spec, formats, plan)) {
    const cache = spec.causal ? heldBytes(stage, load, deployment, context) : 0;
    if (stage.weightBytes + cache < weights + kvCache) continue;
    weights = stage.weightBytes;
    kvCache = cache;
  }
  const activations = activationBytes(spec, load, deployment);
  const kept = reserve * capacity;
  return {
    weights,
    kvCache,
    activations,
    reserve: kept,
    total: weights + kvCache + activations + kept,
    capacity,
  };
}

/** Whether everything and the reserve fit. */
export const fits = ({ total, capacity }: MemoryPerAccelerator): boolean => total <= capacity;

function heldBytes(
  { layers }: Stage,
  { sequences, tokens }: MemoryLoad,
  { plan, kv, engine }: MemoryDeployment,
  context: MixerContext,
): number {
  const among = plan.dataAttention ? 1 : plan.tensor;
  const own = plan.dataAttention ? Math.ceil(sequences / plan.tensor) : sequences;
  let bytes = 0;
  for (const { layer, count } of layers) {
    const { mixer } = layer;
    const cache = cacheBytes(mixer, tokens, kv, context) / plan.context;
    const state = stateBytes(mixer, engine.stateBytes);
    bytes +=
      count *
      (cache * fullestShare(mixer.cacheSplits, among) + state * fullestShare(mixer.stateSplits, among));
  }
  return own * bytes;
}

/**
 * Activations of one pass: the residual stream twice, whole on each accelerator, and its part of the largest
 * working set of any mixer or feed-forward. A lower bound: engines add workspace, which the reserve covers.
 */
function activationBytes(
  spec: ModelSpec,
  { sequences, newTokens }: MemoryLoad,
  { plan, engine }: MemoryDeployment,
): number {
  const tokens = Math.min(engine.chunkTokens, sequences * newTokens) / plan.context;
  let widest = 0;
  for (const { layer } of layerGroups(spec))
    widest = Math.max(
      widest,
      layer.mixer.activationElements(tokens) / (plan.dataAttention ? 1 : plan.tensor),
      (tokens * layer.feedForward.activationElementsPerToken) / plan.tensor,
    );
  return (2 * tokens * spec.hiddenSize + widest) * ACTIVATION_BYTES;
}

/** Bytes of the weights on the fullest accelerator. */
export const weightsPerAccelerator = (spec: ModelSpec, formats: WeightFormats, plan: ParallelPlan): number =>
  Math.max(...stagesOf(spec, formats, plan).map(({ weightBytes }) => weightBytes));
