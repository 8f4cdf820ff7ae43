import { chunked } from "../assembly/chunks.as";

/** Causal linear attention: see chunks.as.ts. */
export function linear(phase: i32, unit: i32, a: usize, thread: i32): void {
  chunked(phase, unit, a, thread, false);
}
