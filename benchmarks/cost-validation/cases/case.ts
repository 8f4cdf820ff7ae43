import type { Deployment, ModelSpec } from "../../../src/cost/index.js";

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
  /** Predicted time over measured time: above 1 is too slow, also where the figure is a rate. */
  readonly slowness: number;
}

export const causal = { causal: true, latent: "absorbed" } as const;

export const kindOf = (spec: ModelSpec): Case["kind"] =>
  spec.layers.some(({ feedForward }) => feedForward.routing !== undefined) ? "mixture" : "dense";

/** What of a case follows from its deployment and figures. */
export const compared = (
  spec: ModelSpec,
  { engine, accelerator }: Pick<Deployment, "engine" | "accelerator">,
  measured: number,
  predicted: number,
  rate: boolean,
) => ({
  engine: engine.id,
  architecture: accelerator.architecture ?? "other",
  kind: kindOf(spec),
  predicted,
  measured,
  slowness: rate ? measured / predicted : predicted / measured,
});
