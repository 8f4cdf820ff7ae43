import { usageError } from "../shared/errors.js";
import { type Accelerator, nodeSize } from "./accelerator.js";

/**
 * How accelerators share one copy of a model. Three divisions multiply to their number; experts and requests
 * are laid over the accelerators of the tensor division, as vLLM (`--enable-expert-parallel`), SGLang
 * (`--ep-size`, `--enable-dp-attention`) and TensorRT-LLM (`moe_ep_size`, `enable_attention_dp`) do.
 */
export interface ParallelPlan {
  /** Accelerators that divide each matrix product. */
  readonly tensor: number;
  /** Stages that divide the layers. */
  readonly pipeline: number;
  /** Groups that divide the tokens of a sequence, each with all weights. */
  readonly context: number;
  /**
   * Among how many of the `tensor` accelerators whole experts are divided; each expert is itself divided
   * among the remaining factor, `tensor` / `expert`. 1: every accelerator has a part of every expert.
   */
  readonly expert: number;
  /**
   * Attention is divided by requests, not by heads: each of the `tensor` accelerators holds all attention
   * weights and the cache of its own requests.
   */
  readonly dataAttention: boolean;
  /**
   * With attention by requests, dense feed-forwards, shared experts and the head are whole on each accelerator too:
   * only routed experts are divided (`Engine.wholeDense`).
   */
  readonly wholeDense?: boolean;
}

export const singleAccelerator: ParallelPlan = {
  tensor: 1,
  pipeline: 1,
  context: 1,
  expert: 1,
  dataAttention: false,
};

/** Accelerators of a plan. */
export const acceleratorsOf = ({ tensor, pipeline, context }: ParallelPlan): number =>
  tensor * pipeline * context;

/** What a caller states of a plan; the rest follows. */
export interface PlanRequest {
  /** All accelerators. Absent: as many as the stated divisions multiply to. */
  readonly accelerators?: number;
  readonly tensor?: number;
  readonly pipeline?: number;
  readonly expert?: number;
  readonly dataAttention?: boolean;
  readonly wholeDense?: boolean;
  /** `context`: the sequence is divided among nodes, and within a node of several products are. */
  readonly parallel?: "tensor" | "context";
}

/**
 * The plan of a request. What is left of `accelerators` after the stated divisions is tensor parallel, or
 * pipeline stages when `tensor` is stated: 16 alone are tensor 16, and 16 with `tensor` 8 are two stages. With
 * `parallel: "context"` it divides the sequence: among single accelerators of one node, and beyond one node
 * among groups as large as a node allows, each tensor parallel, as in arXiv:2411.01783.
 * @throws FoveaError `bad-plan` when the divisions do not multiply to `accelerators`.
 */
export function planOf(request: PlanRequest, accelerator: Accelerator): ParallelPlan {
  const { expert = 1, dataAttention = false, parallel = "tensor" } = request;
  const stated = (request.tensor ?? 1) * (request.pipeline ?? 1);
  const accelerators = request.accelerators ?? stated;
  if (!(Number.isInteger(accelerators) && accelerators >= 1))
    throw usageError(
      "bad-plan",
      `${accelerators} accelerators are none`,
      "Give a whole number of at least 1.",
    );
  if (accelerators % stated !== 0) throw notDivided(request, accelerators);
  const left = accelerators / stated;
  let tensor = request.tensor ?? 1;
  let pipeline = request.pipeline ?? 1;
  let context = 1;
  if (parallel === "context") {
    if (request.tensor === undefined && left > nodeSize(accelerator))
      tensor = largestDivisor(left, nodeSize(accelerator));
    context = accelerators / (tensor * pipeline);
    checkContext(request, accelerators, context);
  } else if (request.tensor === undefined) tensor = left;
  else if (request.pipeline === undefined) pipeline = left;
  else if (left > 1) throw notDivided(request, accelerators);
  if (tensor % expert !== 0)
    throw usageError(
      "bad-plan",
      `experts cannot be divided among ${expert} of ${tensor} tensor-parallel accelerators`,
      `Give --ep a divisor of ${tensor}.`,
    );
  const byRequests = dataAttention && tensor > 1;
  return {
    tensor,
    pipeline,
    context,
    expert,
    dataAttention: byRequests,
    ...(byRequests && request.wholeDense ? { wholeDense: true } : {}),
  };
}

/** `--parallel context` beside divisions that leave it nothing to divide, or that exclude it. */
function checkContext(
  { tensor, pipeline, dataAttention }: PlanRequest,
  accelerators: number,
  context: number,
) {
  if (dataAttention === true)
    throw usageError(
      "bad-plan",
      "--dp-attention divides the cache by requests and --parallel context by tokens",
      "Give one of them.",
    );
  if (context === 1 && accelerators > 1 && (tensor ?? pipeline) !== undefined)
    throw usageError(
      "bad-plan",
      `--parallel context has nothing to divide among: --tp and --pp take all ${accelerators} accelerators`,
      `Write --gpus ${2 * accelerators}, or leave --parallel out.`,
    );
}

function notDivided({ tensor, pipeline }: PlanRequest, accelerators: number): Error {
  const flags = [
    ...(tensor === undefined ? [] : [`--tp ${tensor}`]),
    ...(pipeline === undefined ? [] : [`--pp ${pipeline}`]),
  ].join(" ");
  return usageError(
    "bad-plan",
    `${accelerators} accelerators do not divide by ${flags}`,
    `Write --gpus ${(tensor ?? 1) * (pipeline ?? 1)}, or leave --gpus out.`,
  );
}

function largestDivisor(n: number, most: number): number {
  for (let divisor = most; divisor > 1; divisor--) if (n % divisor === 0) return divisor;
  return 1;
}

/** The plan in words: `tensor 8 × pipeline 2 parallel, experts over 8`. Empty for one accelerator. */
export function describePlan(plan: ParallelPlan): string {
  const { tensor, pipeline, context, expert, dataAttention } = plan;
  const divisions = [
    ...(tensor > 1 ? [`tensor ${tensor}`] : []),
    ...(pipeline > 1 ? [`pipeline ${pipeline}`] : []),
    ...(context > 1 ? [`context ${context}`] : []),
  ].join(" × ");
  return [
    ...(divisions === "" ? [] : [`${divisions} parallel`]),
    ...(expert > 1 ? [`experts over ${expert}`] : []),
    ...(dataAttention ? ["attention by requests"] : []),
  ].join(", ");
}
