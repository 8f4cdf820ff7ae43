import type { Deployment } from "./deployment.js";
import { notRun } from "./engine-support.js";

/** How far a modelled time may be off: between time / factor and time × factor. */
export interface TimeError {
  readonly factor: number;
  readonly why: string;
}

/**
 * Architectures on which an engine was measured. Of the measured rows nine calibration rows in ten and three held-back
 * rows in four lie within the factor of their case (docs/cost-validation.md, tested there).
 */
const measuredOn: Readonly<Record<string, readonly string[]>> = {
  vllm: ["ampere", "ampere-desk", "ada", "ada-geforce", "hopper", "cdna3", "blackwell-geforce"],
  sglang: ["cdna3", "cdna4", "ampere", "hopper"],
  trtllm: ["ampere", "ada", "hopper", "blackwell", "blackwell-desk"],
  atom: ["cdna4"],
  "llama.cpp": [
    "ampere",
    "ampere-desk",
    "ampere-geforce",
    "ada",
    "ada-geforce",
    "blackwell-desk",
    "blackwell-geforce",
    "hopper",
    "cpu",
    "apple",
    "rdna3",
    "rdna35",
    "rdna4",
  ],
  transformers: ["hopper"],
};

const everMeasured = new Set(Object.values(measuredOn).flat());

/** The factor where an engine was measured on an architecture. */
export const measuredFactor = 1.5;

/** The error to expect of a deployment's times. */
export function timeError(deployment: Deployment): TimeError {
  const { engine, accelerator, offload } = deployment;
  const refused = notRun(deployment);
  if (refused !== undefined) return { factor: 3, why: `${engine.name} ${refused}` };
  if (offload !== undefined)
    return { factor: 3, why: "nothing was measured with weights out of the accelerators" };
  const architecture = accelerator.architecture ?? "";
  if (measuredOn[engine.id]?.includes(architecture))
    return { factor: measuredFactor, why: `${engine.name} was measured on this architecture` };
  if (everMeasured.has(architecture))
    return { factor: 2, why: `${engine.name} was not measured on this architecture, other engines were` };
  return { factor: 3, why: "nothing was measured on this architecture" };
}
