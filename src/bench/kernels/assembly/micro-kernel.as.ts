// The inner loop of all matrix products: 4 rows x 8 columns in eight registers, two loads of B and four
// broadcasts of A per step. x86-64 has sixteen 128-bit registers, of which V8 reserves one. Eight
// accumulators, six loads, which V8 hoists above the arithmetic, and one product use the other fifteen.
//
// Tried, in GFLOP/s, as a product in the first-level cache of a Zen 4 whose ceiling is 45 (registers only):
//   6 x 8 (rows x columns): 26 to 29, since four accumulators are on the stack; on a Golden Cove, with a ceiling of
//   34, nothing was lost. 5 x 8: 24, or 40 with a branch that keeps V8 from hoisting.
//   3 x 12: 22; unrolled by two with branches 43. 2 x 16: 38. 4 x 8: 40; unrolled by two 41, by four 27.
// Offsets of rows are immediates: adding them to the address costs an instruction each. Accumulators that start from
// one shared zero make V8 spill in the loop; started by the first product or by loads they do not.

/** c + a*b */
@inline function madd(c: v128, a: v128, b: v128): v128 {
  return f32x4.add(c, f32x4.mul(a, b));
}

/**
 * Floats from one row of scores to the next. Not a power of two, so that rows do not fall into the same cache
 * set.
 */
export const ROW: i32 = 144;

/**
 * The layout of A: rows `Interleaved`, or ROW floats apart (`Scores`). A type, so that it is known at compile
 * time.
 */
export type Interleaved = i32;
export type Scores = f32;

/** A's row 0 to 3 at one step, in all lanes. */
@inline function row0(a: usize): v128 { return v128.load_splat<f32>(a); }
@inline function row1<Rows>(a: usize): v128 { return isInteger<Rows>() ? v128.load_splat<f32>(a, 4) : v128.load_splat<f32>(a, 4 * ROW); }
@inline function row2<Rows>(a: usize): v128 { return isInteger<Rows>() ? v128.load_splat<f32>(a, 8) : v128.load_splat<f32>(a, 8 * ROW); }
@inline function row3<Rows>(a: usize): v128 { return isInteger<Rows>() ? v128.load_splat<f32>(a, 12) : v128.load_splat<f32>(a, 12 * ROW); }

/**
 * C[4][8] = A[4][k] . B[k][8], or C += with accumulate. k >= 1.
 * Steps of A are aStep bytes apart, steps of B bStep bytes (32 when packed). Row i of C is at c + i*cRow.
 */
@inline export function tile4x8<Rows>(
  a: usize, aStep: usize, b: usize, bStep: usize, k: i32, c: usize, cRow: usize, accumulate: bool,
): void {
  const end = b + <usize>k * bStep;
  let c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128, c30: v128, c31: v128;
  if (accumulate) {
    c00 = v128.load(c); c01 = v128.load(c, 16);
    c10 = v128.load(c + cRow); c11 = v128.load(c + cRow, 16);
    c20 = v128.load(c + 2 * cRow); c21 = v128.load(c + 2 * cRow, 16);
    c30 = v128.load(c + 3 * cRow); c31 = v128.load(c + 3 * cRow, 16);
  } else {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let s = row0(a);
    c00 = f32x4.mul(s, b0); c01 = f32x4.mul(s, b1);
    s = row1<Rows>(a);
    c10 = f32x4.mul(s, b0); c11 = f32x4.mul(s, b1);
    s = row2<Rows>(a);
    c20 = f32x4.mul(s, b0); c21 = f32x4.mul(s, b1);
    s = row3<Rows>(a);
    c30 = f32x4.mul(s, b0); c31 = f32x4.mul(s, b1);
    a += aStep;
    b += bStep;
  }
  while (b < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let s = row0(a);
    c00 = madd(c00, s, b0); c01 = madd(c01, s, b1);
    s = row1<Rows>(a);
    c10 = madd(c10, s, b0); c11 = madd(c11, s, b1);
    s = row2<Rows>(a);
    c20 = madd(c20, s, b0); c21 = madd(c21, s, b1);
    s = row3<Rows>(a);
    c30 = madd(c30, s, b0); c31 = madd(c31, s, b1);
    a += aStep;
    b += bStep;
  }
  v128.store(c, c00); v128.store(c, c01, 16);
  v128.store(c + cRow, c10); v128.store(c + cRow, c11, 16);
  v128.store(c + 2 * cRow, c20); v128.store(c + 2 * cRow, c21, 16);
  v128.store(c + 3 * cRow, c30); v128.store(c + 3 * cRow, c31, 16);
}

