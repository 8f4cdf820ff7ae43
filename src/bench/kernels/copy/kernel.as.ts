// output = input, 64 bytes a step: the roof of every kernel that does little with much.

import { headDim, heads, input, output, tokens } from "../assembly/arguments.as";

/** Unit: one of sixteen slices. */
export function copy(phase: i32, unit: i32, a: usize, thread: i32): void {
  const bytes = (<usize>heads(a) * <usize>tokens(a) * <usize>headDim(a)) << 2;
  const slice = ((bytes + 15) / 16 + 63) & ~63;
  let at = slice * <usize>unit;
  const end = min(bytes, at + slice);
  const from = input(a, 0), to = output(a);
  for (; at + 64 <= end; at += 64) {
    v128.store(to + at, v128.load(from + at));
    v128.store(to + at, v128.load(from + at, 16), 16);
    v128.store(to + at, v128.load(from + at, 32), 32);
    v128.store(to + at, v128.load(from + at, 48), 48);
  }
  for (; at < end; at += 4) store<f32>(to + at, load<f32>(from + at));
}
