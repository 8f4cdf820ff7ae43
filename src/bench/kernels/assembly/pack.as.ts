// Copies operands into the layouts that the micro-kernel reads in order.

/** K[rows][d] (rows <= 8) to [d][8]; missing rows are zero. */
export function packColumns(from: usize, rows: i32, d: i32, to: usize): void {
  for (let j = 0; j < 8; j++) {
    let p = to + (<usize>j << 2);
    if (j < rows) {
      let f = from + <usize>(j * d << 2);
      for (let i = 0; i < d; i++) { store<f32>(p, load<f32>(f)); p += 32; f += 4; }
    } else {
      for (let i = 0; i < d; i++) { store<f32>(p, 0); p += 32; }
    }
  }
}

/** Q[rows][d] (rows <= 4) to [d][4], each value times scale; missing rows are zero. */
export function packRows(from: usize, rows: i32, d: i32, scale: f32, to: usize): void {
  if (rows == 4) {
    packFour(from, d, scale, to);
    return;
  }
  for (let j = 0; j < 4; j++) {
    let p = to + (<usize>j << 2);
    if (j < rows) {
      let f = from + <usize>(j * d << 2);
      for (let i = 0; i < d; i++) { store<f32>(p, load<f32>(f) * scale); p += 16; f += 4; }
    } else {
      for (let i = 0; i < d; i++) { store<f32>(p, 0); p += 16; }
    }
  }
}

/** Four whole rows, four channels at a time. */
function packFour(from: usize, d: i32, scale: f32, to: usize): void {
  const row = <usize>d << 2, factor = f32x4.splat(scale);
  let i = 0;
  for (; i + 4 <= d; i += 4) {
    const a = v128.load(from), b = v128.load(from + row), c = v128.load(from + 2 * row), e = v128.load(from + 3 * row);
    const ab0 = i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
    const ab1 = i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
    const ce0 = i8x16.shuffle(c, e, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
    const ce1 = i8x16.shuffle(c, e, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
    v128.store(to, f32x4.mul(factor, i8x16.shuffle(ab0, ce0, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23)));
    v128.store(to, f32x4.mul(factor, i8x16.shuffle(ab0, ce0, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31)), 16);
    v128.store(to, f32x4.mul(factor, i8x16.shuffle(ab1, ce1, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23)), 32);
    v128.store(to, f32x4.mul(factor, i8x16.shuffle(ab1, ce1, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31)), 48);
    from += 16;
    to += 64;
  }
  for (; i < d; i++) {
    store<f32>(to, load<f32>(from) * scale);
    store<f32>(to, load<f32>(from + row) * scale, 4);
    store<f32>(to, load<f32>(from + 2 * row) * scale, 8);
    store<f32>(to, load<f32>(from + 3 * row) * scale, 12);
    from += 4;
    to += 16;
  }
}

/** V[rows][d] to panels [ceil(d/8)][capacity][8]; missing rows and columns are zero. */
export function packPanels(from: usize, rows: i32, d: i32, capacity: i32, to: usize): void {
  const panels = (d + 7) >> 3;
  for (let c = 0; c < panels; c++) {
    const first = c << 3;
    const width = min(8, d - first);
    let p = to + (<usize>(c * capacity) << 5);
    for (let r = 0; r < rows; r++) {
      const f = from + (<usize>(r * d + first) << 2);
      if (width == 8) {
        v128.store(p, v128.load(f));
        v128.store(p, v128.load(f, 16), 16);
      } else {
        for (let i = 0; i < 8; i++)
          store<f32>(p + (<usize>i << 2), i < width ? load<f32>(f + (<usize>i << 2)) : 0);
      }
      p += 32;
    }
    for (let r = rows; r < capacity; r++) {
      v128.store(p, f32x4.splat(0));
      v128.store(p, f32x4.splat(0), 16);
      p += 32;
    }
  }
}
