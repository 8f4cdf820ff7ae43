// Causal linear attention in chunks, plain and gated. Within a chunk of CHUNK tokens the products are those of
// attention; earlier chunks are summed up in a d x d state S:
//   out = Q . S + mask(Q . K^T) . V,  then S += K^T . V              (all in 4 x 8 tiles)
// Plain: q and k pass through elu + 1, and row i of out is divided by q_i . z_i, z_i the sum of all k up to i.
// Gated: a scalar decay per token; with c the running log2 of it, Q . S and the state decay by 2^c, K by 2^(end - c),
// and the scores by 2^(c_i - c_j).
//
// One thread processes the chunks of a head in order. With more threads than heads, phase 0 computes K^T . V
// of every chunk, phase 1 makes prefix sums of them over the chunks, and phase 2 computes the outputs.

import { headDim, heads, input, output, own, shared, threads, tokens } from "./arguments.as";
import { constant, exp2, exp2Scalar, exp2Short } from "./exp.as";
import { Interleaved, ROW, Scores, tile4x8, twoProducts4x8 } from "./micro-kernel.as";
import { packPanels } from "./pack.as";

/**
 * Tokens of a chunk. A longer one has more products within it: 48 took 7 % longer, though at 2 % more of the
 * ceiling, and 64 took 13 % longer. 16 took 6 % less time on one thread and 10 % more on two, which sum twice
 * as many states.
 */
export const CHUNK: i32 = 32;
/** Channels of a row of queries. Further channels are in further blocks of rows. */
const SPAN: i32 = 128;

@inline function panelsOf(d: i32): i32 { return (d + 7) >> 3; }
@inline function spansOf(d: i32): i32 { return (d + SPAN - 1) / SPAN; }
@inline function four(d: i32): i32 { return (d + 3) & ~3; }
@inline function eight(x: i32): i32 { return (x + 7) & ~7; }
/** Floats of a state: S as [ceil(d/8)][four(d)][8], z as [four(d)] rounded up to 8, then 8 for the chunk's decay. */
@inline function stateFloats(d: i32): i32 { return panelsOf(d) * four(d) * 8 + eight(four(d)) + 8; }
@inline function zOf(state: usize, d: i32): usize { return state + <usize>(panelsOf(d) * four(d)) * 32; }

// Scratch of a thread, in this order (floats):
//   q  [ceil(d/SPAN)][CHUNK][ROW]  queries, A of the scores and of the read-out
//   k  [CHUNK][four(d)]            keys by row, A of the state update (rows are channels)
//   kt [CHUNK/8][d][8]             keys, B of the scores
//   v  [ceil(d/8)][CHUNK][8]       B of values and of the state update, if d is not a multiple of eight
//   s  [CHUNK][ROW]                scores
//   tile [4][8]
//   row[CHUNK], key[CHUNK]         a factor for each row of the output, and for each key when gated
//   c[CHUNK+8]                     running log2 decay
//   state                          when one thread processes the whole head
@inline function kOf(own: usize, d: i32): usize { return own + <usize>(spansOf(d) * CHUNK * ROW << 2); }
@inline function ktOf(own: usize, d: i32): usize { return kOf(own, d) + <usize>(CHUNK * four(d) << 2); }
@inline function vOf(own: usize, d: i32): usize { return ktOf(own, d) + <usize>(CHUNK * d << 2); }
@inline function sOf(own: usize, d: i32): usize { return vOf(own, d) + (d & 7 ? <usize>(CHUNK * panelsOf(d) << 5) : 0); }
@inline function tileOf(own: usize, d: i32): usize { return sOf(own, d) + <usize>(CHUNK * ROW << 2); }
@inline function rowOf(own: usize, d: i32): usize { return tileOf(own, d) + 128; }
@inline function keyOf(own: usize, d: i32): usize { return rowOf(own, d) + (CHUNK << 2); }
@inline function cOf(own: usize, d: i32): usize { return keyOf(own, d) + (CHUNK << 2); }
@inline function stateOf(own: usize, d: i32): usize { return cOf(own, d) + (CHUNK + 8 << 2); }

