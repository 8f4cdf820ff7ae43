/** A text that would like a place on the screen. */
export interface Wish<Label> {
  readonly label: Label;
  /** Places that suit, the best first. */
  readonly places: readonly Box[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const CELL = 64;

/**
 * Gives each wish, in their order, its first place that overlaps no other and is so far beside it; those without one are
 * left out.
 */
export function placeLabels<Label>(
  wishes: Iterable<Wish<Label>>,
  apart = 0,
  most = Number.POSITIVE_INFINITY,
): { readonly label: Label; readonly box: Box }[] {
  const taken = new Map<string, Box[]>();
  const placed: { label: Label; box: Box }[] = [];
  for (const { label, places } of wishes) {
    if (placed.length >= most) break;
    const wider = ({ x, y, width, height }: Box): Box => ({
      x: x - apart,
      y,
      width: width + 2 * apart,
      height,
    });
    const box = places.find((place) => {
      const wide = wider(place);
      return !cells(wide).some((cell) => taken.get(cell)?.some(overlaps(wide)));
    });
    if (!box) continue;
    for (const cell of cells(box)) {
      const list = taken.get(cell);
      if (list) list.push(box);
      else taken.set(cell, [box]);
    }
    placed.push({ label, box });
  }
  return placed;
}

const overlaps =
  (a: Box) =>
  (b: Box): boolean =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function cells({ x, y, width, height }: Box): string[] {
  const list: string[] = [];
  for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column++)
    for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row++)
      list.push(`${column} ${row}`);
  return list;
}

/** As much of a text's start as is at most so wide, with `…` when it is cut; undefined when fewer characters than `least` fit. */
export function cut(
  text: string,
  width: number,
  measure: (text: string) => number,
  least = 4,
): string | undefined {
  // No label is longer; measuring thousands of characters takes time.
  const start = text.length > 120 ? `${[...text.slice(0, 120)].slice(0, 100).join("")}…` : text;
  if (measure(start) <= width) return start;
  let low = 0;
  const characters = [...start];
  let high = characters.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${characters.slice(0, middle).join("")}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return low < least ? undefined : `${characters.slice(0, low).join("")}…`;
}
