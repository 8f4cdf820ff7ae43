import type { Accelerator } from "./accelerator.js";

/**
 * Joules that busy accelerators consume: TDP × share × seconds × count. A share of 1 is the upper bound by
 * the vendor's thermal design.
 * @returns undefined when the TDP is not known.
 */
export function energyJoules(
  accelerator: Accelerator,
  accelerators: number,
  seconds: number,
  tdpShare = 1,
): number | undefined {
  return accelerator.tdpWatts === undefined
    ? undefined
    : accelerator.tdpWatts * tdpShare * seconds * accelerators;
}