/** The kernel; inputs q, k, v and, when gated, the natural log of each token's decay, [heads, n]. */
export function chunked(phase: i32, unit: i32, a: usize, thread: i32, gated: bool): void {
  const n = tokens(a), d = headDim(a), chunks = (n + CHUNK - 1) / CHUNK;
  const scratch = own(a, thread), bytes = <usize>stateFloats(d) << 2;
  if (threads(a) <= heads(a)) {
    const state = stateOf(scratch, d);
    memory.fill(state, 0, bytes);
    for (let chunk = 0; chunk < chunks; chunk++) {
      loadKeys(a, unit, chunk, scratch, gated);
      writeOutputs(a, unit, chunk, scratch, state, gated);
      const next = max(0, min(CHUNK, n - (chunk + 1) * CHUNK));
      updateState(a, unit, chunk, scratch, state, gated, <usize>(next * d) << 2);
    }
    return;
  }
  const head = phase == 1 ? unit >> 4 : unit / chunks, chunk = unit % chunks;
  const states = shared(a) + <usize>head * <usize>chunks * bytes;
  const state = states + <usize>chunk * bytes;
  if (phase == 1) {
    prefixSums(states, chunks, d, unit & 15, gated);
    return;
  }
  loadKeys(a, head, chunk, scratch, gated);
  if (phase == 0) {
    memory.fill(state, 0, bytes);
    if (!gated) sumKeys(kOf(scratch, d), min(CHUNK, n - chunk * CHUNK), d, zOf(state, d));
    updateState(a, head, chunk, scratch, state, gated, 0);
  } else writeOutputs(a, head, chunk, scratch, state, gated);
}

/** Bytes from the first element of a tensor to a chunk of a head. */
@inline function offsetOf(a: usize, head: i32, chunk: i32): usize {
  return (<usize>head * <usize>tokens(a) + <usize>(chunk * CHUNK)) * <usize>headDim(a) << 2;
}

/**
 * Bytes between steps and between panels of V: read from the tensor itself, or packed if d is not a multiple
 * of eight.
 */
@inline function valueStep(d: i32): usize { return d & 7 ? 32 : <usize>d << 2; }
@inline function valuePanel(d: i32): usize { return d & 7 ? <usize>CHUNK << 5 : 32; }
@inline function valuesAt(a: usize, head: i32, chunk: i32, own: usize): usize {
  const d = headDim(a);
  return d & 7 ? vOf(own, d) : input(a, 2) + offsetOf(a, head, chunk);
}

/**
 * Loads the keys of a chunk by row, through elu + 1 unless gated. Rows past the end are zero, up to a whole
 * panel. Also sums decays when gated, and packs values.
 */
function loadKeys(a: usize, head: i32, chunk: i32, own: usize, gated: bool): void {
  const n = tokens(a), d = headDim(a), rows = min(CHUNK, n - chunk * CHUNK), width = four(d);
  const k = kOf(own, d), from = input(a, 1) + offsetOf(a, head, chunk);
  if (gated) scaleRows(from, rows, d, d, 1, k, width);
  else eluRows(from, rows, d, d, k, width);
  if (rows & 7) memory.fill(k + <usize>(rows * width << 2), 0, <usize>((eight(rows) - rows) * width) << 2);
  if (gated) runningDecay(input(a, 3) + (<usize>head * <usize>n + <usize>(chunk * CHUNK) << 2), rows, cOf(own, d));
  if (d & 7) packPanels(input(a, 2) + offsetOf(a, head, chunk), rows, d, CHUNK, vOf(own, d));
}

/**
 * to[rows][..] = from * scale. Rows are `step` and `toStep` floats apart and have `count` floats, then zeros
 * up to a multiple of four.
 */
function scaleRows(from: usize, rows: i32, count: i32, step: i32, scale: f32, to: usize, toStep: i32): void {
  const factor = f32x4.splat(scale), whole = <usize>(count & ~3) << 2;
  for (let r = 0; r < rows; r++, from += <usize>step << 2, to += <usize>toStep << 2) {
    for (let i: usize = 0; i < whole; i += 16) v128.store(to + i, f32x4.mul(v128.load(from + i), factor));
    if (count & 3) {
      v128.store(to + whole, f32x4.splat(0));
      for (let i = whole, end = <usize>count << 2; i < end; i += 4) store<f32>(to + i, load<f32>(from + i) * scale);
    }
  }
}

