import type { Deployment } from "./deployment.js";

/** How far a modelled time may be off: between time / factor and time × factor. */
export interface TimeError {
  readonly factor: number;
  readonly why: string;
}

/**
 * Architectures on which an engine was measured. Nine measured rows in ten lie within the factor of the first
 * case (docs/cost-validation.md); the others are wider, for nothing was measured there.
 */
const measuredOn: Readonly<Record<string, readonly string[]>> = {
  vllm: ["ampere", "ampere-desk", "ada", "ada-geforce", "hopper", "cdna3", "blackwell-geforce"],
  sglang: ["cdna3", "cdna4", "ampere"],
  trtllm: ["ampere", "ada", "hopper", "blackwell"],
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
    "apple",
    "rdna35",
    "rdna4",
  ],
  transformers: ["hopper"],
};

const everMeasured = new Set(Object.values(measuredOn).flat());

/** The error to expect of a deployment's times. */
export function timeError({ engine, accelerator, offload }: Deployment): TimeError {
  if (offload !== undefined)
    return { factor: 2, why: "nothing was measured with weights out of the accelerators" };
  const architecture = accelerator.architecture ?? "";
  if (measuredOn[engine.id]?.includes(architecture))
    return { factor: 1.3, why: `${engine.name} was measured on this architecture` };
  if (everMeasured.has(architecture))
    return { factor: 1.5, why: `${engine.name} was not measured on this architecture, other engines were` };
  return { factor: 2, why: "nothing was measured on this architecture" };
}
