import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut, placeLabels } from "./labels.js";

const box = fc.record({
  x: fc.integer({ min: -50, max: 400 }),
  y: fc.integer({ min: -50, max: 400 }),
  width: fc.integer({ min: 1, max: 150 }),
  height: fc.integer({ min: 1, max: 30 }),
});

describe("labels", () => {
  it("never overlap, and each that is left out has no free place", () => {
    fc.assert(
      fc.property(fc.array(fc.array(box, { minLength: 1, maxLength: 4 }), { maxLength: 60 }), (all) => {
        const wishes = all.map((places, label) => ({ label, places }));
        const placed = placeLabels(wishes);
        const hit = (a: (typeof placed)[0]["box"], b: typeof a) =>
          a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
        for (const a of placed) for (const b of placed) if (a !== b) expect(hit(a.box, b.box)).toBe(false);
        const done = new Set(placed.map(({ label }) => label));
        for (const { label, places } of wishes)
          if (!done.has(label))
            for (const place of places) expect(placed.some((other) => hit(other.box, place))).toBe(true);
      }),
    );
  });

  it("keep their distance to the side", () => {
    const at = (x: number) => ({ label: x, places: [{ x, y: 0, width: 10, height: 10 }] });
    expect(placeLabels([at(0), at(12), at(17)], 6).map(({ label }) => label)).toEqual([0, 17]);
  });

  it("are cut to what fits, by characters", () => {
    const measure = (text: string) => [...text].length * 10;
    expect(cut("packages", 80, measure)).toBe("packages");
    expect(cut("packages", 70, measure)).toBe("packag…");
    expect(cut("packages", 30, measure)).toBeUndefined();
    expect(cut("💡".repeat(5000), 50, measure)).toBe("💡💡💡💡…");
  });
});
