import { chunked } from "../assembly/chunks.as";

/** Linear attention with a decay per token, Mamba-2's scan: see chunks.as.ts. */
export function ssd(phase: i32, unit: i32, a: usize, thread: i32): void {
  chunked(phase, unit, a, thread, true);
}
