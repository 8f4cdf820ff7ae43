// The one inner loop that matters: 6 rows x 8 columns in twelve registers, one load of B and six broadcasts of A
// a step. x86-64 has sixteen 128-bit registers: twelve accumulators, two of B, one broadcast, one product.
//
// Why it is written this way (one thread, d = 64, against the ceiling of 34):
//   accumulators that start as one shared zero: 26 GFLOP/s, V8 spills in the loop; started by the first
//   product or by loads: 33 to 34. A row-major or packed [step][6]: no difference.

/** c + a*b */
@inline function madd(c: v128, a: v128, b: v128): v128 {
  return f32x4.add(c, f32x4.mul(a, b));
}

/**
 * C[6][8] = A[6][k] . B[k][8], or C += with accumulate. k >= 1.
 * A: row i, step p at a + i*rowBytes + p*stepBytes. B: packed, 32 bytes a step. C: row i at c + i*cRowBytes.
 * rowBytes, stepBytes and cRowBytes must be constants where this is inlined: they become immediates.
 */
@inline export function tile6x8(
  a: usize, rowBytes: usize, stepBytes: usize, b: usize, k: i32, c: usize, cRowBytes: usize, accumulate: bool,
): void {
  const end = b + (<usize>k << 5);
  let c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128, c30: v128, c31: v128, c40: v128, c41: v128, c50: v128, c51: v128;
  if (accumulate) {
    c00 = v128.load(c); c01 = v128.load(c, 16);
    c10 = v128.load(c + cRowBytes); c11 = v128.load(c + cRowBytes, 16);
    c20 = v128.load(c + 2 * cRowBytes); c21 = v128.load(c + 2 * cRowBytes, 16);
    c30 = v128.load(c + 3 * cRowBytes); c31 = v128.load(c + 3 * cRowBytes, 16);
    c40 = v128.load(c + 4 * cRowBytes); c41 = v128.load(c + 4 * cRowBytes, 16);
    c50 = v128.load(c + 5 * cRowBytes); c51 = v128.load(c + 5 * cRowBytes, 16);
  } else {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let s = v128.load_splat<f32>(a);
    c00 = f32x4.mul(s, b0); c01 = f32x4.mul(s, b1);
    s = v128.load_splat<f32>(a + rowBytes);
    c10 = f32x4.mul(s, b0); c11 = f32x4.mul(s, b1);
    s = v128.load_splat<f32>(a + 2 * rowBytes);
    c20 = f32x4.mul(s, b0); c21 = f32x4.mul(s, b1);
    s = v128.load_splat<f32>(a + 3 * rowBytes);
    c30 = f32x4.mul(s, b0); c31 = f32x4.mul(s, b1);
    s = v128.load_splat<f32>(a + 4 * rowBytes);
    c40 = f32x4.mul(s, b0); c41 = f32x4.mul(s, b1);
    s = v128.load_splat<f32>(a + 5 * rowBytes);
    c50 = f32x4.mul(s, b0); c51 = f32x4.mul(s, b1);
    a += stepBytes;
    b += 32;
  }
  while (b < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let s = v128.load_splat<f32>(a);
    c00 = madd(c00, s, b0); c01 = madd(c01, s, b1);
    s = v128.load_splat<f32>(a + rowBytes);
    c10 = madd(c10, s, b0); c11 = madd(c11, s, b1);
    s = v128.load_splat<f32>(a + 2 * rowBytes);
    c20 = madd(c20, s, b0); c21 = madd(c21, s, b1);
    s = v128.load_splat<f32>(a + 3 * rowBytes);
    c30 = madd(c30, s, b0); c31 = madd(c31, s, b1);
    s = v128.load_splat<f32>(a + 4 * rowBytes);
    c40 = madd(c40, s, b0); c41 = madd(c41, s, b1);
    s = v128.load_splat<f32>(a + 5 * rowBytes);
    c50 = madd(c50, s, b0); c51 = madd(c51, s, b1);
    a += stepBytes;
    b += 32;
  }
  v128.store(c, c00); v128.store(c, c01, 16);
  v128.store(c + cRowBytes, c10); v128.store(c + cRowBytes, c11, 16);
  v128.store(c + 2 * cRowBytes, c20); v128.store(c + 2 * cRowBytes, c21, 16);
  v128.store(c + 3 * cRowBytes, c30); v128.store(c + 3 * cRowBytes, c31, 16);
  v128.store(c + 4 * cRowBytes, c40); v128.store(c + 4 * cRowBytes, c41, 16);
  v128.store(c + 5 * cRowBytes, c50); v128.store(c + 5 * cRowBytes, c51, 16);
}
