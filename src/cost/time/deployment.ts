import type { Accelerator } from "../accelerator.js";
import type { Dtype } from "../format/dtype.js";
import { plain, type StoredFormat } from "../format/stored-format.js";
import { uniformFormats, type WeightFormats } from "../format/weight-formats.js";
import type { OffloadRequest } from "../memory/offload.js";
import { acceleratorsOf, type ParallelPlan, planOf } from "../parallel-plan.js";
import { type Engine, engineOn } from "./engine.js";
import { defaultEngineFor } from "./engines.js";
import type { Host } from "./host.js";
import { type Shares, sharesOf } from "./shares.js";

/** One copy of a model as it is served: what it runs on, how it is divided, stored and launched. */
export interface Deployment {
  readonly accelerator: Accelerator;
  readonly plan: ParallelPlan;
  readonly formats: WeightFormats;
  readonly kv: StoredFormat;
  /** Sequences of one pass. */
  readonly batch: number;
  readonly engine: Engine;
  readonly shares: Shares;
  /** What of the model the host holds, with the host. */
  readonly offload?: OffloadRequest;
  readonly host?: Host;
  /** FLOP of a request's images before the text model: vision tower and projection. */
  readonly imageFlop?: number;
}

/** What a caller states of a deployment; the rest has defaults. */
export interface DeploymentRequest {
  readonly accelerator: Accelerator;
  /** Accelerators, all tensor parallel, or a plan. Default: one. */
  readonly accelerators?: number;
  readonly plan?: ParallelPlan;
  /** Format of all weights. Default: bf16. */
  readonly dtype?: Dtype;
  readonly formats?: WeightFormats;
  /** Format of the KV cache. Default: 16 bits. */
  readonly kv?: StoredFormat;
  readonly batch?: number;
  readonly engine?: Engine;
  readonly shares?: Shares;
}

/** Fills in the defaults. */
export function deploymentOf(request: DeploymentRequest): Deployment {
  const { accelerator } = request;
  const formats = request.formats ?? uniformFormats(request.dtype ?? "bf16");
  const engine = engineOn(request.engine ?? defaultEngineFor(accelerator, formats), accelerator.architecture);
  const plan = request.plan ?? planOf({ accelerators: request.accelerators ?? 1 }, accelerator);
  return {
    accelerator,
    // How the engine lays out what is beside attention and experts.
    plan:
      plan.dataAttention && engine.wholeDense !== (plan.wholeDense ?? false)
        ? { ...plan, wholeDense: engine.wholeDense }
        : plan,
    formats,
    kv: request.kv ?? plain("bf16"),
    batch: request.batch ?? 1,
    engine,
    shares: request.shares ?? sharesOf(accelerator),
  };
}

/** The deployment with another number of sequences in a pass. */
export const withBatch = (deployment: Deployment, batch: number): Deployment =>
  batch === deployment.batch ? deployment : { ...deployment, batch };

/** Accelerators of a deployment. */
export const acceleratorsIn = ({ plan }: Deployment): number => acceleratorsOf(plan);