/** x + 1 for positive x, else e^x. Computed as max(x + 1, e^-|x|), since e^x >= x + 1. */
@inline function eluPlusOne(
  x: v128, log2e: v128, one: v128, sign: v128, lowest: v128, magic: v128, A: v128, C: v128,
): v128 {
  return f32x4.pmax(f32x4.add(x, one), exp2Short(f32x4.mul(v128.or(x, sign), log2e), lowest, magic, A, C));
}

/** The same rows through elu + 1. */
function eluRows(from: usize, rows: i32, count: i32, step: i32, to: usize, toStep: i32): void {
  const lowest = constant(0), magic = constant(1), A = constant(5), C = constant(6);
  const log2e = v128.load_splat<f32>(ELU), one = v128.load_splat<f32>(ELU, 4), sign = v128.load_splat<f32>(ELU, 8);
  const whole = <usize>(count & ~3) << 2;
  for (let r = 0; r < rows; r++, from += <usize>step << 2, to += <usize>toStep << 2) {
    let i: usize = 0;
    for (; i + 32 <= whole; i += 32) {
      v128.store(to + i, eluPlusOne(v128.load(from + i), log2e, one, sign, lowest, magic, A, C));
      v128.store(to + i, eluPlusOne(v128.load(from + i, 16), log2e, one, sign, lowest, magic, A, C), 16);
    }
    for (; i < whole; i += 16) v128.store(to + i, eluPlusOne(v128.load(from + i), log2e, one, sign, lowest, magic, A, C));
    if (count & 3) {
      v128.store(to + whole, f32x4.splat(0));
      for (let i = whole, end = <usize>count << 2; i < end; i += 4) {
        const v = load<f32>(from + i);
        store<f32>(to + i, v > 0 ? v + 1 : exp2Scalar(v * LOG2E));
      }
    }
  }
}
const LOG2E: f32 = 1.4426950408889634;
const ELU: usize = memory.data<f32>([1.4426950408889634, 1.0, -0.0], 16);

/**
 * Loads the queries of a chunk in spans, through elu + 1 or, when gated, times 1/sqrt(d). Rows past the end
 * are zero, up to a whole group.
 */
function loadQueries(a: usize, head: i32, chunk: i32, own: usize, gated: bool): void {
  const d = headDim(a), rows = min(CHUNK, tokens(a) - chunk * CHUNK);
  const from = input(a, 0) + offsetOf(a, head, chunk), scale = <f32>(1 / Math.sqrt(<f64>d));
  for (let x = 0, to = own; x < d; x += SPAN, to += CHUNK * ROW << 2) {
    const count = min(SPAN, d - x);
    if (gated) scaleRows(from + (<usize>x << 2), rows, count, d, scale, to, ROW);
    else eluRows(from + (<usize>x << 2), rows, count, d, to, ROW);
    if (rows & 3) memory.fill(to + <usize>(rows * ROW << 2), 0, <usize>((four(rows) - rows) * ROW) << 2);
  }
}

