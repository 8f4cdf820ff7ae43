import type { MixerContext, ModelSpec } from "../model/spec.js";
import { type Offload, type OffloadUnit, offload, offloadable } from "./offload.js";
import { fits, type MemoryDeployment, type MemoryLoad, memoryPerAccelerator } from "./per-accelerator.js";

/** The least part that must leave so that the rest and the reserve fit; all of it when even that is too little. */
export function leastOffload(
  spec: ModelSpec,
  load: MemoryLoad,
  deployment: MemoryDeployment,
  context: MixerContext,
  unit: OffloadUnit,
): Offload {
  const enough = (layers: number): boolean => {
    const out = { unit, layers };
    return fits(memoryPerAccelerator(spec, load, { ...deployment, offload: out }, context));
  };
  let low = 0;
  let high = offloadable(spec, unit);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle + 1;
  }
  return offload(spec, deployment.formats, { unit, layers: low });
}
