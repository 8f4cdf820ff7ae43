import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { topK } from "../retrieve/top-k.js";
import { cosines } from "./nearest.js";
import { quantise } from "./quantise.js";

const component = fc.float({ min: -10, max: 10, noNaN: true });
const vectors = fc
  .integer({ min: 1, max: 48 })
  .chain((d) =>
    fc.array(fc.array(component, { minLength: d, maxLength: d }), { minLength: 2, maxLength: 12 }),
  );

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, squareA, squareB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    squareA += a[i]! ** 2;
    squareB += b[i]! ** 2;
  }
  return dot / Math.sqrt(squareA * squareB);
}

const norm = (vector: Float32Array): number => Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));

describe("cosines over bytes", () => {
  it("equal float64 arithmetic, and are close to the cosines of the unquantised vectors", () => {
    fc.assert(
      fc.property(vectors, ([first, ...rest]) => {
        const query = Float32Array.from(first!);
        const originals = rest.map((row) => Float32Array.from(row));
        const bytes = originals.map(quantise);
        const d = query.length;
        const rows = new Int8Array(bytes.length * d);
        bytes.forEach((row, index) => {
          rows.set(row, index * d);
        });
        const found = cosines(query, rows);
        expect(found).toHaveLength(bytes.length);
        bytes.forEach((row, index) => {
          const value = found[index]!;
          // Smaller values are skipped: their squares underflow in float64 too.
          if (norm(query) < 1e-30 || norm(originals[index]!) < 1e-30) return;
          expect(value).toBeCloseTo(cosine(query, row), 5);
          // Twice the bound of one component's error: it enters the dot product and the length.
          expect(Math.abs(value - cosine(query, originals[index]!))).toBeLessThan(Math.sqrt(d) / 127 + 1e-5);
        });
      }),
    );
  });

  it("are NaN for zeros, which topK never selects", () => {
    const rows = Int8Array.from([0, 0, 3, 4, -3, -4]);
    const found = cosines(Float32Array.from([3, 4]), rows);
    expect([...found]).toEqual([Number.NaN, 1, -1]);
    expect(topK(found, 5, -2)).toEqual([1, 2]);
    expect(quantise(new Float32Array(3))).toEqual(new Int8Array(3));
  });

  it("quantise uses the whole range of int8", () => {
    fc.assert(
      fc.property(
        fc
          .array(component, { minLength: 1, maxLength: 48 })
          .filter((v) => v.some((x) => Math.abs(x) > 1e-30)),
        (list) => {
          expect(Math.max(...quantise(Float32Array.from(list)).map(Math.abs))).toBe(127);
        },
      ),
    );
  });
});
