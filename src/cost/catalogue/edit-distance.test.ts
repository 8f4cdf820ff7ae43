import { expect, it } from "vitest";
import { nearestNames } from "./edit-distance.js";
import { findModel } from "./find.js";

it("suggests names for a text of any length at once: a link can bring a megabyte", () => {
  const groups = Array.from({ length: 300 }, (_, index) => [`llama-${index}b`, `meta-llama/Llama-${index}B`]);
  const before = performance.now();
  expect(nearestNames("a".repeat(1_000_000), groups)).toHaveLength(3);
  expect(nearestNames(`llama-7b${"x".repeat(1_000_000)}`, groups)[0]).toBe("llama-7b");
  // Compared whole, it would take minutes.
  expect(performance.now() - before).toBeLessThan(3000);
});

it("refuses a name of any length at once, and quotes its beginning", () => {
  for (const part of ["a", ".gguf", "-instruct", "7b:q4_0"]) {
    const before = performance.now();
    expect(() => findModel(part.repeat(200_000))).toThrow(/^no model is called ".{300}…"; the nearest are /);
    expect(performance.now() - before).toBeLessThan(3000);
  }
});
