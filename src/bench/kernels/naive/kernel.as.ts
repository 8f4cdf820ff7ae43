// Attention in its usual form, head by head: the whole matrix of scores, softmax over its rows, times V.
// Uses the same micro-kernel and exponential as the tiled version, so that only memory traffic differs.

import { causal, headDim, output, own, shared, tokens } from "../assembly/arguments.as";
import { exp2Row } from "../assembly/exp.as";
import { Interleaved, ROW, tile4x8 } from "../assembly/micro-kernel.as";
import {
  clearBlock, KEYS, keysAt, packedBytes, packQueries, packTile, panelsOf, QUERIES, rowMax, maskKeys, values,
  valuesAt, writeRows,
} from "../assembly/tiles.as";

/** Phases of a head: 0 pack a tile of keys; then by block of queries 1 scores, 2 softmax, 3 values. */
export function naive(phase: i32, unit: i32, a: usize, thread: i32): void {
  const n = tokens(a), d = headDim(a);
  const head = phase >> 2, packed = shared(a), matrix = packed + packedBytes(n, d);
  const step = phase & 3;
  if (step == 0) {
    packTile(a, head, unit, packed);
    return;
  }
  const first = unit * QUERIES, rows = min(QUERIES, n - first);
  const stride = <usize>((n + 7) & ~7) << 2;
  const block = matrix + <usize>first * stride;
  const scratch = own(a, thread);
  if (step == 1) rowsOfScores(a, head, first, rows, packed, block, stride, scratch);
  else if (step == 2) softmaxRows(block, first, rows, n, stride, causal(a));
  else timesValues(a, head, first, rows, packed, block, stride, scratch);
}

function rowsOfScores(
  a: usize, head: i32, first: i32, rows: i32, packed: usize, block: usize, stride: usize, qp: usize,
): void {
  const n = tokens(a), d = headDim(a);
  packQueries(a, head, first, rows, qp);
  const end = causal(a) ? first + rows : n;
  for (let key = 0; key < end; key += 8) {
    const kp = keysAt(packed, key, d), to = block + (<usize>key << 2);
    for (let i = 0; i < rows; i += 4)
      tile4x8<Interleaved>(qp + (<usize>(i * d) << 2), 16, kp, 32, d, to + <usize>i * stride, stride, false);
  }
}

function softmaxRows(row: usize, first: i32, rows: i32, n: i32, stride: usize, isCausal: bool): void {
  const wide = ((isCausal ? first + rows : n) + 7) & ~7;
  for (let i = 0; i < rows; i++) {
    maskKeys(row, isCausal ? first + i + 1 : n, wide);
    const sum = exp2Row(row, wide, rowMax(row, wide));
    const inverse = f32x4.splat(1 / sum), end = row + (<usize>wide << 2);
    for (let p = row; p < end; p += 16) v128.store(p, f32x4.mul(v128.load(p), inverse));
    row += stride;
  }
}

function timesValues(
  a: usize, head: i32, first: i32, rows: i32, packed: usize, block: usize, stride: usize, s: usize,
): void {
  const n = tokens(a), d = headDim(a), panels = panelsOf(d), groups = (rows + 3) / 4;
  const acc = s + (QUERIES * ROW << 2);
  const top = acc + (<usize>(QUERIES * panels) << 5);
  clearBlock(acc, panels, top, top + (QUERIES << 2));
  const end = causal(a) ? first + rows : n;
  for (let key = 0; key < end; key += KEYS) {
    const wide = (min(KEYS, end - key) + 7) & ~7;
    for (let i = 0; i < rows; i++)
      memory.copy(s + <usize>(i * ROW << 2), block + <usize>i * stride + (<usize>key << 2), <usize>wide << 2);
    values(s, groups, wide, valuesAt(packed, key, n, d), panels, acc);
  }
  writeRows(acc, 0, rows, d, output(a) + ((<usize>head * <usize>n + <usize>first) * <usize>d << 2));
}
