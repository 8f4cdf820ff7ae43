// Exact attention that does not store the matrix. For each block of queries, over the tiles of keys:
//   S = Q . K^T;  m' = max(m, row max of S);  P = 2^(S - m');  acc = acc * 2^(m - m') + P . V;  l likewise.
// At the end out = acc / l. Tiles that the causal mask hides are not computed.

import { causal, tokens } from "../assembly/arguments.as";
import { attention } from "../assembly/tiles.as";

/** Phase 0, unit: a tile of keys to pack. Phase 1, unit: a block of queries. */
export function flash(phase: i32, unit: i32, a: usize, thread: i32): void {
  const n = tokens(a);
  attention(phase, unit, a, thread, n, causal(a) ? 0 : n);
}
