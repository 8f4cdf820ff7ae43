// Shared by naive, tiled and windowed attention: packed K and V, a tile of scores, softmax of a tile, product
// with V. Shapes: a block has QUERIES rows in groups of four; a tile has KEYS keys in panels of eight.

import { headDim, input, output, own, shared, tokens } from "./arguments.as";
import { exp2Row, exp2Scalar } from "./exp.as";
import { Interleaved, ROW, Scores, tile4x8 } from "./micro-kernel.as";
import { packColumns, packPanels, packRows } from "./pack.as";

export const QUERIES: i32 = 96;
export const KEYS: i32 = 128;
const LOG2E: f64 = 1.4426950408889634;

@inline export function panelsOf(d: i32): i32 { return (d + 7) >> 3; }
@inline function kBytes(n: i32, d: i32): usize { return <usize>((n + 7) >> 3) * <usize>d << 5; }
@inline function tilesOf(n: i32): i32 { return (n + KEYS - 1) / KEYS; }

/** Bytes of one head's packed K, [ceil(n/8)][d][8], and V, [tile][ceil(d/8)][KEYS][8]. */
export function packedBytes(n: i32, d: i32): usize {
  return kBytes(n, d) + (<usize>tilesOf(n) * <usize>panelsOf(d) * <usize>KEYS << 5);
}
/** Packed keys from `key` (a multiple of 8) on. */
@inline export function keysAt(packed: usize, key: i32, d: i32): usize { return packed + (<usize>(key >> 3) * <usize>d << 5); }
/** Packed values of the tile that begins at `key` (a multiple of KEYS). */
@inline export function valuesAt(packed: usize, key: i32, n: i32, d: i32): usize {
  return packed + kBytes(n, d) + (<usize>(key / KEYS) * <usize>panelsOf(d) * <usize>KEYS << 5);
}

/** Packs one tile of keys and values of one head. */
export function packTile(a: usize, head: i32, tile: i32, packed: usize): void {
  const n = tokens(a), d = headDim(a);
  const first = tile * KEYS, rows = min(KEYS, n - first);
  const offset = (<usize>head * <usize>n + <usize>first) * <usize>d << 2;
  const k = input(a, 1) + offset;
  for (let j = 0; j < rows; j += 8)
    packColumns(k + (<usize>j * <usize>d << 2), min(8, rows - j), d, keysAt(packed, first + j, d));
  packPanels(input(a, 2) + offset, rows, d, KEYS, valuesAt(packed, first, n, d));
}

/**
 * Packs the queries first..first+rows of one head, scaled by log2(e)/sqrt(d), so that softmax is a power of
 * two.
 */
export function packQueries(a: usize, head: i32, first: i32, rows: i32, to: usize): void {
  const n = tokens(a), d = headDim(a);
  const q = input(a, 0) + ((<usize>head * <usize>n + <usize>first) * <usize>d << 2);
  const scale = <f32>(LOG2E / Math.sqrt(<f64>d));
  for (let g = 0; g < rows; g += 4)
    packRows(q + (<usize>g * <usize>d << 2), min(4, rows - g), d, scale, to + (<usize>(g * d) << 2));
}

/** S[4*groups][8*panels] = Q . K^T. Rows are ROW floats apart. */
export function scores(qp: usize, groups: i32, d: i32, kp: usize, panels: i32, s: usize): void {
  for (let j = 0; j < panels; j++) {
    for (let g = 0; g < groups; g++)
      tile4x8<Interleaved>(qp + <usize>(g * d * 16), 16, kp, 32, d, s + <usize>(g * 4 * ROW << 2) + (<usize>j << 5), ROW << 2, false);
    kp += <usize>d << 5;
  }
}

/** acc[groups][panels][4][8] += P[4*groups][count] . V */
export function values(s: usize, groups: i32, count: i32, vp: usize, panels: i32, acc: usize): void {
  for (let c = 0; c < panels; c++) {
    for (let g = 0; g < groups; g++)
      tile4x8<Scores>(s + <usize>(g * 4 * ROW << 2), 4, vp, 32, count, acc + (<usize>(g * panels + c) * 128), 32, true);
    vp += KEYS << 5;
  }
}

/** The largest of row[count], count a multiple of 8. */
export function rowMax(row: usize, count: i32): f32 {
  const end = row + (<usize>count << 2);
  let m0 = v128.load(row), m1 = v128.load(row, 16);
  for (let p = row + 32; p < end; p += 32) {
    m0 = f32x4.pmax(m0, v128.load(p));
    m1 = f32x4.pmax(m1, v128.load(p, 16));
  }
  m0 = f32x4.pmax(m0, m1);
  return max(max(f32x4.extract_lane(m0, 0), f32x4.extract_lane(m0, 1)), max(f32x4.extract_lane(m0, 2), f32x4.extract_lane(m0, 3)));
}

/** row[from..to) = -infinity: masks keys that a query does not see. */
@inline export function maskKeys(row: usize, from: i32, to: i32): void {
  for (let j = from; j < to; j++) store<f32>(row + (<usize>j << 2), -Infinity);
}

