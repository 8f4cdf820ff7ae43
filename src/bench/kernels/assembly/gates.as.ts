// The gated recurrent nets. Tokens are processed in blocks of BLOCK. W . x of all gates is one matrix product
// per block. Then each token adds U . h, a matrix-vector product that cannot be batched, and applies the
// gates. The units of a gate are padded to a multiple of 32, so that the vector product uses eight registers.

import { headDim, input, output, own, shared, tokens } from "./arguments.as";
import { constant, exp2 } from "./exp.as";
import { Interleaved, tile4x8 } from "./micro-kernel.as";
import { packColumns, packRows } from "./pack.as";

const BLOCK: i32 = 48;
const LOG2E: f32 = 1.4426950408889634;

@inline export function padded(d: i32): i32 { return (d + 31) & ~31; }

// Shared scratch of a head: W as panels [gates*padded/8][d][8], U as [d][gates*padded], b as [gates*padded].
@inline function headBytes(d: i32, gates: i32): usize { return <usize>(gates * padded(d)) * <usize>(2 * d + 1) << 2; }
// Scratch of a thread: x [BLOCK/4][d][4], pre = W . x [BLOCK][gates*padded], h, c, and share = U . h
// [gates*padded].
@inline function preOf(own: usize, d: i32): usize { return own + <usize>(BLOCK * d << 2); }
@inline function hOf(own: usize, d: i32, gates: i32): usize { return preOf(own, d) + <usize>(BLOCK * gates * padded(d) << 2); }

/**
 * Phase 0: packs the weights of head `unit`. Phase 1: runs head `unit`. Inputs x, W, U, b; W and U by output
 * row.
 */
export function gatedNet(phase: i32, unit: i32, a: usize, thread: i32, gates: i32): void {
  const d = headDim(a);
  const packed = shared(a) + <usize>unit * headBytes(d, gates);
  if (phase == 0) pack(a, unit, packed, gates);
  else runHead(a, unit, packed, own(a, thread), gates);
}

function pack(a: usize, head: i32, to: usize, gates: i32): void {
  const d = headDim(a), wide = padded(d), total = gates * wide;
  const w = input(a, 1) + (<usize>(head * gates) * <usize>(d * d) << 2);
  const u = input(a, 2) + (<usize>(head * gates) * <usize>(d * d) << 2);
  const b = input(a, 3) + (<usize>(head * gates * d) << 2);
  const uTo = to + (<usize>total * <usize>d << 2), bTo = uTo + (<usize>total * <usize>d << 2);
  for (let gate = 0; gate < gates; gate++) {
    for (let j = 0; j < wide; j += 8)
      packColumns(w + <usize>((gate * d + j) * d << 2), max(0, min(8, d - j)), d, to + (<usize>(gate * wide + j) * <usize>d << 2));
    for (let j = 0; j < wide; j++) {
      const column = gate * wide + j;
      store<f32>(bTo + (<usize>column << 2), j < d ? load<f32>(b + (<usize>(gate * d + j) << 2)) : 0);
      for (let i = 0; i < d; i++)
        store<f32>(uTo + (<usize>(i * total + column) << 2), j < d ? load<f32>(u + (<usize>((gate * d + j) * d + i) << 2)) : 0);
    }
  }
}

function runHead(a: usize, head: i32, packed: usize, own: usize, gates: i32): void {
  const n = tokens(a), d = headDim(a), wide = padded(d), total = gates * wide;
  const pre = preOf(own, d), h = hOf(own, d, gates), c = h + (<usize>wide << 2), share = c + (<usize>wide << 2);
  const u = packed + (<usize>total * <usize>d << 2), b = u + (<usize>total * <usize>d << 2);
  const row = <usize>total << 2;
  memory.fill(h, 0, <usize>wide << 3);
  for (let first = 0; first < n; first += BLOCK) {
    const rows = min(BLOCK, n - first);
    const x = input(a, 0) + ((<usize>head * <usize>n + <usize>first) * <usize>d << 2);
    for (let g = 0; g < rows; g += 4)
      packRows(x + <usize>(g * d << 2), min(4, rows - g), d, 1, own + <usize>(g * d << 2));
    for (let j = 0; j < total; j += 8)
      for (let g = 0; g < rows; g += 4)
        tile4x8<Interleaved>(own + <usize>(g * d << 2), 16, packed + (<usize>j * <usize>d << 2), 32, d, pre + <usize>g * row + (<usize>j << 2), row, false);
    let to = output(a) + ((<usize>head * <usize>n + <usize>first) * <usize>d << 2);
    for (let t = 0; t < rows; t++) {
      const at = pre + <usize>t * row;
      for (let j = 0; j < total; j += 32) stateShare(h, d, u + (<usize>j << 2), row, share + (<usize>j << 2));
      if (gates == 4) lstmGates(at, share, b, h, c, wide);
      else gruGates(at, share, b, h, wide);
      memory.copy(to, h, <usize>d << 2);
      to += <usize>d << 2;
    }
  }
}

