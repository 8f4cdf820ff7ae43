// 2^x for four lanes, x <= 0, in 13 operations and a division, without conversion to integers.
//
// Range reduction by the magic constant 1.5 * 2^23: x + MAGIC rounds x to the nearest integer in the low bits
// of the mantissa, so those bits, shifted left by 23, are the exponent to add. The rest f = x - round(x) is
// exact and lies in [-0.5, 0.5]; with tanh(f * ln 2 / 2) = p / q, 2^f = (q + p) / (q - p), where p = f * (A +
// B * f^2) and q = C + f^2 are minimax (9.4e-11 relative before rounding; 1.8e-7 as computed in float32, the
// worst of four million points in [-80, 0]). A polynomial of degree 5 takes two more operations, has an error
// of 2.3e-7 and was a fifth slower, because the divider works in parallel with the multipliers. Below -80 the
// result is 2^-80 (8e-25). That is negligible beside a largest term of 1, and products with it are not
// denormal. Clamped at -126, masked scores times values were denormal and a window of 256 ran at 1.8 GFLOP/s
// instead of 17.
//
// The constants are in memory and are loaded into locals before a loop. V8 builds a literal again at every
// use (two to four instructions each), which halved the speed of the softmax.

export const EXP_TABLE: usize = memory.data<f32>([
  -80.0, 12582912.0, 7.215289152372905, 0.057690072324724895, 20.81892379653666, 8.67783884, 25.03910668,
], 16);

@inline export function constant(index: i32): v128 {
  return v128.load_splat<f32>(EXP_TABLE + (<usize>index << 2));
}

/** lowest, magic, A, B, C are constant(0)..constant(4). */
@inline export function exp2(x0: v128, lowest: v128, magic: v128, A: v128, B: v128, C: v128): v128 {
  const x = f32x4.pmax(x0, lowest);
  const t = f32x4.add(x, magic);
  const f = f32x4.sub(x, f32x4.sub(t, magic));
  const square = f32x4.mul(f, f);
  const p = f32x4.mul(f, f32x4.add(f32x4.mul(square, B), A));
  const q = f32x4.add(square, C);
  return i32x4.add(f32x4.div(f32x4.add(q, p), f32x4.sub(q, p)), i32x4.shl(t, 23));
}

/**
 * As exp2 without B: two operations and a sixth of the time less, error at most 5.9e-7. A and C are
 * constant(5), (6).
 */
@inline export function exp2Short(x0: v128, lowest: v128, magic: v128, A: v128, C: v128): v128 {
  const x = f32x4.pmax(x0, lowest);
  const t = f32x4.add(x, magic);
  const f = f32x4.sub(x, f32x4.sub(t, magic));
  const p = f32x4.mul(f, A);
  const q = f32x4.add(f32x4.mul(f, f), C);
  return i32x4.add(f32x4.div(f32x4.add(q, p), f32x4.sub(q, p)), i32x4.shl(t, 23));
}

/** 2^x of one number. */
export function exp2Scalar(x: f32): f32 {
  return f32x4.extract_lane(exp2(f32x4.splat(x), constant(0), constant(1), constant(2), constant(3), constant(4)), 0);
}

/** row[count] (a multiple of 8) becomes 2^(row - top); returns the sum. */
export function exp2Row(row: usize, count: i32, top: f32): f32 {
  const lowest = constant(0), magic = constant(1), A = constant(2), B = constant(3), C = constant(4);
  const m = f32x4.splat(top);
  let t0 = f32x4.splat(0), t1 = t0;
  const end = row + (<usize>count << 2);
  while (row < end) {
    const e0 = exp2(f32x4.sub(v128.load(row), m), lowest, magic, A, B, C);
    v128.store(row, e0);
    t0 = f32x4.add(t0, e0);
    const e1 = exp2(f32x4.sub(v128.load(row, 16), m), lowest, magic, A, B, C);
    v128.store(row, e1, 16);
    t1 = f32x4.add(t1, e1);
    row += 32;
  }
  t0 = f32x4.add(t0, t1);
  return (f32x4.extract_lane(t0, 0) + f32x4.extract_lane(t0, 1)) + (f32x4.extract_lane(t0, 2) + f32x4.extract_lane(t0, 3));
}
