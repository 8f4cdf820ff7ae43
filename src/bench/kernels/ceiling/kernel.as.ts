// Measures the machine's arithmetic limits, in the same module and through the same calls as the kernels.

import { input, output, tokens } from "../assembly/arguments.as";
import { Interleaved, tile4x8 } from "../assembly/micro-kernel.as";

const STEPS: i32 = 256;

/**
 * ceiling_chains: registers only, twelve independent chains c = c*m + z, 96 * STEPS FLOP per round.
 * ceiling_product: a 4 x 8 matrix product with operands in the first-level cache, 64 * STEPS FLOP per round.
 * On processors with separate addition ports (Golden Cove) the chains are bound by latency and the product is
 * faster. The ceiling is the faster of the two.
 */
export function ceiling_chains(phase: i32, unit: i32, a: usize, thread: i32): void {
  const rounds = tokens(a);
  for (let r = 0; r < rounds; r++) store<f32>(output(a) + (<usize>unit << 2), chains(STEPS));
}

/** Operands of a unit: A [STEPS][4], B [STEPS][8], C [4][8], 12,416 bytes in all. */
export function ceiling_product(phase: i32, unit: i32, a: usize, thread: i32): void {
  const rounds = tokens(a), base = input(a, 0) + (<usize>unit << 14);
  for (let r = 0; r < rounds; r++) tile4x8<Interleaved>(base, 16, base + 16 * STEPS, 32, STEPS, base + 48 * STEPS, 32, true);
}

function chains(steps: i32): f32 {
  const m = f32x4.splat(0.999), z = f32x4.splat(0.001);
  let c0 = f32x4.splat(0.1), c1 = f32x4.splat(0.2), c2 = f32x4.splat(0.3), c3 = f32x4.splat(0.4);
  let c4 = f32x4.splat(0.5), c5 = f32x4.splat(0.6), c6 = f32x4.splat(0.7), c7 = f32x4.splat(0.8);
  let c8 = f32x4.splat(0.9), c9 = f32x4.splat(1.1), c10 = f32x4.splat(1.2), c11 = f32x4.splat(1.3);
  for (let i = 0; i < steps; i++) {
    c0 = f32x4.add(f32x4.mul(c0, m), z); c1 = f32x4.add(f32x4.mul(c1, m), z);
    c2 = f32x4.add(f32x4.mul(c2, m), z); c3 = f32x4.add(f32x4.mul(c3, m), z);
    c4 = f32x4.add(f32x4.mul(c4, m), z); c5 = f32x4.add(f32x4.mul(c5, m), z);
    c6 = f32x4.add(f32x4.mul(c6, m), z); c7 = f32x4.add(f32x4.mul(c7, m), z);
    c8 = f32x4.add(f32x4.mul(c8, m), z); c9 = f32x4.add(f32x4.mul(c9, m), z);
    c10 = f32x4.add(f32x4.mul(c10, m), z); c11 = f32x4.add(f32x4.mul(c11, m), z);
  }
  let s = f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3));
  s = f32x4.add(s, f32x4.add(f32x4.add(c4, c5), f32x4.add(c6, c7)));
  s = f32x4.add(s, f32x4.add(f32x4.add(c8, c9), f32x4.add(c10, c11)));
  return f32x4.extract_lane(s, 0);
}