/**
 * C[4][8] = scale . (decay . (C +) A[4][k] . B[k][8] + P[4][m] . V[m][8]). Accumulators stay in registers
 * between the products. A and P have the layout `Scores`, B is packed, steps of V are vStep bytes apart.
 * decay and scale point to one number per row, or are 0 for none. k, m >= 1.
 */
@inline export function twoProducts4x8(
  a: usize, b: usize, k: i32, p: usize, v: usize, vStep: usize, m: i32,
  decay: usize, scale: usize, c: usize, cRow: usize, accumulate: bool,
): void {
  let end = b + (<usize>k << 5);
  let c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128, c30: v128, c31: v128;
  if (accumulate) {
    c00 = v128.load(c); c01 = v128.load(c, 16);
    c10 = v128.load(c + cRow); c11 = v128.load(c + cRow, 16);
    c20 = v128.load(c + 2 * cRow); c21 = v128.load(c + 2 * cRow, 16);
    c30 = v128.load(c + 3 * cRow); c31 = v128.load(c + 3 * cRow, 16);
  } else {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let s = row0(a);
    c00 = f32x4.mul(s, b0); c01 = f32x4.mul(s, b1);
    s = row1<Scores>(a);
    c10 = f32x4.mul(s, b0); c11 = f32x4.mul(s, b1);
    s = row2<Scores>(a);
    c20 = f32x4.mul(s, b0); c21 = f32x4.mul(s, b1);
    s = row3<Scores>(a);
    c30 = f32x4.mul(s, b0); c31 = f32x4.mul(s, b1);
    a += 4;
    b += 32;
  }
  while (b < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let s = row0(a);
    c00 = madd(c00, s, b0); c01 = madd(c01, s, b1);
    s = row1<Scores>(a);
    c10 = madd(c10, s, b0); c11 = madd(c11, s, b1);
    s = row2<Scores>(a);
    c20 = madd(c20, s, b0); c21 = madd(c21, s, b1);
    s = row3<Scores>(a);
    c30 = madd(c30, s, b0); c31 = madd(c31, s, b1);
    a += 4;
    b += 32;
  }
  if (decay) {
    let f = v128.load_splat<f32>(decay);
    c00 = f32x4.mul(c00, f); c01 = f32x4.mul(c01, f);
    f = v128.load_splat<f32>(decay, 4);
    c10 = f32x4.mul(c10, f); c11 = f32x4.mul(c11, f);
    f = v128.load_splat<f32>(decay, 8);
    c20 = f32x4.mul(c20, f); c21 = f32x4.mul(c21, f);
    f = v128.load_splat<f32>(decay, 12);
    c30 = f32x4.mul(c30, f); c31 = f32x4.mul(c31, f);
  }
  end = v + <usize>m * vStep;
  do {
    const b0 = v128.load(v), b1 = v128.load(v, 16);
    let s = row0(p);
    c00 = madd(c00, s, b0); c01 = madd(c01, s, b1);
    s = row1<Scores>(p);
    c10 = madd(c10, s, b0); c11 = madd(c11, s, b1);
    s = row2<Scores>(p);
    c20 = madd(c20, s, b0); c21 = madd(c21, s, b1);
    s = row3<Scores>(p);
    c30 = madd(c30, s, b0); c31 = madd(c31, s, b1);
    p += 4;
    v += vStep;
  } while (v < end);
  if (scale) {
    let f = v128.load_splat<f32>(scale);
    c00 = f32x4.mul(c00, f); c01 = f32x4.mul(c01, f);
    f = v128.load_splat<f32>(scale, 4);
    c10 = f32x4.mul(c10, f); c11 = f32x4.mul(c11, f);
    f = v128.load_splat<f32>(scale, 8);
    c20 = f32x4.mul(c20, f); c21 = f32x4.mul(c21, f);
    f = v128.load_splat<f32>(scale, 12);
    c30 = f32x4.mul(c30, f); c31 = f32x4.mul(c31, f);
  }
  v128.store(c, c00); v128.store(c, c01, 16);
  v128.store(c + cRow, c10); v128.store(c + cRow, c11, 16);
  v128.store(c + 2 * cRow, c20); v128.store(c + 2 * cRow, c21, 16);
  v128.store(c + 3 * cRow, c30); v128.store(c + 3 * cRow, c31, 16);
}
