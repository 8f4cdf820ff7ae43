/** Squares of true areas in frames, each frame closer than the one before. */

/** Something with a size. */
export interface Sized {
  readonly bytes: number;
}

export interface Square<Item> {
  readonly item: Item;
  /** In pixels, from the left edge of the frame. */
  readonly x: number;
  readonly side: number;
}

export interface Frame<Item> {
  /** In the order of size, from the left. */
  readonly squares: readonly Square<Item>[];
  /** Items that would be less than a pixel wide here: a later frame has them. */
  readonly unseen: readonly Item[];
  /** Bytes of one square pixel. */
  readonly bytesPerPixel: number;
  /** How many times longer a side is than in the first frame, and than in the one before. */
  readonly closer: number;
  readonly closerThanLast: number;
  /** Where the squares of the next frame stand in this one. */
  readonly next?: { readonly x: number; readonly width: number; readonly height: number } | undefined;
}

export interface FrameSize {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** Squares that are narrower are shown again, closer. */
  readonly readable: number;
}

/** The items, largest first, in as many frames as it takes to see each. */
export function framesOf<Item extends Sized>(
  items: readonly Item[],
  size: FrameSize,
): readonly Frame<Item>[] {
  const sorted = items.filter(({ bytes }) => bytes > 0).sort((a, b) => b.bytes - a.bytes);
  const frames: Frame<Item>[] = [];
  let rest = sorted;
  while (rest.length > 0) {
    const scale = scaleOf(rest, size);
    const squares: Square<Item>[] = [];
    let x = 0;
    for (const item of rest) {
      const side = scale * Math.sqrt(item.bytes);
      if (side < 1) break;
      squares.push({ item, x, side });
      x += side + size.gap;
    }
    // The largest is not drawn again.
    const small = rest.findIndex((item, index) => index > 0 && scale * Math.sqrt(item.bytes) < size.readable);
    const [first, last] = [frames[0], frames.at(-1)];
    frames.push({
      squares,
      unseen: rest.slice(squares.length),
      bytesPerPixel: 1 / scale ** 2,
      closer: first ? scale * Math.sqrt(first.bytesPerPixel) : 1,
      closerThanLast: last ? scale * Math.sqrt(last.bytesPerPixel) : 1,
      next: small < 0 ? undefined : regionOf(squares.slice(small), x),
    });
    rest = small < 0 ? [] : rest.slice(small);
  }
  return frames;
}

/** Pixels of the side of one byte: the squares stand beside each other, and fill the width or the height. */
function scaleOf(items: readonly Sized[], { width, height, gap }: FrameSize): number {
  const sides = items.reduce((sum, { bytes }) => sum + Math.sqrt(bytes), 0);
  return Math.min((width - gap * (items.length - 1)) / sides, height / Math.sqrt(items[0]!.bytes));
}

/** Around some squares; where all are unseen, a place at the end of the row. */
function regionOf<Item>(squares: readonly Square<Item>[], end: number) {
  const [first] = squares;
  const last = squares.at(-1);
  return first && last
    ? { x: first.x, width: last.x + last.side - first.x, height: first.side }
    : { x: end, width: 1, height: 1 };
}
