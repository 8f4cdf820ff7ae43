import { gatedNet } from "../assembly/gates.as";

/** Four gates: see gates.as.ts. */
export function lstm(phase: i32, unit: i32, a: usize, thread: i32): void {
  gatedNet(phase, unit, a, thread, 4);
}
