import { expect, it } from "vitest";
import { shortened } from "./shortened.js";

it("leaves out the middle of a name that would fill a panel, and keeps its end", () => {
  const usual = `${"folder/".repeat(40)}boat.ts`;
  expect(shortened(usual)).toBe(usual);
  const long = `start/${"d".repeat(4000)}/boat.ts`;
  expect(shortened(long)).toHaveLength(401);
  expect(shortened(long)).toMatch(/^start\/d+…d+\/boat\.ts$/);
  // A character of two code units is not cut in two.
  expect(shortened(`a${"👩".repeat(400)}`)).not.toMatch(/\p{Cs}/u);
});