/** Rows of `width` floats, a multiple of eight of them, to panels [rows/8][d][8]. */
function transpose8(from: usize, rows: i32, d: i32, width: i32, to: usize): void {
  for (let r = 0; r < rows; r += 8) {
    for (let j = 0; j < 8; j += 4) {
      let f = from + <usize>((r + j) * width << 2), p = to + (<usize>j << 2);
      const row = <usize>width << 2;
      let i = 0;
      for (; i + 4 <= d; i += 4) {
        const a = v128.load(f), b = v128.load(f + row), c = v128.load(f + 2 * row), e = v128.load(f + 3 * row);
        const ab0 = i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
        const ab1 = i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
        const ce0 = i8x16.shuffle(c, e, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
        const ce1 = i8x16.shuffle(c, e, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
        v128.store(p, i8x16.shuffle(ab0, ce0, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
        v128.store(p, i8x16.shuffle(ab0, ce0, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 32);
        v128.store(p, i8x16.shuffle(ab1, ce1, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23), 64);
        v128.store(p, i8x16.shuffle(ab1, ce1, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31), 96);
        f += 16;
        p += 128;
      }
      for (; i < d; i++) {
        store<f32>(p, load<f32>(f)); store<f32>(p, load<f32>(f + row), 4);
        store<f32>(p, load<f32>(f + 2 * row), 8); store<f32>(p, load<f32>(f + 3 * row), 12);
        f += 4;
        p += 32;
      }
    }
    to += <usize>d << 5;
  }
}

/** c[r] = log2 of the decay from the chunk's start through row r. Rows past the end repeat the last value. */
function runningDecay(g: usize, rows: i32, c: usize): void {
  let sum: f32 = 0;
  for (let r = 0; r < CHUNK + 8; r++) {
    if (r < rows) sum += load<f32>(g + (<usize>r << 2)) * LOG2E;
    store<f32>(c + (<usize>r << 2), sum);
  }
}

/**
 * Computes the outputs of a chunk from the state before it and the chunk itself. When plain, adds the keys to
 * z.
 */
function writeOutputs(a: usize, head: i32, chunk: i32, own: usize, state: usize, gated: bool): void {
  const d = headDim(a), rows = min(CHUNK, tokens(a) - chunk * CHUNK), groups = (rows + 3) >> 2, width = four(d);
  loadQueries(a, head, chunk, own, gated);
  transpose8(kOf(own, d), rows, d, width, ktOf(own, d));
  if (gated) powers(cOf(own, d), 0, 1, rowOf(own, d));
  else weightRows(own, groups, d, zOf(state, d));
  scores(own, groups, d, gated);
  let v = valuesAt(a, head, chunk, own), to = output(a) + offsetOf(a, head, chunk);
  for (let p = 0; p < panelsOf(d); p++) {
    readPanel(own, d, rows, state + <usize>(p * width << 5), v, min(8, d - p * 8), to, gated);
    v += valuePanel(d);
    to += 32;
  }
}

/** Computes eight channels of a chunk's outputs, in groups of four rows. */
function readPanel(own: usize, d: i32, rows: i32, panel: usize, v: usize, columns: i32, to: usize, gated: bool): void {
  const spans = spansOf(d) - 1, before = spans * SPAN, left = d - before, step = valueStep(d), line = <usize>d << 2;
  const tile = tileOf(own, d), lastQ = own + <usize>(spans * CHUNK * ROW << 2);
  let factor = rowOf(own, d), s = sOf(own, d);
  for (let g = 0; g < rows; g += 4) {
    const whole = spans == 0 && columns == 8 && g + 4 <= rows;
    const c = whole ? to : tile, cRow = whole ? line : 32;
    const at = <usize>(g * ROW << 2), keys = min(rows, g + 4);
    for (let i = 0; i < spans; i++) {
      const q = own + <usize>(i * CHUNK * ROW << 2) + at, b = panel + <usize>(i * SPAN << 5);
      if (i > 0) tile4x8<Scores>(q, 4, b, 32, SPAN, tile, 32, true);
      else tile4x8<Scores>(q, 4, b, 32, SPAN, tile, 32, false);
    }
    const q = lastQ + at, b = panel + <usize>(before << 5);
    if (gated) twoProducts4x8(q, b, left, s, v, step, keys, factor, 0, c, cRow, spans > 0);
    else twoProducts4x8(q, b, left, s, v, step, keys, 0, factor, c, cRow, spans > 0);
    if (!whole) copyTile(tile, min(4, rows - g), columns, to, line);
    to += 4 * line;
    s += 16 * ROW;
    factor += 16;
  }
}

function copyTile(tile: usize, rows: i32, columns: i32, to: usize, line: usize): void {
  for (let i = 0; i < rows; i++, tile += 32, to += line)
    for (let j = 0; j < columns; j++) store<f32>(to + (<usize>j << 2), load<f32>(tile + (<usize>j << 2)));
}

/**
 * s = mask(Q . K^T), times the decay between the two tokens when gated. Group g sees keys 0..4g+3, in whole
 * panels.
 */
function scores(own: usize, groups: i32, d: i32, gated: bool): void {
  const kt = ktOf(own, d), s = sOf(own, d), c = cOf(own, d);
  for (let g = 0; g < groups; g++) {
    const at = <usize>(g * 4 * ROW << 2), wide = (g * 4 + 11) & ~7;
    for (let j = 0; j < wide; j += 8) {
      const to = s + at + (<usize>j << 2);
      let q = own + at, b = kt + <usize>(j * d << 2);
      tile4x8<Scores>(q, 4, b, 32, min(SPAN, d), to, ROW << 2, false);
      for (let x = SPAN; x < d; x += SPAN) {
        q += CHUNK * ROW << 2;
        b += SPAN << 5;
        tile4x8<Scores>(q, 4, b, 32, min(SPAN, d - x), to, ROW << 2, true);
      }
    }
    for (let i = g * 4; i < g * 4 + 4; i++) {
      const row = s + <usize>(i * ROW << 2);
      if (gated) decayRow(row, c, i, wide);
      // In the last panel, row i keeps the columns up to i.
      const last = row + (<usize>wide - 8 << 2), mask = MASK + (<usize>(wide - 1 - i) << 2);
      v128.store(last, v128.and(v128.load(last), v128.load(mask)));
      v128.store(last, v128.and(v128.load(last, 16), v128.load(mask, 16)), 16);
    }
  }
}
const MASK: usize = memory.data<i32>([-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0], 16);

/** row[j] *= 2^(c[i] - c[j]). The mask removes columns after i, so a wrong power there does not matter. */
function decayRow(row: usize, c: usize, i: i32, wide: i32): void {
  const lowest = constant(0), magic = constant(1), A = constant(2), B = constant(3), C = constant(4);
  const here = v128.load_splat<f32>(c + (<usize>i << 2)), zero = f32x4.splat(0);
  for (let j = 0; j < wide; j += 4) {
    const at = row + (<usize>j << 2);
    const power = f32x4.pmin(f32x4.sub(here, v128.load(c + (<usize>j << 2))), zero);
    v128.store(at, f32x4.mul(v128.load(at), exp2(power, lowest, magic, A, B, C)));
  }
}

/** to[r] = 2^(top + sign * c[r]) for every row of a chunk. */
function powers(c: usize, top: f32, sign: f32, to: usize): void {
  const lowest = constant(0), magic = constant(1), A = constant(2), B = constant(3), C = constant(4);
  const t = f32x4.splat(top), m = f32x4.splat(sign);
  for (let r = 0; r < CHUNK; r += 4) {
    const x = f32x4.add(t, f32x4.mul(m, v128.load(c + (<usize>r << 2))));
    v128.store(to + (<usize>r << 2), exp2(x, lowest, magic, A, B, C));
  }
}

/**
 * row[i] = 1 / (q_i . z_i), with z_i the sum of all keys through row i. Leaves the last z_i in z. Four rows
 * at once.
 */
function weightRows(own: usize, groups: i32, d: i32, z: usize): void {
  const width = four(d), line = <usize>width << 2, row = rowOf(own, d);
  for (let g = 0; g < groups; g++) {
    let k = kOf(own, d) + <usize>g * 4 * line, at = z;
    let t0 = f32x4.splat(0), t1 = t0, t2 = t0, t3 = t0;
    for (let x = 0, span = own + <usize>(g * 4 * ROW << 2); x < width; x += SPAN, span += CHUNK * ROW << 2)
      for (let q = span, end = q + (<usize>min(SPAN, width - x) << 2); q < end; q += 16, k += 16, at += 16) {
        let sum = f32x4.add(v128.load(at), v128.load(k));
        t0 = f32x4.add(t0, f32x4.mul(sum, v128.load(q)));
        sum = f32x4.add(sum, v128.load(k + line));
        t1 = f32x4.add(t1, f32x4.mul(sum, v128.load(q, 4 * ROW)));
        sum = f32x4.add(sum, v128.load(k + 2 * line));
        t2 = f32x4.add(t2, f32x4.mul(sum, v128.load(q, 8 * ROW)));
        sum = f32x4.add(sum, v128.load(k + 3 * line));
        t3 = f32x4.add(t3, f32x4.mul(sum, v128.load(q, 12 * ROW)));
        v128.store(at, sum);
      }
    // Lanes of four sums to one vector of their totals.
    const a = f32x4.add(i8x16.shuffle(t0, t1, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23),
      i8x16.shuffle(t0, t1, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31));
    const b = f32x4.add(i8x16.shuffle(t2, t3, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23),
      i8x16.shuffle(t2, t3, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31));
    const total = f32x4.add(i8x16.shuffle(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23),
      i8x16.shuffle(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31));
    v128.store(row + (<usize>g << 4), f32x4.div(f32x4.splat(1), total));
  }
}

/** z = the sum of a chunk's keys. */
function sumKeys(k: usize, rows: i32, d: i32, z: usize): void {
  const line = <usize>four(d) << 2;
  for (let i: usize = 0; i < line; i += 16) {
    let sum = f32x4.splat(0);
    for (let r = 0, at = k + i; r < rows; r++, at += line) sum = f32x4.add(sum, v128.load(at));
    v128.store(z + i, sum);
  }
}

/** Multiplies keys by the decay to the chunk's end. Stores the decay of the whole chunk after z. */
function decayKeys(own: usize, d: i32, rows: i32, state: usize): void {
  const width = four(d), c = cOf(own, d), end = load<f32>(c + (<usize>(rows - 1) << 2)), factors = keyOf(own, d);
  powers(c, end, -1, factors);
  let at = kOf(own, d);
  for (let r = 0; r < rows; r++) {
    const factor = v128.load_splat<f32>(factors + (<usize>r << 2));
    for (const stop = at + (<usize>width << 2); at < stop; at += 16) v128.store(at, f32x4.mul(v128.load(at), factor));
  }
  store<f32>(zOf(state, d) + (<usize>eight(width) << 2), exp2Scalar(end));
}

/**
 * S = decay * S + K^T . V. Also prefetches the next `ahead` bytes of q, k and v by touching their cache lines
 * in order. Without that, a sixth of the time at n = 16,384 was spent waiting for the next chunk.
 */
function updateState(a: usize, head: i32, chunk: i32, own: usize, state: usize, gated: bool, ahead: usize): void {
  const d = headDim(a), rows = min(CHUNK, tokens(a) - chunk * CHUNK), width = four(d), z = zOf(state, d);
  if (gated) {
    decayKeys(own, d, rows, state);
    const decay = v128.load_splat<f32>(z + (<usize>eight(width) << 2));
    for (let p = state; p < z; p += 16) v128.store(p, f32x4.mul(v128.load(p), decay));
  }
  const k = kOf(own, d), line = <usize>width << 2, step = valueStep(d), after = offsetOf(a, head, chunk + 1);
  const nextQ = input(a, 0) + after, nextK = input(a, 1) + after, nextV = input(a, 2) + after;
  const share = (ahead / <usize>(panelsOf(d) * width >> 2) + 63) & ~63;
  let v = valuesAt(a, head, chunk, own), to = state, touched: usize = 0;
  for (let p = 0; p < panelsOf(d); p++) {
    for (let i: usize = 0; i < line; i += 16, to += 128) {
      for (const stop = min(ahead, touched + share); touched < stop; touched += 64) {
        load<i32>(nextQ + touched);
        load<i32>(nextK + touched);
        load<i32>(nextV + touched);
      }
      tile4x8<Interleaved>(k + i, line, v, step, rows, to, 32, true);
    }
    v += valuePanel(d);
  }
}

/**
 * Prefix sums over one sixteenth of a head's states: each chunk's own sum becomes the sum of all chunks
 * before it.
 */
function prefixSums(states: usize, chunks: i32, d: i32, slice: i32, gated: bool): void {
  const floats = stateFloats(d), used = floats - 8;
  const share = (used + 63) / 64 * 4;
  const from = slice * share, to = min(used, from + share);
  const decayAt = <usize>used << 2;
  for (let i = from; i < to; i += 4) {
    let before = f32x4.splat(0), at = states + (<usize>i << 2), decay = states + decayAt;
    for (let c = 0; c < chunks; c++) {
      const added = v128.load(at);
      v128.store(at, before);
      const kept = gated ? f32x4.mul(before, v128.load_splat<f32>(decay)) : before;
      before = f32x4.add(kept, added);
      at += <usize>floats << 2;
      decay += <usize>floats << 2;
    }
  }
}
