import { describe, expect, it } from "vitest";
import { between, fitted, within, zoomAt } from "./camera.js";

const size = { width: 800, height: 600 };
const middle = ({ x, y, scale }: { x: number; y: number; scale: number }) => [
  x + 400 / scale,
  y + 300 / scale,
];

describe("the camera", () => {
  it("shows a rectangle in the middle, as large as fits", () => {
    const camera = fitted({ x0: 100, y0: 100, x1: 300, y1: 200 }, size);
    expect(camera.scale).toBe(4);
    expect(middle(camera)).toEqual([200, 150]);
  });

  it("stays within the world", () => {
    expect(within({ x: -50, y: 900, scale: 2 }, size, size)).toEqual({ x: 0, y: 300, scale: 2 });
    expect(within({ x: 3, y: 3, scale: 0.1 }, size, size)).toEqual({ x: 0, y: 0, scale: 1 });
  });

  it("zooms around the pointer", () => {
    const from = { x: 10, y: 20, scale: 2 };
    const to = zoomAt(from, 3, 100, 50);
    expect(to.x + 100 / to.scale).toBeCloseTo(from.x + 50);
    expect(to.y + 50 / to.scale).toBeCloseTo(from.y + 25);
  });

  it("goes from one place to another without a jump", () => {
    const from = { x: 0, y: 0, scale: 1 };
    const to = { x: 300, y: 200, scale: 40 };
    expect(between(from, to, 0)).toEqual(from);
    expect(between(from, to, 1)).toEqual(to);
    expect(between(from, to, 0.9999).x).toBeCloseTo(300, 0);
    expect(between(from, { x: 10, y: 4, scale: 1 }, 0.5)).toEqual({ x: 5, y: 2, scale: 1 });
    const half = between(from, to, 0.5);
    expect(half.scale).toBeCloseTo(Math.sqrt(40));
  });
});