/** share[32] = h[d] . U[d][32]. Rows of U are `row` bytes apart. */
function stateShare(h: usize, d: i32, u: usize, row: usize, share: usize): void {
  let s = v128.load_splat<f32>(h);
  let c0 = f32x4.mul(s, v128.load(u)), c1 = f32x4.mul(s, v128.load(u, 16));
  let c2 = f32x4.mul(s, v128.load(u, 32)), c3 = f32x4.mul(s, v128.load(u, 48));
  let c4 = f32x4.mul(s, v128.load(u, 64)), c5 = f32x4.mul(s, v128.load(u, 80));
  let c6 = f32x4.mul(s, v128.load(u, 96)), c7 = f32x4.mul(s, v128.load(u, 112));
  const end = h + (<usize>d << 2);
  for (h += 4; h < end; h += 4) {
    u += row;
    s = v128.load_splat<f32>(h);
    c0 = f32x4.add(c0, f32x4.mul(s, v128.load(u))); c1 = f32x4.add(c1, f32x4.mul(s, v128.load(u, 16)));
    c2 = f32x4.add(c2, f32x4.mul(s, v128.load(u, 32))); c3 = f32x4.add(c3, f32x4.mul(s, v128.load(u, 48)));
    c4 = f32x4.add(c4, f32x4.mul(s, v128.load(u, 64))); c5 = f32x4.add(c5, f32x4.mul(s, v128.load(u, 80)));
    c6 = f32x4.add(c6, f32x4.mul(s, v128.load(u, 96))); c7 = f32x4.add(c7, f32x4.mul(s, v128.load(u, 112)));
  }
  v128.store(share, c0); v128.store(share, c1, 16); v128.store(share, c2, 32); v128.store(share, c3, 48);
  v128.store(share, c4, 64); v128.store(share, c5, 80); v128.store(share, c6, 96); v128.store(share, c7, 112);
}

/** 2^x for x <= 0 with constants from memory. */
@inline function power(x: v128): v128 {
  return exp2(x, constant(0), constant(1), constant(2), constant(3), constant(4));
}

/** 1 / (1 + e^-x), computed from e^-|x| so that it cannot overflow. */
@inline function sigmoid(x: v128): v128 {
  const e = power(f32x4.mul(f32x4.abs(x), f32x4.splat(-LOG2E)));
  const one = f32x4.splat(1);
  return f32x4.div(v128.bitselect(e, one, f32x4.lt(x, f32x4.splat(0))), f32x4.add(one, e));
}

/** (1 - e^-2|x|) / (1 + e^-2|x|) with the sign of x. */
@inline function tanh(x: v128): v128 {
  const e = power(f32x4.mul(f32x4.abs(x), f32x4.splat(-2 * LOG2E)));
  const one = f32x4.splat(1);
  const size = f32x4.div(f32x4.sub(one, e), f32x4.add(one, e));
  return v128.bitselect(f32x4.neg(size), size, f32x4.lt(x, f32x4.splat(0)));
}

/** Pre-activation of four units of a gate: W . x + U . h + bias. */
@inline function gate(pre: usize, share: usize, b: usize, at: usize): v128 {
  return f32x4.add(f32x4.add(v128.load(pre + at), v128.load(share + at)), v128.load(b + at));
}

/** i, f, g, o: c = sigmoid(f) c + sigmoid(i) tanh(g); h = sigmoid(o) tanh(c). */
function lstmGates(pre: usize, share: usize, b: usize, h: usize, c: usize, wide: i32): void {
  const step = <usize>wide << 2;
  for (let at: usize = 0; at < step; at += 16) {
    const i = sigmoid(gate(pre, share, b, at)), f = sigmoid(gate(pre, share, b, at + step));
    const g = tanh(gate(pre, share, b, at + 2 * step)), o = sigmoid(gate(pre, share, b, at + 3 * step));
    const cell = f32x4.add(f32x4.mul(f, v128.load(c + at)), f32x4.mul(i, g));
    v128.store(c + at, cell);
    v128.store(h + at, f32x4.mul(o, tanh(cell)));
  }
}

/** r, z, n: n = tanh(x part + b + r * state part); h = (1 - z) n + z h. */
function gruGates(pre: usize, share: usize, b: usize, h: usize, wide: i32): void {
  const step = <usize>wide << 2;
  for (let at: usize = 0; at < step; at += 16) {
    const r = sigmoid(gate(pre, share, b, at)), z = sigmoid(gate(pre, share, b, at + step));
    const third = at + 2 * step;
    const fresh = tanh(f32x4.add(f32x4.add(v128.load(pre + third), v128.load(b + third)), f32x4.mul(r, v128.load(share + third))));
    const old = v128.load(h + at);
    v128.store(h + at, f32x4.add(fresh, f32x4.mul(z, f32x4.sub(old, fresh))));
  }
}
