// s[t] = 0.9 * s[t-1] + q[t], every channel on its own: eight registers walk 32 channels down the tokens.

import { headDim, input, output, tokens } from "../assembly/arguments.as";

/** Unit: 32 channels of one head. */
export function recurrence(phase: i32, unit: i32, a: usize, thread: i32): void {
  const n = tokens(a), d = headDim(a), perHead = (d + 31) >> 5;
  const head = unit / perHead, channel = (unit % perHead) << 5, width = min(32, d - channel);
  const offset = (<usize>head * <usize>n * <usize>d + <usize>channel) << 2;
  const from = input(a, 0) + offset, to = output(a) + offset, row = <usize>d << 2;
  if (width == 32) wide(from, to, n, row);
  else for (let c = 0; c < width; c++) narrow(from + (<usize>c << 2), to + (<usize>c << 2), n, row);
}

function wide(from: usize, to: usize, n: i32, row: usize): void {
  const decay = f32x4.splat(0.9);
  let s0 = v128.load(from), s1 = v128.load(from, 16), s2 = v128.load(from, 32), s3 = v128.load(from, 48);
  let s4 = v128.load(from, 64), s5 = v128.load(from, 80), s6 = v128.load(from, 96), s7 = v128.load(from, 112);
  for (let t = 1; ; t++) {
    v128.store(to, s0); v128.store(to, s1, 16); v128.store(to, s2, 32); v128.store(to, s3, 48);
    v128.store(to, s4, 64); v128.store(to, s5, 80); v128.store(to, s6, 96); v128.store(to, s7, 112);
    if (t >= n) return;
    from += row;
    to += row;
    s0 = f32x4.add(f32x4.mul(s0, decay), v128.load(from)); s1 = f32x4.add(f32x4.mul(s1, decay), v128.load(from, 16));
    s2 = f32x4.add(f32x4.mul(s2, decay), v128.load(from, 32)); s3 = f32x4.add(f32x4.mul(s3, decay), v128.load(from, 48));
    s4 = f32x4.add(f32x4.mul(s4, decay), v128.load(from, 64)); s5 = f32x4.add(f32x4.mul(s5, decay), v128.load(from, 80));
    s6 = f32x4.add(f32x4.mul(s6, decay), v128.load(from, 96)); s7 = f32x4.add(f32x4.mul(s7, decay), v128.load(from, 112));
  }
}

function narrow(from: usize, to: usize, n: i32, row: usize): void {
  let s: f32 = 0;
  for (let t = 0; t < n; t++) {
    s = <f32>0.9 * s + load<f32>(from);
    store<f32>(to, s);
    from += row;
    to += row;
  }
}
