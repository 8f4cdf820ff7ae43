import { gatedNet } from "../assembly/gates.as";

/** Three gates: see gates.as.ts. */
export function gru(phase: i32, unit: i32, a: usize, thread: i32): void {
  gatedNet(phase, unit, a, thread, 3);
}
