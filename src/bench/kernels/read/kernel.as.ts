// Reads a tensor once and sums it: the upper limit of memory-bound kernels.

import { headDim, heads, input, output, tokens } from "../assembly/arguments.as";

/** Unit: one of sixteen slices; its sum goes to output[unit]. */
export function read(phase: i32, unit: i32, a: usize, thread: i32): void {
  const bytes = (<usize>heads(a) * <usize>tokens(a) * <usize>headDim(a)) << 2;
  const slice = ((bytes + 15) / 16 + 63) & ~63;
  let at = slice * <usize>unit;
  const end = min(bytes, at + slice);
  const from = input(a, 0);
  const z = output(a);
  let c0 = v128.load(z), c1 = v128.load(z, 16), c2 = v128.load(z, 32), c3 = v128.load(z, 48);
  for (; at + 64 <= end; at += 64) {
    c0 = f32x4.add(c0, v128.load(from + at));
    c1 = f32x4.add(c1, v128.load(from + at, 16));
    c2 = f32x4.add(c2, v128.load(from + at, 32));
    c3 = f32x4.add(c3, v128.load(from + at, 48));
  }
  c0 = f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3));
  store<f32>(z + 64 + (<usize>unit << 2), f32x4.extract_lane(c0, 0) + f32x4.extract_lane(c0, 1) + f32x4.extract_lane(c0, 2) + f32x4.extract_lane(c0, 3));
}
