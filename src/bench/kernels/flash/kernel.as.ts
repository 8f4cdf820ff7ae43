// Exact attention without the matrix. For each block of queries, over the tiles of keys:
//   S = Q . K^T;  m' = max(m, row max of S);  P = 2^(S - m');  acc = acc * 2^(m - m') + P . V;  l likewise.
// At the end out = acc / l. Tiles that the causal mask hides are never computed.

import { causal, headDim, output, own, shared, tokens } from "../assembly/arguments.as";
import {
  begin, finish, hide, KEYS, keysAt, packedBytes, packQueries, packTile, panelsOf, QUERIES, ROW, scores, soften,
  values, valuesAt,
} from "../assembly/tiles.as";

/** Phase 0, unit: a tile of keys to pack. Phase 1, unit: a block of queries. */
export function flash(phase: i32, unit: i32, a: usize, thread: i32): void {
  const n = tokens(a), d = headDim(a), panels = panelsOf(d);
  const size = phase == 0 ? KEYS : QUERIES;
  const perHead = (n + size - 1) / size;
  const head = unit / perHead, block = unit % perHead;
  const packed = shared(a) + <usize>head * packedBytes(n, d);
  if (phase == 0) {
    packTile(a, head, block, packed);
    return;
  }

  const first = block * QUERIES, rows = min(QUERIES, n - first), groups = (rows + 5) / 6;
  const qp = own(a, thread);
  const s = qp + (<usize>(QUERIES * d) << 2);
  const acc = s + (QUERIES * ROW << 2);
  const top = acc + (<usize>(QUERIES * panels) << 5);
  const sum = top + (QUERIES << 2);
  packQueries(a, head, first, rows, qp);
  begin(acc, panels, top, sum);

  const isCausal = causal(a);
  const end = isCausal ? first + rows : n;
  for (let key = 0; key < end; key += KEYS) {
    const count = min(KEYS, end - key), wide = (count + 7) & ~7;
    scores(qp, groups, d, keysAt(packed, key, d), wide >> 3, s);
    if ((isCausal && key + count > first + 1) || count < wide)
      for (let i = 0; i < rows; i++)
        hide(s + <usize>(i * ROW << 2), max(0, isCausal ? min(count, first + i + 1 - key) : count), wide);
    soften(s, groups * 6, wide, panels, acc, top, sum);
    values(s, groups, wide, valuesAt(packed, key, n, d), panels, acc);
  }
  finish(acc, sum, rows, d, output(a) + ((<usize>head * <usize>n + <usize>first) * <usize>d << 2));
}
