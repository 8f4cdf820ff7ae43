import { type Deployment, type ModelSpec, timeError } from "../../../src/cost/index.js";

/** One measured figure beside the model's. */
export interface Case {
  /** Tables have a section for each: "servers", "one user", … */
  readonly section: string;
  readonly measure: string;
  readonly engine: string;
  readonly architecture: string;
  readonly kind: "dense" | "mixture";
  /** Constants were chosen on calibration rows only. */
  readonly use: "calibration" | "held back";
  readonly title: string;
  readonly source: string;
  readonly predicted: number;
  readonly measured: number;
  /** How far the model says that its times may be off. */
  readonly factor: number;
  /** Predicted time over measured time: above 1 is too slow, also where the figure is a rate. */
  readonly slowness: number;
}

export const causal = { causal: true, latent: "absorbed" } as const;

export const kindOf = (spec: ModelSpec): Case["kind"] =>
  spec.layers.some(({ feedForward }) => feedForward.routing !== undefined) ? "mixture" : "dense";

/** What of a case follows from its deployment and figures. */
export const compared = (
  spec: ModelSpec,
  deployment: Deployment,
  measured: number,
  predicted: number,
  rate: boolean,
  prefill = false,
) => ({
  engine: deployment.engine.id,
  architecture: deployment.accelerator.architecture ?? "other",
  kind: kindOf(spec),
  predicted,
  measured,
  factor: timeError(deployment)[prefill ? "prefillFactor" : "factor"],
  slowness: rate ? measured / predicted : predicted / measured,
});