/**
 * Online softmax of a tile: S becomes 2^(S - max). When the maximum rises, sums and accumulator are rescaled.
 */
export function softmaxTile(s: usize, rows: i32, count: i32, panels: i32, acc: usize, top: usize, sum: usize): void {
  for (let i = 0; i < rows; i++) {
    const row = s + <usize>(i * ROW << 2), at = <usize>i << 2;
    const seen = rowMax(row, count), before = load<f32>(top + at);
    let total = load<f32>(sum + at);
    if (seen > before) {
      const shrink = exp2Scalar(before - seen), factor = f32x4.splat(shrink);
      store<f32>(top + at, seen);
      total *= shrink;
      let c = acc + (<usize>(i / 4) * <usize>panels * 128) + (<usize>(i % 4) << 5);
      for (let j = 0; j < panels; j++) {
        v128.store(c, f32x4.mul(v128.load(c), factor));
        v128.store(c, f32x4.mul(v128.load(c, 16), factor), 16);
        c += 128;
      }
    }
    store<f32>(sum + at, total + exp2Row(row, count, load<f32>(top + at)));
  }
}

/** Initialises the accumulator, maxima and sums of a block. */
export function clearBlock(acc: usize, panels: i32, top: usize, sum: usize): void {
  memory.fill(acc, 0, <usize>(QUERIES * panels) << 5);
  for (let i = 0; i < QUERIES; i++) {
    // Finite, so that a row whose first tile is masked does not compute infinity minus infinity.
    store<f32>(top + (<usize>i << 2), -1e30);
    store<f32>(sum + (<usize>i << 2), 0);
  }
}

/** out[rows][d] = acc / sum. With sum = 0 the accumulator is copied without division. */
export function writeRows(acc: usize, sum: usize, rows: i32, d: i32, to: usize): void {
  const panels = panelsOf(d);
  for (let i = 0; i < rows; i++) {
    const inverse: f32 = sum != 0 ? 1 / load<f32>(sum + (<usize>i << 2)) : 1;
    const from = acc + (<usize>(i / 4) * <usize>panels * 128) + (<usize>(i % 4) << 5);
    for (let j = 0; j < d; j++)
      store<f32>(to + (<usize>j << 2), load<f32>(from + <usize>(j >> 3) * 128 + (<usize>(j & 7) << 2)) * inverse);
    to += <usize>d << 2;
  }
}

/**
 * Tiled attention in which query i sees keys i - before .. i + after.
 * Phase 0: packs tile `unit` of keys and values. Phase 1: computes block `unit` of queries.
 */
export function attention(phase: i32, unit: i32, a: usize, thread: i32, before: i32, after: i32): void {
  const n = tokens(a), d = headDim(a);
  const size = phase == 0 ? KEYS : QUERIES;
  const perHead = (n + size - 1) / size;
  const head = unit / perHead, block = unit % perHead;
  const packed = shared(a) + <usize>head * packedBytes(n, d);
  if (phase == 0) packTile(a, head, block, packed);
  else attendBlock(a, head, block * QUERIES, packed, own(a, thread), before, after);
}

function attendBlock(a: usize, head: i32, first: i32, packed: usize, qp: usize, before: i32, after: i32): void {
  const n = tokens(a), d = headDim(a), panels = panelsOf(d);
  const rows = min(QUERIES, n - first), groups = (rows + 3) / 4;
  const s = qp + (<usize>(QUERIES * d) << 2);
  const acc = s + (QUERIES * ROW << 2);
  const top = acc + (<usize>(QUERIES * panels) << 5);
  const sum = top + (QUERIES << 2);
  packQueries(a, head, first, rows, qp);
  clearBlock(acc, panels, top, sum);

  const last = first + rows - 1;
  const end = min(n, last + after + 1);
  // The first tile of a window starts at a panel inside the tile, the others at the tile's start.
  for (let key = max(0, first - before) & ~7; key < end; key = (key + KEYS) & ~(KEYS - 1)) {
    const inside = key & (KEYS - 1);
    const count = min(KEYS - inside, end - key), wide = (count + 7) & ~7;
    scores(qp, groups, d, keysAt(packed, key, d), wide >> 3, s);
    if (key < last - before || key + wide > min(n, first + after + 1)) maskBand(s, rows, first - key, before, after, n - key, wide);
    softmaxTile(s, groups * 4, wide, panels, acc, top, sum);
    values(s, groups, wide, valuesAt(packed, key - inside, n, d) + (<usize>inside << 5), panels, acc);
  }
  writeRows(acc, sum, rows, d, output(a) + ((<usize>head * <usize>n + <usize>first) * <usize>d << 2));
}

/**
 * Masks the columns that row i of a tile does not see: outside at + i - before .. at + i + after, or past the
 * end.
 */
function maskBand(s: usize, rows: i32, at: i32, before: i32, after: i32, end: i32, wide: i32): void {
  for (let i = 0; i < rows; i++) {
    const row = s + <usize>(i * ROW << 2);
    maskKeys(row, 0, min(wide, at + i - before));
    maskKeys(row, max(0, min(end, at + i + after + 1)), wide);
  }
}
