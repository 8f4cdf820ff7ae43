// The article's s = 0.9 * s + q[t] over the tokens, of which the last state is the output. Two tokens per step:
//   s = 0.81 * s + (0.9 * q[t] + q[t + 1]),  as many multiplies and adds, half as many passes over s.
// A state of 64 channels does not fit the registers, so it stays in memory (in the first-level cache), and q is read
// once and in order. Tried: 32 channels at a time in registers, over blocks of tokens. It was a fifth faster when the
// cache held q. From memory it was 20 % slower, and twice as slow when the passes were not in memory order.

import { headDim, heads, input, output, threads, tokens } from "../assembly/arguments.as";

/** Unit: a head, or 32 channels of a head when there are more threads than heads. */
export function recurrence(phase: i32, unit: i32, a: usize, thread: i32): void {
  const n = tokens(a), d = headDim(a);
  const whole = threads(a) <= heads(a), slices = whole ? 1 : (d + 31) >> 5;
  const head = unit / slices;
  const low = whole ? 0 : (unit % slices) << 5, high = whole ? d : min(d, low + 32);
  const row = <usize>d << 2;
  let q = input(a, 0) + (<usize>head * <usize>n * row) + (<usize>low << 2);
  const state = output(a) + <usize>(head * d + low << 2), end = state + (<usize>(high - low) << 2);
  for (let s = state; s < end; s += 4) store<f32>(s, 0);
  let t = n;
  for (; t >= 2; t -= 2, q += 2 * row) twoTokens(q, q + row, state, end);
  if (t > 0) for (let s = state; s < end; s += 4, q += 4) store<f32>(s, <f32>0.9 * load<f32>(s) + load<f32>(q));
}

@inline function twoTokens(q: usize, next: usize, s: usize, end: usize): void {
  const once = v128.load_splat<f32>(DECAY), twice = v128.load_splat<f32>(DECAY, 4);
  for (; s + 32 <= end; s += 32, q += 32, next += 32) {
    const new0 = f32x4.add(f32x4.mul(v128.load(q), once), v128.load(next));
    const new1 = f32x4.add(f32x4.mul(v128.load(q, 16), once), v128.load(next, 16));
    v128.store(s, f32x4.add(f32x4.mul(v128.load(s), twice), new0));
    v128.store(s, f32x4.add(f32x4.mul(v128.load(s, 16), twice), new1), 16);
  }
  for (; s < end; s += 4, q += 4, next += 4)
    store<f32>(s, <f32>0.81 * load<f32>(s) + (<f32>0.9 * load<f32>(q) + load<f32>(next)));
}
const DECAY: usize = memory.data<f32>([0.9, 0.81], 16);
