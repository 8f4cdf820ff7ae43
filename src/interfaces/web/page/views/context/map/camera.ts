import type { Size } from "./layout.js";
import type { Rectangle } from "./tree.js";

/** The point of the world at the left top of the screen, and how many pixels a unit of the world has. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export const MOST_SCALE = 1e5;

/** Shows a rectangle as large as fits, in the middle. */
export function fitted({ x0, y0, x1, y1 }: Rectangle, { width, height }: Size, margin = 0): Camera {
  const scale = Math.min(
    MOST_SCALE,
    Math.max(1, width - 2 * margin) / Math.max(1e-9, x1 - x0),
    Math.max(1, height - 2 * margin) / Math.max(1e-9, y1 - y0),
  );
  return { x: (x0 + x1) / 2 - width / scale / 2, y: (y0 + y1) / 2 - height / scale / 2, scale };
}

/** Keeps the world on the screen: not smaller than it, and without space beside it. */
export function within({ x, y, scale }: Camera, world: Size, { width, height }: Size): Camera {
  const least = Math.max(width / world.width, height / world.height);
  const to = Math.min(MOST_SCALE, Math.max(least, scale));
  return {
    x: Math.max(0, Math.min(x, world.width - width / to)),
    y: Math.max(0, Math.min(y, world.height - height / to)),
    scale: to,
  };
}

/** Zooms by a factor around a point of the screen. */
export function zoomAt({ x, y, scale }: Camera, factor: number, px: number, py: number): Camera {
  const to = scale * factor;
  return { x: x + px / scale - px / to, y: y + py / scale - py / to, scale: to };
}

/** From one camera to another: the scale grows evenly, around one point of the screen. */
export function between(from: Camera, to: Camera, share: number): Camera {
  if (share >= 1) return to;
  const ratio = to.scale / from.scale;
  const scale = from.scale * ratio ** share;
  // x is linear in 1 / scale when a point of the screen stays in its place.
  const moved = Math.abs(ratio - 1) < 1e-6 ? share : (1 - from.scale / scale) / (1 - from.scale / to.scale);
  return { x: from.x + (to.x - from.x) * moved, y: from.y + (to.y - from.y) * moved, scale };
}

/** Slow at both ends. */
export const eased = (share: number): number => (share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2);
