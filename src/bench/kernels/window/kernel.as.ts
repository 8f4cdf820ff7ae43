// The tiled attention of flash over a band. Tiles outside the window are not computed. Causal: a query sees
// itself and the window - 1 keys before it. Full: itself and window / 2 keys on each side.

import { causal, window } from "../assembly/arguments.as";
import { attention } from "../assembly/tiles.as";

/** Phase 0, unit: a tile of keys to pack. Phase 1, unit: a block of queries. */
export function sliding_window(phase: i32, unit: i32, a: usize, thread: i32): void {
  const half = window(a) >> 1;
  if (causal(a)) attention(phase, unit, a, thread, window(a) - 1, 0);
  else attention(phase, unit, a, thread, half, half);
}
