import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FrameSize, framesOf } from "./frames.js";

const size: FrameSize = { width: 300, height: 240, gap: 10, readable: 32 };
const bytes = fc.double({ min: 0, max: 18, noNaN: true }).map((power) => 10 ** power);
const anyItems = fc.array(fc.record({ bytes }), { minLength: 1, maxLength: 7 });

describe("frames", () => {
  it("draw areas in proportion to bytes, in each frame at the scale that it states", () => {
    fc.assert(
      fc.property(anyItems, (all) => {
        for (const { squares, bytesPerPixel } of framesOf(all, size))
          for (const { item, side } of squares)
            expect(side ** 2 * bytesPerPixel).toBeCloseTo(item.bytes, 3 - Math.log10(item.bytes) + 3);
      }),
    );
  });

  it("state how much closer they are", () => {
    fc.assert(
      fc.property(anyItems, (all) => {
        const frames = framesOf(all, size);
        let closer = 1;
        for (const frame of frames) {
          closer *= frame.closerThanLast;
          expect(frame.closer / closer).toBeCloseTo(1, 9);
          expect(frame.closer ** 2).toBeCloseTo(
            frames[0]!.bytesPerPixel / frame.bytesPerPixel,
            -Math.log10(frame.closer ** 2) + 6,
          );
          expect(frame.closerThanLast).toBeGreaterThanOrEqual(1 - 1e-9);
        }
      }),
    );
  });

  it("show each item once at a size that can be seen, and all of a frame within it", () => {
    fc.assert(
      fc.property(anyItems, (all) => {
        const frames = framesOf(all, size);
        for (const item of all)
          expect(
            frames.some(({ squares }) => squares.some((one) => one.item === item && one.side >= 20)),
          ).toBe(true);
        for (const { squares, unseen } of frames) {
          const last = squares.at(-1)!;
          expect(last.x + last.side).toBeLessThanOrEqual(size.width + 1e-6);
          for (const { side } of squares) {
            expect(side).toBeGreaterThanOrEqual(1);
            expect(side).toBeLessThanOrEqual(size.height + 1e-6);
          }
          // What is not drawn is said.
          expect(squares.length + unseen.length).toBeLessThanOrEqual(all.length);
        }
      }),
    );
  });

  it("go on where squares are too small, and mark where", () => {
    const [first, second, ...rest] = framesOf([{ bytes: 1 }, { bytes: 1e6 }], size);
    expect(rest).toEqual([]);
    expect(first!.squares.map(({ item }) => item.bytes)).toEqual([1e6]);
    expect(first!.unseen).toEqual([{ bytes: 1 }]);
    expect(first!.next).toMatchObject({ width: 1 });
    expect(second!.squares).toEqual([{ item: { bytes: 1 }, x: 0, side: 240 }]);
    expect(second!.closer).toBeCloseTo(1000, 6);
    expect(second!.next).toBeUndefined();
  });
});
