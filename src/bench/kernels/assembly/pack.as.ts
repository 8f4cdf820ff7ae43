// Copies that put what the micro-kernel reads next to each other.

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

/** Q[rows][d] (rows <= 6) to [d][6], each value times scale; missing rows are zero. */
export function packRows(from: usize, rows: i32, d: i32, scale: f32, to: usize): void {
  for (let j = 0; j < 6; j++) {
    let p = to + (<usize>j << 2);
    if (j < rows) {
      let f = from + <usize>(j * d << 2);
      for (let i = 0; i < d; i++) { store<f32>(p, load<f32>(f) * scale); p += 24; f += 4; }
    } else {
      for (let i = 0; i < d; i++) { store<f32>(p, 0); p += 24; }
    }
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
